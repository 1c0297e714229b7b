"""The trust's colour as a stylesheet of its own, because the policy on content allows no style in a page."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.face import brand
from foundation.people.marks import public


@public
@require_safe
@cache_control(public=True, max_age=3600)
def stylesheet(request):
    return HttpResponse(brand.stylesheet(settings.TRUST_COLOUR), content_type="text/css")
