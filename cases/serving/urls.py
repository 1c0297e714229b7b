"""The address for codes. The front door passes in what a first opening tells the thing the letter is about."""

from collections.abc import Callable

from django.urls import URLPattern, path

from . import views


def addresses(*, reached: Callable[..., object]) -> list[URLPattern]:
    """`reached(delivery, *, at)`: the person has it now."""
    return [path("", views.served, {"reached": reached}, name="open")]
