"""Every view says who may come in. A test walks the addresses and fails on an unmarked one (DESIGN 3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404


@dataclass(frozen=True)
class Mark:
    """What a view asks of its visitor: nothing (`public`), a sign-in, or a right. `fresh`: and that they have said a moment ago who they
    are, because something leaves the house by it or somebody gets a right."""

    kind: str
    right: str = ""
    fresh: bool = False


def public(view: Callable) -> Callable:
    """Anybody, signed in or not."""
    view.mark = Mark("public")
    return view


def signed_in(view: Callable) -> Callable:
    """Anybody with a sign-in; others are sent to the login page, whether or not the thing exists."""
    return _gate(view, Mark("signed_in"), lambda request: True)


def needs(right: str) -> Callable[[Callable], Callable]:
    """Somebody who holds `right` by a placement or by a part in any dossier; for all others the page does not exist."""

    def marked(view: Callable) -> Callable:
        return _gate(view, Mark("right", right), lambda request: right in request.rights)

    return marked


def fresh(view: Callable) -> Callable:
    """Above another mark: what it does takes something away or gives a right, so it asks who it is unless that was asked a moment ago."""
    view.mark = replace(view.mark, fresh=True)
    return view


def _gate(view: Callable, mark: Mark, admits: Callable) -> Callable:
    @wraps(view)
    def gated(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not admits(request):
            raise Http404
        return view(request, *args, **kwargs)

    gated.mark = mark
    return gated
