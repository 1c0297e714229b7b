"""Roles: who holds what, what is asked for whom, and the second person."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once, sent_before
from foundation.dossiers.rules import Refused, Stale
from foundation.face import when
from foundation.people.marks import fresh, needs, signed_in
from foundation.people.selectors import day_of

from . import pages, rules, selectors, services
from .forms import AgreeManyForm, AgreeToRoleForm, EndForm, NewForm, RefuseForm, StopForm

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.READ)
@require_safe
def index(request):
    return render(request, "roles/index.html", pages.index(request.person, request.rights, timezone.now()))


@signed_in
@require_safe
def mine(request):
    """What I hold, and what is asked for me."""
    return render(request, "roles/mine.html", pages.mine(request.person, timezone.now()))


@fresh
@needs(rules.ASK)
@_form_page
def new(request):
    """A role that takes two is asked for; any other is given."""
    form, now = NewForm(_sent(request)), timezone.now()

    def act():
        person, role, academy = form.chosen
        if rules.takes_two(role):
            row = services.ask(person, role, academy, by=request.person, at=now)
            messages.success(request, "It has been asked for. It begins a day after a second person has agreed.")
            return _page(row)
        services.give(person, role, academy, by=request.person, at=now)
        messages.success(request, f"{person.name} has the role from today on.")
        return reverse("roles:index")

    lead = "A role with which somebody reads what is about people takes two: you ask, and somebody else agrees."
    return ask_once(request, form, act, purpose="role.new", title="Give somebody a role", lead=lead, back=reverse("roles:index"))


@signed_in
@require_safe
def show(request, uuid):
    return render(request, "roles/show.html", pages.show(_request(request, uuid), request.person, timezone.now()))


@fresh
@signed_in
@_form_page
@sent_before("role.agree")
def agree(request, uuid):
    """The second person: what they agree to, and when it begins."""
    row = _to_decide(request, uuid)
    begins = when.day(selectors.begins(timezone.now()))
    lead = (
        f"{selectors.named(row.person)} would be {selectors.called(row.role, row.academy)}, from {begins} on. "
        f"Their line manager, about whom they read nothing: {selectors.manager_of(row.person)}. "
        "They, the chief executive and the data protection officer are told now; until then it can be taken back."
    )

    stands = selectors.stands(row)
    form = AgreeToRoleForm(_sent(request), stands=stands)

    def act():
        if form.overtaken:
            raise Stale
        services.agree(row, by=request.person, at=timezone.now())
        messages.success(request, f"You have agreed. It begins on {begins}.")
        return _page(row)

    return ask_once(request, form, act, purpose="role.agree", version=lambda: stands, title="Agree to this role?", lead=lead,
                    back=_page(row))


@fresh
@needs(rules.AGREE)
@_form_page
def agree_many(request):
    """Several at once, as they come with a list of staff."""
    now = timezone.now()
    offered = {f"{one.uuid} {selectors.stands(one)}": one for one in selectors.for_me(request.person, now)}
    form = AgreeManyForm(_sent(request), offered=pages.options(offered))

    def act():
        services.agree_many([offered[one] for one in form.cleaned_data["which"]], by=request.person, at=now)
        messages.success(request, f"You have agreed. They begin on {when.day(selectors.begins(now))}.")
        return reverse("roles:index")

    lead = "Each of them reads what is about people. They are told, and so are the chief executive and the data protection officer."
    return ask_once(request, form, act, purpose="role.agree_many", title="Agree to several roles", lead=lead, back=reverse("roles:index"))


@fresh
@signed_in
@_form_page
@sent_before("role.refuse")
def refuse(request, uuid):
    row = _to_decide(request, uuid)

    def act():
        services.refuse(row, by=request.person, at=timezone.now())
        messages.success(request, "You have refused. Whoever asked for it is told.")
        return _page(row)

    lead = f"{row.person.name} would not be {selectors.called(row.role, row.academy)}."
    return ask_once(request, RefuseForm(_sent(request)), act, purpose="role.refuse", title="Refuse this role?", lead=lead, back=_page(row))


@fresh
@signed_in
@_form_page
@sent_before("role.stop")
def stop(request, uuid):
    """This is not right: before it begins it is taken back."""
    row = _request(request, uuid)
    if not selectors.may_stop(request.person, row, timezone.now()):
        raise Refused("It has begun, is over, or is not yours to take back.")

    def act():
        services.stop(row, by=request.person, at=timezone.now())
        messages.success(request, "It has been taken back.")
        return _page(row)

    lead = f"{row.person.name} would not become {selectors.called(row.role, row.academy)}. After that it has to be asked for anew."
    return ask_once(request, StopForm(_sent(request)), act, purpose="role.stop", title="Take this role back?", lead=lead, back=_page(row))


@fresh
@needs(rules.ASK)
@_form_page
@sent_before("role.end")
def end(request, uuid):
    """Somebody no longer holds a role."""
    row, now = selectors.holding_by(uuid, timezone.now()), timezone.now()
    if row is None:
        raise Http404
    if row.person == request.person:
        raise Refused("Somebody else ends it: nobody gives or ends a role of their own.", back=reverse("roles:index"))
    form = EndForm(_sent(request))

    def act():
        last = form.cleaned_data["last"]
        services.end(row, until=last + timedelta(days=1) if last else day_of(now), by=request.person, at=now)
        messages.success(request, f"{row.person.name}: the role ends{f' on {when.day(last)}' if last else ' now'}.")
        return reverse("roles:index")

    title = f"{row.person.name}: {selectors.called(row.role, row.academy)}"
    return ask_once(request, form, act, purpose="role.end", title=title, back=reverse("roles:index"))


def _to_decide(request, uuid):
    row = _request(request, uuid)
    if row.state != rules.ASKED:
        raise Refused("Somebody was quicker: it has been decided.")
    if request.person not in selectors.agreers(row, timezone.now()):
        raise Refused(services.NOT_TWO)
    return row


def _request(request, uuid):
    row = selectors.request_for(request.person, uuid, timezone.now())
    if row is None:
        raise Http404
    return row


def _page(row) -> str:
    return reverse("roles:show", args=[row.uuid])


def _sent(request):
    return request.POST if request.method == "POST" else None
