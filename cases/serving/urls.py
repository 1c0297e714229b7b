"""The address for codes. The front door passes in what a first opening tells the thing the letter is about."""

from collections.abc import Callable

from django.urls import URLPattern, path

from . import views
from .models import Delivery


def addresses(*, reached: Callable[..., object], stands: Callable[[Delivery], str]) -> list[URLPattern]:
    """`reached(delivery, *, at)`: the person has it now. `stands(delivery)`: whether what it says does."""
    return [path("", views.served, {"reached": reached, "stands": stands}, name="open")]
