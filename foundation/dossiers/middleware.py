"""What the person may do by role or part goes onto the request; a refusal below a view becomes the page that says why; who asks for what
they may not see is noted."""

from contextlib import suppress

from django.urls import Resolver404, resolve
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
        if isinstance(exception, Refused):
            return pages.refused(request, exception.sentence, back=exception.back or thing_above(request))
        return None


def thing_above(request) -> str:
    """The page of the thing whose step this address is, such as /cases/C-…/ above /cases/C-…/close/, or of the list it stands on."""
    path, named = request.path_info, request.resolver_match.captured_kwargs if request.person else None
    while named is not None and (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        with suppress(Resolver404):
            above = resolve(path)
            if above.captured_kwargs.items() <= named.items():
                return path
    return ""
