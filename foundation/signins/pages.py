"""What of whose sign-in is asked for; one change, and what the reader can do about it."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TaskRow
from foundation.people.models import Person
from foundation.roles import rules as roles
from foundation.roles.selectors import may

from . import rules, selectors
from .models import SignInChange

_TAGS = {
    rules.ASKED: "govuk-tag--yellow", rules.AGREED: "govuk-tag--green", rules.DONE: "govuk-tag--green", rules.REFUSED: "govuk-tag--red",
}


def index(person: Person, at: datetime) -> dict:
    """What waits for a second person, and what waits for its time."""
    found = selectors.open_changes()
    return {
        "title": "Changes of sign-in",
        "back": reverse("roles:index"),
        "asked": [row(one, person, can_decide=False, at=at) for one in found if one.state == rules.ASKED],
        "ahead": [row(one, person, can_decide=False, at=at) for one in found if one.state == rules.AGREED],
    }


def show(change: SignInChange, person: Person, at: datetime) -> dict:
    """One change, and what the reader can do about it."""
    able = selectors.deciders(change, at) if change.state == rules.ASKED else []
    return {
        "title": f"{rules.WHAT[change.what]}: {change.person.name}",
        "back": reverse("signins:index") if may(person, roles.READ, at) else reverse("home"),
        "state": rules.WORDS[change.state],
        "state_class": _TAGS.get(change.state, "govuk-tag--grey"),
        "rows": _facts(change, able),
        "moves": _moves(change, person, able, at),
        "nobody": change.state == rules.ASKED and not able,
        "own": change.person_id == person.pk,
        "ahead": change.state == rules.AGREED,
    }


def _facts(change: SignInChange, able: list[Person]) -> list[SummaryRow]:
    rows = [SummaryRow("Whose sign-in", change.person.name), SummaryRow("What changes", rules.WHAT[change.what])]
    if change.what == rules.ADDRESS:
        rows.append(SummaryRow("New address", change.address))
    if change.state != rules.DONE:
        rows.append(SummaryRow("Address now", change.person.email or "None"))
    rows.append(SummaryRow("What it means", rules.MEANS[change.what]))
    asker = change.asked_by.name if change.asked_by else "Whoever runs the server"
    rows.append(SummaryRow("Asked by", f"{asker}, {when.moment(change.asked_at)}"))
    if change.state == rules.ASKED:
        rows.append(SummaryRow("Who can agree", ", ".join(one.name for one in able) or "Nobody now"))
    if change.decided_by:
        how = "Refused by" if change.state == rules.REFUSED else "Agreed by"
        rows.append(SummaryRow(how, f"{change.decided_by.name}, {when.moment(change.decided_at)}"))
    if change.state == rules.AGREED:
        rows.append(SummaryRow("Is done from", when.moment(change.begins)))
    if change.state == rules.DONE:
        rows.append(SummaryRow("Done", when.moment(change.ended_at)))
    if change.stopped_by:
        rows.append(SummaryRow("Taken back by", f"{change.stopped_by.name}, {when.moment(change.ended_at)}"))
    return rows


def _moves(change: SignInChange, person: Person, able: list[Person], at: datetime) -> list[MoveLink]:
    if person in able:
        return [MoveLink("Agree", reverse("signins:agree", args=[change.uuid])),
                MoveLink("Refuse", reverse("signins:refuse", args=[change.uuid]), kind="secondary")]
    if selectors.may_stop(person, change, at):
        return [MoveLink("Take it back", reverse("signins:stop", args=[change.uuid]), kind="secondary")]
    return []


def row(change: SignInChange, person: Person, *, can_decide: bool, at: datetime) -> TaskRow:
    """A change as a row of a list."""
    whose = "you" if change.person_id == person.pk else change.person.name
    asked = change.state == rules.ASKED
    return TaskRow(
        href=reverse("signins:show", args=[change.uuid]),
        title=f"{'Look at a sign-in' if can_decide else 'A sign-in'}: {rules.WHAT[change.what].lower()}",
        next_move=f"For {whose}. " + ("A second person has to agree" if asked else "It can be taken back until it is done"),
        holder="you" if can_decide else "",
        since=when.since(change.asked_at, at),
        due_text="" if asked else f"Is done from {when.moment(change.begins)}",
    )
