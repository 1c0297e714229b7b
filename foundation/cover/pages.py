"""Who is there in the coming days, as a table; what is missing, and what to do about it."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import Cell, MoveLink, Table, TaskItem, TaskRow
from foundation.people.models import Absence, Academy, Person, Setting
from foundation.people.rules import CONTACTS, NIGHT
from foundation.people.selectors import contact

from . import rules, selectors

NOBODY = "Nobody"


def index(person: Person, at: datetime) -> dict:
    """Each academy with what is missing there."""
    rows = []
    for one in selectors.academies_for(person, at):
        gaps = rules.gaps(selectors.coming_days(one, at))
        said = f"Nobody is there in {when.count(len(gaps), 'case')}" if gaps else "Somebody is there every day"
        tag = "govuk-tag--orange" if gaps else "govuk-tag--green"
        rows.append(TaskItem(one.name, reverse("cover:academy", args=[one.code]), said, tag))
    return {"title": "Who covers", "back": reverse("home"), "items": rows}


def academy(found: Academy, person: Person, at: datetime) -> dict:
    """The page of one academy."""
    days = selectors.coming_days(found, at)
    return {
        "title": f"Who covers at {found.name}",
        "back": reverse("cover:index"),
        "missing": [sentence(duty, day) for duty, day in rules.gaps(days)],
        "table": table(days),
        "absences": [absence(row) for row in selectors.absences_at(found, at)],
        "night": contact(NIGHT, found),
        "moves": _moves(found, person, at),
    }


def _moves(found: Academy, person: Person, at: datetime) -> list[MoveLink]:
    moves = [MoveLink("Say that somebody is away", reverse("cover:away", args=[found.code]))] if may_enter(found, person, at) else []
    if selectors.heads(person, found, at):
        moves.append(MoveLink("Say whom to call out of hours", reverse("cover:night", args=[found.code]), kind="secondary"))
    return moves


def may_enter(found: Academy, person: Person, at: datetime) -> bool:
    """Whether the person may say of others there when they are away."""
    return any(selectors.may_speak_for(person, one, at) for one in selectors.staff_of(found, at) if one != person)


def table(days: list[rules.Day]) -> Table:
    rows = tuple((f"{one.day:%a} {one.day.day} {one.day:%b}", *(_cell(one.there[duty]) for duty in rules.DUTIES)) for one in days)
    return Table("The coming working days", ("Day", *rules.WORDS.values()), rows)


def _cell(names: tuple[str, ...]) -> Cell:
    return Cell(", ".join(names)) if names else Cell(NOBODY, css="tmt-alert")


def sentence(duty: str, day) -> str:
    what = "to take on reports" if duty == rules.TRIAGE else "for safeguarding"
    return f"Nobody is there {what} on {day:%A} {when.day(day)}."


def absence(row: Absence) -> dict:
    instead = f"{row.deputy.name} stands in" if row.deputy else "Nobody is named to stand in: whoever else is there does it"
    return {
        "who": row.person.name,
        "days": when.day(row.first) if row.first == row.last else f"{when.day(row.first)} to {when.day(row.last)}",
        "instead": instead,
        "href": reverse("cover:back", args=[row.uuid]),
    }


def mine(person: Person, at: datetime) -> dict:
    """My own absences, and for whom I stand in."""
    return {
        "title": "My absence",
        "back": reverse("home"),
        "absences": [absence(row) for row in selectors.absences_of(person, at)],
        "stands_in": [absence(row) for row in selectors.stood_in_by(person, at)],
        "moves": [MoveLink("Say that you are away", reverse("cover:me-away"))],
    }


def contacts(person: Person, at: datetime) -> dict:
    """Whom pages name to call: in the whole trust, then at each academy of whose contacts the reader hears."""
    said, places = selectors.contacts_said(), selectors.places_called_from(person, at)
    trust = tuple(_called(CONTACTS[name].partition(";")[0], said.get((f"contact.{name}", None), [])) for name in CONTACTS)
    head = ("Whom", "Now", "Before", "Changed")
    rows = [(place, (_called("Out of hours", said.get((f"contact.{NIGHT}", place.pk), [])), _lado(place))) for place in places]
    tables = [Table("The whole trust", head, trust), *(Table(place.name, head, lines) for place, lines in rows)]
    return {"title": "Whom pages name to call", "back": reverse("home"), "tables": tables}


def _called(what: str, said: list[Setting]) -> tuple[str, ...]:
    """A contact now, what was said before it, and who changed it."""
    now, before = (_contact(said[n]) if len(said) > n else "" for n in (0, 1))
    changed = f"{when.day(said[0].at)}, {said[0].by.name if said[0].by else 'whoever runs the server'}" if said else ""
    return what, now or NOBODY, before or "Nothing", changed or "Never"


def _contact(row: Setting) -> str:
    return f"{row.value['name']}, {row.value['phone']}" if row.value["name"] else NOBODY


def _lado(place: Academy) -> tuple[str, ...]:
    return "The local authority’s designated officer (LADO)", place.lado_contact or NOBODY, "Not kept", "Not kept"


def gap_row(found: Academy, gaps: list[tuple[str, object]]) -> TaskRow:
    duty, day = gaps[0]
    more = f" and {when.count(len(gaps) - 1, 'more gap')}" if gaps[1:] else ""
    return TaskRow(
        href=reverse("cover:academy", args=[found.code]),
        title=f"Find cover for {rules.WORDS[duty].lower()}: {day:%A} {when.day(day)}",
        next_move=f"Nobody is there that day{more}. Ask somebody to stand in, or tell the trust office",
        holder="you",
        due_text=f"On {day:%A} {when.short(day)}",
        due_class="govuk-tag--orange",
    )
