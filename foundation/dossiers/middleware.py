"""What the person may do by role or part goes onto the request; a refusal below a view becomes the page that says why; who asks for what
they may not see is noted."""

from django.utils import timezone

from foundation.face import pages

from . import services
from .rules import Refused
from .selectors import Rights


class DoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.rights = Rights(request.person, timezone.now())
        response = self.get_response(request)
        if response.status_code == 404 and request.person and request.resolver_match:
            for named in request.resolver_match.kwargs.values():
                services.note_attempt(str(named), by=request.person, at=timezone.now())
        return response

    def process_exception(self, request, exception):
        return pages.refused(request, exception.sentence) if isinstance(exception, Refused) else None
