"""What is asked, who holds what, by place; one request, and what the reader can do about it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import groupby

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import Cell, MoveLink, SummaryRow, Table, TaskRow
from foundation.people.models import Person, Placement
from foundation.people.rules import ROLE_NAMES
from foundation.people.selectors import day_of

from . import rules, selectors
from .models import RoleRequest

_TAGS = {rules.ASKED: "govuk-tag--yellow", rules.AGREED: "govuk-tag--green", rules.REFUSED: "govuk-tag--red"}


def index(person: Person, rights, at: datetime) -> dict:
    """What waits, what begins, and who holds what at each place."""
    asks, waiting = rules.ASK in rights, list(selectors.waiting())
    moves = [MoveLink("Give somebody a role", reverse("roles:new"))] if asks else []
    if rules.AGREE in rights and len(selectors.for_me(person, at)) > 1:
        moves.append(MoveLink("Agree to several", reverse("roles:agree-many"), kind="secondary"))
    moves.append(MoveLink("Changes of sign-in", reverse("signins:index"), kind="secondary"))
    return {
        "title": "Roles",
        "back": reverse("home"),
        "asked": [_row(one, person, at) for one in waiting],
        "ahead": [_row(one, person, at) for one in selectors.to_begin(at)],
        "tables": _tables(selectors.held_at_or_after(at), asks, at),
        "moves": moves,
    }


def _tables(held, keeps: bool, at: datetime) -> list[Table]:
    found = []
    for place, rows in groupby(held, key=lambda one: one.academy.name if one.academy else ""):
        lines = tuple(_line(one, keeps, at) for one in rows)
        found.append(Table(place or "The trust", ("Name", "Role", "Since"), lines))
    return sorted(found, key=lambda one: one.caption != "The trust")


def _line(row: Placement, keeps: bool, at: datetime) -> tuple:
    name = Cell(row.person.name, reverse("staff:person", args=[row.person.uuid]) if keeps else "")
    leaves = f"; leaves on {when.short(row.person.left_on)}" if row.person.left_on else ""
    return name, ROLE_NAMES[row.role], f"{lasts(row, at)}{leaves}"


def lasts(row: Placement, at: datetime) -> str:
    """From when, and until when where that is known."""
    ahead = row.since > day_of(at)
    said = f"From {when.short(row.since)}" if ahead else when.short(row.since)
    return f"{said}, until {when.short(row.until - timedelta(days=1))}" if row.until else said


def mine(person: Person, at: datetime) -> dict:
    """What I hold, and what is asked for me."""
    own = [one for one in selectors.open_around(person, at, everything=False) if one.person_id == person.pk]
    held = [SummaryRow(selectors.called(one.role, one.academy), since(one, at)) for one in selectors.holdings(person, at)]
    if held:
        held.append(SummaryRow("Your line manager", selectors.manager_of(person)))
    if person.left_on:
        held.append(SummaryRow("Your last day", when.day(person.left_on)))
    return {"title": "Your roles", "back": reverse("home"), "rows": held, "asked": [_row(one, person, at) for one in own]}


def since(row: Placement, at: datetime) -> str:
    said = lasts(row, at)
    return said if said.startswith("From") else f"Since {said}"


def show(request: RoleRequest, person: Person, at: datetime) -> dict:
    """One request, and what the reader can do about it."""
    return {
        "title": selectors.called(request.role, request.academy),
        "back": reverse("roles:index") if selectors.may(person, rules.READ, at) else reverse("roles:mine"),
        "state": rules.WORDS[request.state],
        "state_class": _TAGS.get(request.state, "govuk-tag--grey"),
        "rows": _facts(request, at),
        "moves": _moves(request, person, at),
        "nobody": request.state == rules.ASKED and not selectors.agreers(request, at),
        "own": request.person_id == person.pk,
        "ahead": request.state == rules.AGREED and request.placement.since > day_of(at),
    }


def _facts(request: RoleRequest, at: datetime) -> list[SummaryRow]:
    asker = request.asked_by.name if request.asked_by else "Whoever runs the server"
    role = SummaryRow("Role", selectors.called(request.role, request.academy))
    rows = [SummaryRow("Who it is for", selectors.named(request.person)), role]
    rows.append(SummaryRow("Line manager, about whom they read nothing", selectors.manager_of(request.person)))
    rows.append(SummaryRow("Asked by", f"{asker}, {when.moment(request.asked_at)}"))
    if request.state == rules.ASKED:
        names = ", ".join(one.name for one in selectors.agreers(request, at))
        rows.append(SummaryRow("Who can agree", names or "Nobody now"))
    if request.decided_by:
        how = "Refused by" if request.state == rules.REFUSED else "Agreed by"
        rows.append(SummaryRow(how, f"{request.decided_by.name}, {when.moment(request.decided_at)}"))
    if request.stopped_by:
        rows.append(SummaryRow("Taken back by", f"{request.stopped_by.name}, {when.moment(request.stopped_at)}"))
    elif request.placement:
        rows.append(SummaryRow("Begins" if request.placement.since > day_of(at) else "Began", when.day(request.placement.since)))
    return rows


def _moves(request: RoleRequest, person: Person, at: datetime) -> list[MoveLink]:
    moves = []
    if request.state == rules.ASKED and person in selectors.agreers(request, at):
        moves = [MoveLink("Agree", reverse("roles:agree", args=[request.uuid])),
                 MoveLink("Refuse", reverse("roles:refuse", args=[request.uuid]), kind="secondary")]
    elif selectors.may_stop(person, request, at):
        moves = [MoveLink("Take it back", reverse("roles:stop", args=[request.uuid]), kind="secondary")]
    return moves


def options(requests: Mapping[str, RoleRequest]) -> list[tuple]:
    """Requests by their values as answers to choose among."""
    return [(value, f"{one.person.name}: {selectors.called(one.role, one.academy)}", _about(one)) for value, one in requests.items()]


def _about(request: RoleRequest) -> str:
    person, asker = request.person, request.asked_by.name if request.asked_by else "whoever runs the server"
    return f"{person.email or 'No e-mail address'}. Line manager: {selectors.manager_of(person)}. Asked by {asker}"


def _row(request: RoleRequest, person: Person, at: datetime) -> TaskRow:
    return row(request, person, can_decide=False, at=at)


def row(request: RoleRequest, person: Person, *, can_decide: bool, at: datetime) -> TaskRow:
    """A request as a row of a list."""
    whose = "you" if request.person_id == person.pk else request.person.name
    asked = request.state == rules.ASKED
    begins = "" if asked else f"Begins {when.short(request.placement.since)}"
    return TaskRow(
        href=reverse("roles:show", args=[request.uuid]),
        title=f"{'Look at' if can_decide else 'A role'}: {selectors.called(request.role, request.academy)}",
        next_move=f"For {whose}. " + ("A second person has to agree" if asked else "It can be taken back until it begins"),
        holder="you" if can_decide else "",
        since=when.since(request.asked_at, at),
        due_text=begins,
    )
