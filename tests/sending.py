"""A browser that sends what a page carries: the key of a form, without which the house takes nothing."""

from uuid import uuid4

from django.test import Client
from django.test.client import ClientHandler

_HOUSE = ClientHandler(enforce_csrf_checks=False)  # its middleware is made once for all browsers: it looks through every static file


class Browser(Client):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.handler = _HOUSE

    def post(self, path, data=None, *args, **kwargs):
        if isinstance(data, dict) or data is None:
            data = {"once": str(uuid4())} | (data or {})
        return super().post(path, data, *args, **kwargs)
