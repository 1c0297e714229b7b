"""What the pages about the trust and its academies show, ready made."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, Table, TaskItem
from foundation.people.models import Academy, Person
from foundation.people.rules import CONTACTS, NIGHT, ROLE_NAMES, TRUST_ROLES
from foundation.people.selectors import all_holders, contact, ids_signing_in, is_open

from . import checklist, selectors

GOOD, MISSING, LATER = "govuk-tag--green", "govuk-tag--red", "govuk-tag--grey"


def start(at: datetime) -> dict:
    """What is there and what is missing before the first report may come."""
    needed, taken = checklist.essential(at), is_open()
    missing = sum(not item.good for item in needed)
    return {
        "title": "Before the first report",
        "back": reverse("system:index"),
        "said": said(taken, missing),
        "needed": [_item(item, "Missing", MISSING) for item in needed],
        "later": [_item(item, "Missing", LATER) for item in checklist.later(at)],
        "moves": [MoveLink("Take reports from now on", reverse("organisation:open"))] if not (taken or missing) else [],
    }


def said(taken: bool, missing: int) -> str:
    lacking = when.count(missing, "thing is", "things are") + " missing"
    if taken:
        return f"Reports are taken, and {lacking} that they rely on." if missing else "Reports are taken."
    return f"Nobody can report yet: {lacking}." if missing else "Everything is there. Nobody can report until you say so."


def _item(item: checklist.Item, no: str, css: str) -> TaskItem:
    return TaskItem(item.title, item.href, "Done" if item.good else no, GOOD if item.good else css, item.hint)


def index(person: Person, at: datetime) -> dict:
    """The academies somebody looks after."""
    held, inside = all_holders(at), ids_signing_in()
    rows = [
        TaskItem(one.name, reverse("organisation:academy", args=[one.code]), hint=checklist.missing_at(one, held, inside))
        for one in selectors.academies_for(person, at)
    ]
    return {"title": "Academies", "back": reverse("home"), "items": rows}


def academy(academy: Academy, rights, at: datetime) -> dict:
    """What is known of one academy, and who holds what there."""
    night, page = contact(NIGHT, academy), reverse("organisation:change", args=[academy.code])
    facts = [
        SummaryRow("Local authority", academy.local_authority),
        SummaryRow("Whom it calls there about an adult who may have harmed a child", academy.lado_contact or "Not known yet"),
        SummaryRow("Out of hours", f"{night.name}, {night.phone}" if night else "Nobody has been named"),
        SummaryRow("People who work there", f"{academy.headcount:,}" if academy.headcount else "Not known yet"),
        SummaryRow("URN", academy.urn or "Not known"),
    ]
    moves = [MoveLink("Change what is known", page)]
    if "cover.read" in rights:
        moves.append(MoveLink("Who covers, and whom to call out of hours", reverse("cover:academy", args=[academy.code]), kind="secondary"))
    return {
        "title": academy.name,
        "back": reverse("organisation:index"),
        "missing": checklist.missing_at(academy, all_holders(at), ids_signing_in()),
        "facts": facts,
        "moves": moves,
        "roles": _roles(academy, at),
    }


def _roles(academy: Academy, at: datetime) -> Table:
    held = all_holders(at)
    rows = [
        (name, ", ".join(one.name for one in held.get((role, academy.pk), [])) or "Nobody")
        for role, name in ROLE_NAMES.items() if role not in TRUST_ROLES
    ]
    return Table("Who holds which role", ("Role", "Who"), tuple(rows))


def called(name: str) -> str:
    """What a contact is, as a heading."""
    return CONTACTS[name].partition(";")[0]
