"""Who covers at an academy; who says when they, or others, are away."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs, signed_in
from foundation.people.rules import NIGHT
from foundation.people.selectors import contact, person_by, placements_of

from . import pages, rules, selectors, services
from .forms import AwayForm, AwayForOthersForm, BackForm, NightForm

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.READ)
@require_safe
def index(request):
    """The academies whose cover I see, and where somebody is missing."""
    return render(request, "cover/index.html", pages.index(request.person, timezone.now()))


@needs(rules.CONTACTS_READ)
@require_safe
def contacts(request):
    """Whom pages name to call, now and before, for those who hear when it is changed."""
    return render(request, "cover/contacts.html", pages.contacts(request.person, timezone.now()))


@needs(rules.READ)
@require_safe
def academy(request, code):
    """The coming working days: who is there for reports and for safeguarding."""
    now = timezone.now()
    return render(request, "cover/academy.html", pages.academy(_academy(request, code), request.person, now))


@needs(rules.READ)
@_form_page
def away(request, code):
    """The head says of somebody when they are away."""
    now, found = timezone.now(), _academy(request, code)
    people = [one for one in selectors.staff_of(found, now) if selectors.may_speak_for(request.person, one, now)]
    if not people:
        raise Http404
    deputies = sorted({one for person in people for one in selectors.deputies_for(person, now)}, key=lambda one: one.name)
    form = AwayForOthersForm(_sent(request), people=people, deputies=deputies)
    page = reverse("cover:academy", args=[code])
    return _ask(request, form, lambda said: _kept(request, person_by(said["who"]), said, page), "Who is away?", page)


@needs(rules.READ)
@_form_page
def night(request, code):
    """Whom to call when nobody reads: the head says it."""
    found = _academy(request, code)
    if request.method != "POST" and not selectors.heads(request.person, found, timezone.now()):
        raise Refused("Only the headteacher says whom to call out of hours.")
    known, page = contact(NIGHT, found), reverse("cover:academy", args=[code])
    form = NightForm(_sent(request), initial={"name": known.name, "phone": known.phone} if known else {})

    def act(said):
        services.set_night_contact(found, name=said["name"] or "", phone=said["phone"] or "", by=request.person, at=timezone.now())
        messages.success(request, "It has been kept. Reporters in danger and the safeguarding leads read it from now on.")
        return page

    return _ask(request, form, act, f"Whom to call out of hours at {found.name}", page)


@signed_in
@require_safe
def mine(request):
    """When I am away, and for whom I stand in."""
    _with_a_role(request)
    return render(request, "cover/mine.html", pages.mine(request.person, timezone.now()))


@signed_in
@_form_page
def me_away(request):
    _with_a_role(request)
    form = AwayForm(_sent(request), deputies=selectors.deputies_for(request.person, timezone.now()))
    page = reverse("cover:mine")
    return _ask(request, form, lambda said: _kept(request, request.person, said, page), "When are you away?", page)


@signed_in
@_form_page
def back(request, uuid):
    """An absence ends early, or does not take place."""
    row = selectors.absence_by(uuid)
    if row is None or not selectors.may_speak_for(request.person, row.person, timezone.now()):
        raise Http404
    page = reverse("cover:mine") if row.person == request.person else _page_of(request, row)

    def act(said):
        services.end_absence(row, by=request.person, at=timezone.now())
        messages.success(request, "The absence has been taken back.")
        return page

    return _ask(request, BackForm(_sent(request)), act, f"{row.person.name} is here after all?", page)


def _kept(request, person, said, page: str) -> str:
    deputy = person_by(said["deputy"]) if said["deputy"] else None
    services.say_away(person, first=said["first"], last=said["last"], deputy=deputy, by=request.person, at=timezone.now())
    messages.success(request, "It has been kept. Reminders pass over whoever is away, as long as anybody else is there.")
    return page


def _ask(request, form, act, title: str, back: str):
    return ask_once(request, form, lambda: act(form.cleaned_data), purpose="absence", title=title, back=back)


def _academy(request, code):
    found = selectors.academy_for(request.person, code, timezone.now())
    if found is None:
        raise Http404
    return found


def _page_of(request, row) -> str:
    places = {place for _, place in placements_of(row.person, timezone.now())}
    return next(services.path_of(one) for one in selectors.academies_for(request.person, timezone.now()) if one.pk in places)


def _with_a_role(request) -> None:
    if not placements_of(request.person, timezone.now()):
        raise Http404


def _sent(request):
    return request.POST if request.method == "POST" else None
