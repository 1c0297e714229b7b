"""Low-level concerns: by person, one, and each decision on a page of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale, offered
from foundation.dossiers.selectors import standing
from foundation.dossiers.services import once, see
from foundation.people.marks import needs

from . import forms, pages, rules, selectors, services


@needs("concern.read")
@require_safe
def index(request):
    return render(request, "lowlevel/index.html", pages.index(*selectors.people_with_concerns(request.person, timezone.now())))


@needs("concern.read")
@require_safe
def about(request, uuid):
    now = timezone.now()
    person = selectors.person_with_concerns(request.person, uuid, now)
    if person is None:
        raise Http404
    found = selectors.all_about(request.person, person, now)
    return render(request, "lowlevel/about.html", pages.about(person, found, selectors.lately(request.person, person, now)))


@needs("concern.read")
@require_safe
def show(request, reference):
    now = timezone.now()
    concern = _found(request, reference)
    see(concern.dossier, request.person, now)
    held, lately = standing(request.person, concern.dossier, now), selectors.lately(request.person, concern.person, now)
    return render(request, "lowlevel/show.html", pages.show(concern, held, lately, selectors.decisions(concern)))


@needs("concern.read")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, reference, page, *, reopen: Callable[..., object]):
    """One decision; a move nobody can make now is refused on opening, a POST is left to the service."""
    concern, name, now = _found(request, reference), pages.MOVES.get(page), timezone.now()
    if name is None:
        raise Http404
    if request.method != "POST" and name not in offered(rules.LOW_LEVEL, concern.state, standing(request.person, concern.dossier, now)):
        raise Refused("This step is not yours to take now: it belongs to somebody else, or it has been taken already.")
    made = forms.AdviceForm if name == "advise" else forms.DecisionForm
    label = next(moves[name].label for moves in rules.LOW_LEVEL.values() if name in moves)
    form = made(request.POST if request.method == "POST" else None, label=label, initial={"version": concern.version})
    if request.method == "POST" and form.is_valid() and (address := _decided(request, concern, name, form, reopen)):
        return redirect(address)
    context = {"form": form, "title": label, "back": services.path(concern)}
    return render(request, "form_page.html", context, status=422 if form.errors else 200)


def _decided(request, concern, name: str, form, reopen) -> str:
    """Where it led; "" where it was refused."""
    now, said = timezone.now(), form.cleaned_data

    def act() -> str:
        given = {"reason": said["reason"], "spoken": said.get("spoken") or "", "version": said["version"], "reopen": reopen}
        services.decide(concern, move_name=name, **given, by=request.person, at=now)
        messages.success(request, "Your decision has been kept.")
        return services.path(concern)

    try:
        return once(said["once"], purpose="concern.decide", by=request.person, at=now, make=act)
    except Stale as overtaken:
        form.stale(overtaken.sentence, _found(request, concern.reference).version)
    except Refused as refusal:
        form.refuse(refusal.sentence, refusal.field)
    return ""


def _found(request, reference):
    concern = selectors.concern_for(request.person, reference, timezone.now())
    if concern is None:
        raise Http404
    return concern
