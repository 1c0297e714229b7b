"""A browser that sends what a page carries: the key of a form, without which the house takes nothing."""

from uuid import uuid4

from django.test import Client


class Browser(Client):
    def post(self, path, data=None, *args, **kwargs):
        if isinstance(data, dict) or data is None:
            data = {"once": str(uuid4())} | (data or {})
        return super().post(path, data, *args, **kwargs)
