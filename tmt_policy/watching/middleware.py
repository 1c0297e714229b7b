"""Outermost of all: each request gets an id, one line in the log, and a place in the numbers. And a machine that watches is let in."""

import logging
import re
import time
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings

from . import numbers
from .logs import REQUEST_ID

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
# hexadecimal only: a proxy's id passes, a name somebody puts into the header does not
WELL_FORMED = re.compile(r"[0-9a-f]{16,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Watched:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        number = given if WELL_FORMED.fullmatch(given) else uuid4().hex
        known, began = REQUEST_ID.set(number), time.monotonic()
        try:
            response = self.get_response(request)
            seconds = time.monotonic() - began
            route = named(request)
            told = {"route": route, "method": verb(request), "status": response.status_code, "ms": round(seconds * 1000)}
            log.info("Answered.", extra=told)
            numbers.answered(route, response.status_code, seconds)
        finally:
            REQUEST_ID.reset(known)
        response[HEADER] = number
        return response


class AskedHere:
    """A machine that watches asks on the server itself, past the proxy, by whatever name: it is answered as if it had come by the front
    door. Only what asks nothing of a name, and only where no proxy says that somebody else is asking."""

    PATHS = frozenset({"/healthz", "/readyz", "/metrics"})

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = request.META
        if request.path_info in self.PATHS and said.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and "HTTP_X_FORWARDED_FOR" not in said:
            said |= {"HTTP_HOST": urlsplit(settings.SITE_URL).netloc, "HTTP_X_FORWARDED_PROTO": "https"}
        return self.get_response(request)


def named(request) -> str:
    """The name of the route, never the address: "static" where a file answered, "none" where nothing did."""
    if request.resolver_match:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith("/static/") else "none"


def verb(request) -> str:
    """A method that is none could be anything somebody typed."""
    return request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
