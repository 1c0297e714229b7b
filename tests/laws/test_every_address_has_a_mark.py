"""No view without a word about who may come in (DESIGN 3)."""

import pytest
from django.urls import URLPattern, get_resolver

from foundation.people.rules import RIGHTS


def views(patterns=None, prefix=""):
    """Every address of the house: (route, view)."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one.callback
        else:
            yield from views(one.url_patterns, route)


@pytest.mark.parametrize(("route", "view"), list(views()), ids=[route for route, _ in views()])
def test_it_is_marked(route, view):
    assert view.mark.kind in ("public", "signed_in", "right")
    assert view.mark.kind != "right" or any(view.mark.right in rights for rights in RIGHTS.values())


def test_the_site_of_django_s_administrators_is_not_here():
    assert not [route for route, _ in views() if "admin" in route]
