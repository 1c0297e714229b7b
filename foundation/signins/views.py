"""How somebody who reads what is about people signs in: what is to change, and the second person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once, sent_before
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.people.marks import fresh, needs, signed_in
from foundation.people.selectors import person_by
from foundation.roles import rules as roles
from foundation.roles.forms import AgreeForm, RefuseForm, StopForm

from . import pages, rules, selectors, services
from .forms import NewForm

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(roles.READ)
@require_safe
def index(request):
    return render(request, "signins/index.html", pages.index(request.person, timezone.now()))


@fresh
@needs(roles.ASK)
@_form_page
def new(request, uuid):
    """What of somebody's sign-in is to change."""
    person, form = person_by(uuid), NewForm(_sent(request))
    if person is None:
        raise Http404

    def act():
        said = form.cleaned_data
        row = services.ask(person, said["what"], address=said["address"], by=request.person, at=timezone.now())
        messages.success(request, "It has been asked for. It is done a day after a second person has agreed.")
        return _page(row)

    lead = "They sign in, or read what is about people, so this takes two: you ask, and somebody else agrees."
    back = reverse("staff:person", args=[uuid])
    return ask_once(request, form, act, purpose="signin.new", title=f"{person.name}: change how they sign in", lead=lead, back=back)


@signed_in
@require_safe
def show(request, uuid):
    return render(request, "signins/show.html", pages.show(_change(request, uuid), request.person, timezone.now()))


@fresh
@signed_in
@_form_page
@sent_before("signin.agree")
def agree(request, uuid):
    """The second person: what they agree to, and when it is done."""
    row = _to_decide(request, uuid)
    begins = when.moment(selectors.begins(row, timezone.now()))
    to = f" From then on mail and sign-in go to {row.address}." if row.what == rules.ADDRESS else ""
    lead = (
        f"{row.person.name}: it would be done from {begins} on.{to} Make sure first, in person or by phone, that they want it. "
        "They, the chief executive and the data protection officer are told now, and can take it back until then."
    )

    def act():
        services.agree(row, by=request.person, at=timezone.now())
        messages.success(request, f"You have agreed. It is done from {begins} on.")
        return _page(row)

    title = f"Agree? {rules.WHAT[row.what]}"
    return ask_once(request, AgreeForm(_sent(request)), act, purpose="signin.agree", title=title, lead=lead, back=_page(row))


@fresh
@signed_in
@_form_page
@sent_before("signin.refuse")
def refuse(request, uuid):
    row = _to_decide(request, uuid)

    def act():
        services.refuse(row, by=request.person, at=timezone.now())
        messages.success(request, "You have refused. Whoever asked for it is told.")
        return _page(row)

    lead = f"{row.person.name} would go on signing in as they do now."
    form, title = RefuseForm(_sent(request)), "Refuse this change?"
    return ask_once(request, form, act, purpose="signin.refuse", title=title, lead=lead, back=_page(row))


@fresh
@signed_in
@_form_page
@sent_before("signin.stop")
def stop(request, uuid):
    """This is not right: until it is done it is taken back."""
    row = _change(request, uuid)
    if not selectors.may_stop(request.person, row, timezone.now()):
        raise Refused(services.OVER)

    def act():
        services.stop(row, by=request.person, at=timezone.now())
        messages.success(request, "It has been taken back.")
        return _page(row)

    lead = f"{row.person.name} would go on signing in as they do now. After that it has to be asked for anew."
    form, title = StopForm(_sent(request)), "Take this change back?"
    return ask_once(request, form, act, purpose="signin.stop", title=title, lead=lead, back=_page(row))


def _to_decide(request, uuid):
    row = _change(request, uuid)
    if row.state != rules.ASKED:
        raise Refused("Somebody was quicker: it has been decided.")
    if request.person not in selectors.deciders(row, timezone.now()):
        raise Refused(services.NOT_TWO)
    return row


def _change(request, uuid):
    row = selectors.change_for(request.person, uuid, timezone.now())
    if row is None:
        raise Http404
    return row


def _page(row) -> str:
    return reverse("signins:show", args=[row.uuid])


def _sent(request):
    return request.POST if request.method == "POST" else None
