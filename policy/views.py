"""The policy as everybody may read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.people.marks import signed_in

from . import pages, selectors


@signed_in
@require_safe
def current(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    return render(request, "policy/version.html", pages.version_page(selectors.in_force(day), selectors.versions(), day))


@signed_in
@require_safe
def version(request: HttpRequest, uuid) -> HttpResponse:
    found = selectors.published(uuid)
    if found is None:
        raise Http404
    return render(request, "policy/version.html", pages.version_page(found, selectors.versions(), timezone.localdate()))


@signed_in
@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    found = selectors.in_force(timezone.localdate())
    return render(request, "policy/clauses.html", pages.clauses_page(found, selectors.clauses(found) if found else []))
