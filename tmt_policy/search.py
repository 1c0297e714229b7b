"""Find something by its reference. The reference is posted and kept under a random id: never in an address or a log."""

import re
import secrets

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers import services as dossiers
from foundation.face import fields
from foundation.face.forms import TmtForm
from foundation.face.rows import Empty
from foundation.letters import offers as letters
from foundation.people.marks import signed_in

from .home import ROOMS

_KEY = re.compile(r"[\w-]{1,40}", re.ASCII)
KEPT = 900  # seconds a search can be returned to


class SearchForm(TmtForm):
    submit = "Find"
    reference = fields.Line(
        "Reference", called="a reference", max_length=20, help_text="For example R-4F7K-9QXT. Capital or small letters do not matter."
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = secrets.token_urlsafe(16)
        cache.set(f"search:{request.person.pk}:{key}", form.cleaned_data["reference"], KEPT)
        return redirect("found", key=key)
    return render(request, "form_page.html", {"form": form, "title": "Find by reference"}, status=422 if form.errors else 200)


@signed_in
@require_safe
def found(request, key: str):
    reference = cache.get(f"search:{request.person.pk}:{key}") if _KEY.fullmatch(key) else None
    if reference is None:
        raise Http404
    rooms = (room for room in (*ROOMS, letters) if hasattr(room, "search"))
    rows = [row for room in rooms for row in room.search(request.person, normal(reference), timezone.now())]
    if not rows:
        dossiers.note_attempt(normal(reference), by=request.person, at=timezone.now())
    empty = Empty(
        "Nothing found", "Nothing with this reference is open to you. Check the letters and try again.", "/search/", "Search again"
    )
    return render(request, "found.html", {"rows": rows, "empty": empty})


def normal(reference: str) -> str:
    """A reference as people type it, as it is written: R 4f7k9qxt → R-4F7K-9QXT."""
    letters = "".join(c for c in reference.upper() if c.isalnum())
    return f"{letters[:-8]}-{letters[-8:-4]}-{letters[-4:]}" if len(letters) > 8 else letters
