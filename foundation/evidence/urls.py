"""Addresses of evidence. The front door passes in whom "This may show a child" alerts, and the namespace "evidence"."""

from collections.abc import Callable

from django.urls import URLPattern, path

from . import views


def addresses(*, alert: Callable[..., object], back: Callable[..., str], police_form: type) -> list[URLPattern]:
    """`alert(exhibit, *, by, at)` queues the message to the designated safeguarding lead; `back(exhibit, person, at)` is the page a reader
    came from; `police_form` asks what the police said."""
    return [
        path("<uuid:uuid>/", views.show, {"back": back}, name="show"),
        path("<uuid:uuid>/clear/", views.show, {"back": back, "clear": True}, name="clear"),
        path("<uuid:uuid>/blurred.jpg", views.blurred, name="blurred"),
        path("<uuid:uuid>/preview.jpg", views.preview, name="preview"),
        path("<uuid:uuid>/words/", views.words, name="words"),
        path("<uuid:uuid>/cover/", views.cover, name="cover"),
        path("<uuid:uuid>/download/", views.download, name="download"),
        path("<uuid:uuid>/police/", views.police, {"form_class": police_form}, name="police"),
        path("<uuid:uuid>/may-show-a-child/", views.may_show_child, {"alert": alert}, name="may-show-child"),
    ]
