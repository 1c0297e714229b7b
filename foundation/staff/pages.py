"""The directory as whoever keeps it sees it, and what a list of staff would change."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from foundation.entry import selectors as entry
from foundation.entry.rules import NOBODY
from foundation.face import when
from foundation.face.rows import Cell, MoveLink, Stat, SummaryRow, Table
from foundation.people.models import Person
from foundation.people.rules import TRUST_ROLES
from foundation.people.selectors import academies, day_of, takes_two_to_change
from foundation.roles import pages as roles
from foundation.roles import selectors as held

from . import rules, selectors
from .planning import Planned


def index(at: datetime) -> dict:
    leaving = selectors.leaving(at)
    return {
        "title": "People",
        "back": reverse("home"),
        "lead": f"{when.count(selectors.number(at), 'person works', 'people work')} here.",
        "moves": [MoveLink("Take in a list of staff", reverse("staff:import")),
                  MoveLink("Who can sign in, and invitations", reverse("staff:invitations"), kind="secondary")],
        "leaving": _table("Who leaves soon", leaving, at) if leaving else None,
    }


def found(people: list[Person], at: datetime) -> dict:
    """What a search found."""
    shown = people[: rules.FOUND]
    return {"table": _table("Found", shown, at) if shown else None, "none": not shown, "cut": len(people) > rules.FOUND}


def _table(caption: str, people: Iterable[Person], at: datetime) -> Table:
    people = list(people)
    far = entry.how_far(people, at)
    rows = tuple((Cell(one.name, reverse("staff:person", args=[one.uuid])), _place(one), one.job, far.get(one.pk, ""), _leaving(one, at))
                 for one in people)
    return Table(caption, ("Name", "Where", "Job", "Signs in", "Leaving"), rows)


def _place(person: Person) -> str:
    return person.academy.name if person.academy else "The trust"


def _leaving(person: Person, at: datetime) -> str:
    if person.left_on is None:
        return ""
    return f"{'Left' if person.left_on < day_of(at) else 'Last day'} {when.short(person.left_on)}"


def person(row: Person, reader: Person, at: datetime) -> dict:
    """Somebody, with the roles they hold."""
    holdings, way_in = held.holdings(row, at), _way_in(row, at)
    facts = [
        ("Where", _place(row)), ("Job", row.job), ("E-mail", row.email or "None: they cannot sign in"), ("Staff id", row.staff_id),
        ("Line manager", row.line_manager.name if row.line_manager else "None"), ("Kind", row.get_kind_display()),
        ("Started", when.day(row.started_on) if row.started_on else ""), ("Leaving", _leaving(row, at) or "Not known"), ("Way in", way_in),
    ]
    return {
        "title": row.name,
        "back": reverse("staff:index"),
        "rows": [SummaryRow(key, value) for key, value in facts if value],
        "holdings": [_holding(one, row == reader, at) for one in holdings],
        "moves": [MoveLink(label, href, kind="secondary") for label, href in _moves(row, reader, way_in, at)],
    }


def invitations(at: datetime) -> dict:
    """Who can sign in, in numbers, and who cannot be invited, by name."""
    counted, waiting, unknown = entry.counted(at), entry.uninvited(at).count(), list(entry.without_address(at)[: rules.FOUND])
    stats = [
        Stat("Can sign in", f"{counted.signing_in:,}"), Stat("Invited, have not chosen yet", f"{counted.invited:,}"),
        Stat("Not invited", f"{waiting:,}"), Stat("Without an e-mail address", f"{counted.without_address:,}"),
    ]
    move = MoveLink("Invite everybody who has no way in", reverse("staff:invite-all"))
    return {
        "title": "Who can sign in",
        "back": reverse("staff:index"),
        "stats": stats,
        "moves": [move] if waiting else [],
        "open": _open(at),
        "unknown": _table("Without an e-mail address", unknown, at) if unknown else None,
        "cut": counted.without_address - len(unknown),
    }


def _open(at: datetime) -> Table | None:
    ends: dict[str, int] = {}
    for one in entry.open_invitations(at):
        ends[when.moment(one.until)] = ends.get(when.moment(one.until), 0) + one.people
    rows = tuple((until, f"{people:,}") for until, people in ends.items())
    return Table("Invitations that work", ("Until", "People"), rows, numeric=(1,)) if rows else None


def inviting_all(at: datetime) -> dict:
    waiting = entry.uninvited(at).count()
    lead = (
        f"{when.count(waiting, 'person has', 'people have')} no way in and no invitation. Each gets a link by mail to choose one: it works "
        "once, for 14 days. The mails leave in working hours."
    )
    return {"title": "Invite everybody who has no way in?", "lead": lead if waiting else NOBODY, "back": reverse("staff:invitations")}


def _way_in(row: Person, at: datetime) -> str:
    """How far somebody is with a sign-in; nothing where that goes without saying."""
    if not entry.without_sign_in(at).filter(pk=row.pk).exists():
        return ""
    until = entry.invited_until(row, at)
    return f"None yet. Invited, until {when.moment(until)}" if until else "None yet, and not invited"


def _moves(row: Person, reader: Person, way_in: str, at: datetime) -> list[tuple[str, str]]:
    invite = [("Invite them again" if "until" in way_in else "Invite them", reverse("staff:invite", args=[row.uuid]))] if way_in else []
    moves = [*invite, ("Give them a role", reverse("roles:new")), ("Say when they leave", reverse("staff:leaving", args=[row.uuid]))]
    if takes_two_to_change(row, at):
        moves.append(("Change how they sign in", reverse("signins:new", args=[row.uuid])))
    return [] if row == reader else moves


def _holding(row, own: bool, at: datetime) -> SummaryRow:
    href = "" if own else reverse("roles:end", args=[row.uuid])
    return SummaryRow(held.called(row.role, row.academy), roles.since(row, at), href, "End it")


def asked_for() -> dict:
    """The page that asks for a list."""
    return {
        "title": "Take in a list of staff",
        "back": reverse("staff:index"),
        "roles": [(name, code, "the trust" if code in TRUST_ROLES else "an academy") for code, name in held.rules.offered()],
    }


def sample() -> str:
    """A list as it could be, of people nobody is, at an academy there is."""
    place = next((one.code for one in academies()), "trust")
    rows = [
        "staff_id,name,email,academy,job,kind,line_manager,started_on,left_on,roles",
        f"N001,Nora Vale,nora.vale@staff.example,{place},Assistant headteacher,employee,,2021-09-01,,Senior leader",
        f"N002,Milo Sand,milo.sand@staff.example,{place},Teacher,employee,N001,2023-09-01,,",
        f"N003,Iris Bell,,{place},Caretaker,employee,N001,01/04/2019,,",
        f"N004,Rufus Lane,rufus.lane@staff.example,{place},Governor,governor,,2024-01-15,2028-01-14,Governor",
    ]
    return "\r\n".join(rows) + "\r\n"


def preview(planned: Planned) -> dict:
    """Every change a list would make."""
    people, grants = planned.people, planned.grants
    counts = [
        f"{len(people.added):,} new", f"{len(people.changed):,} changed", f"{people.same:,} as they were", when.count(len(grants), "role"),
    ]
    parts = [("New", people.added), ("Changed", people.changed), ("Roles", grants)]
    return {
        "counts": ", ".join(counts),
        "parts": [(f"{name}: {len(those):,}", [one.said() for one in those]) for name, those in parts if those],
        "nothing": planned.nothing,
        "asked": any(held.rules.takes_two(one.role) for one in grants),
    }
