"""Addresses of low-level concerns. The front door passes in how a report is opened again."""

from collections.abc import Callable

from django.urls import URLPattern, path

from . import views


def addresses(*, reopen: Callable[..., object]) -> list[URLPattern]:
    """`reopen(report, *, new, by, at)` puts the report a concern came from back into triage."""
    return [
        path("", views.index, name="index"),
        path("about/<uuid:uuid>/", views.about, name="about"),
        path("<slug:reference>/", views.show, name="show"),
        path("<slug:reference>/<slug:page>/", views.decide, {"reopen": reopen}, name="decide"),
    ]
