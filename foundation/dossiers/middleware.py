"""What the person may do by role or part goes onto the request; a refusal below a view becomes the page that says why."""

from django.utils import timezone

from foundation.face import pages

from .rules import Refused
from .selectors import Rights


class DoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.rights = Rights(request.person, timezone.now())
        return self.get_response(request)

    def process_exception(self, request, exception):
        return pages.refused(request, exception.sentence) if isinstance(exception, Refused) else None
