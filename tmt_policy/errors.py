"""Django's handlers, and the answers views give, all over the same plain pages."""

from contextlib import suppress

from django.conf import settings

from foundation.face import pages
from foundation.face.pages import refused, stale

__all__ = ["csrf_failed", "not_found", "refused", "server_error", "stale", "too_many", "unreadable"]


def not_found(request, exception=None):
    return pages.not_found()


class KeptByNobody:
    """No cache keeps an answer that does not say how long it may: the way to https, or one that was refused before a page was found."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class NothingByThatName:
    """404 for an address with a NUL in it, before a query is made with it: PostgreSQL and the cache refuse one with an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return pages.not_found() if "\0" in request.path_info else self.get_response(request)


class TooLarge:
    """400 for a body no page takes, before anything of it is written to a file: whoever sends it need not be signed in. What is left of a
    body that was refused is read and thrown away, as far as `DRAINED`: a server that answers and hangs up in the middle of one costs the
    sender the answer, and they see a broken connection instead of our page."""

    DRAINED, CHUNK = 16 * 1024 * 1024, 64 * 1024  # bytes

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal():
            return pages.unreadable()
        response = pages.unreadable() if int(told) > settings.BODY_MAX_BYTES else self.get_response(request)
        if response.status_code >= 400 and int(told):
            self._drain(request)
        return response

    def _drain(self, request) -> None:
        with suppress(OSError):  # whoever sends it has gone
            for _ in range(self.DRAINED // self.CHUNK):
                if not request.read(self.CHUNK):
                    return


class WrongMethod:
    """A 405 from wherever it comes gets the face of the other answers; what may be sent stays in its `Allow` header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405:
            page = pages.wrong_method()
            page["Allow"] = response.get("Allow", "")
            return page
        return response


def unreadable(request, exception=None):
    return pages.unreadable()


def server_error(request):
    return pages.server_error()


def csrf_failed(request, reason=""):
    return pages.csrf_failed()


def too_many(request, exception=None):
    return pages.too_many()
