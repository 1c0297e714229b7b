from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.people.marks import needs

from . import pages, selectors


@needs("assurance.read")
@require_safe
def academy(request, code: str = ""):
    """What a governor sees of their own academy: published cells of closed terms, and nothing else, anywhere."""
    own = selectors.governed(request.person, timezone.now())
    chosen = next((one for one in own if one.code == code or not code), None)
    if chosen is None:
        raise Http404
    return render(request, "assurance/academy.html", pages.academy_page(chosen, own))


@needs("operations.read")
@require_safe
def operations(request):
    """Live figures of what this leader may open; each is the length of the list it leads to."""
    return render(request, "assurance/operations.html", pages.operations_page(request.person, timezone.now()))


@needs("operations.read")
@require_safe
def overdue(request):
    found = pages.overdue_page(request.person, timezone.now(), request.GET.get("after", ""))
    return render(request, "assurance/list.html", found)


@needs("operations.read")
@require_safe
def removals(request):
    found = pages.removals_page(request.person, timezone.now(), request.GET.get("after", ""))
    return render(request, "assurance/list.html", found)
