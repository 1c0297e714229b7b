"""A browser that sends what a page carries: the key of a form, without which the house takes nothing."""

from uuid import uuid4

from django.test import Client
from django.test.client import ClientHandler

from tmt_policy.watching.middleware import HEADER

_HOUSE = ClientHandler(enforce_csrf_checks=False)  # its middleware is made once for all browsers: it looks through every static file


def headers_of(answer) -> list[tuple[str, str]]:
    """The headers of an answer, in order, but for the number that is drawn for each request."""
    return sorted((name, value) for name, value in answer.headers.items() if name != HEADER)


class Browser(Client):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.handler = _HOUSE

    def post(self, path, data=None, *args, **kwargs):
        if isinstance(data, dict) or data is None:
            data = {"once": str(uuid4())} | (data or {})
        return super().post(path, data, *args, **kwargs)
