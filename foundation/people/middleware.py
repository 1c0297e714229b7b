"""Puts the signed-in person on the request, and keeps what a signed-in person reads out of every cache."""

from django.contrib.auth import logout
from django.utils import timezone


class PersonMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.person = getattr(request.user, "person", None)
        if request.person and _gone(request.person):
            logout(request)
            request.person = None
        response = self.get_response(request)
        if request.person or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


def _gone(person) -> bool:
    return person.left_on is not None and person.left_on < timezone.localdate()
