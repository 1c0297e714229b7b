"""The door as SQL (DESIGN 3), written by hand: a page asks through several doors, and putting each together by the ORM took longer than the
database took to answer. Every value is a parameter; nothing that came in with a request is ever part of the text."""

from datetime import datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from foundation.people.models import Person
from foundation.people.rules import symbols_with
from foundation.people.selectors import placements_of, related_to

from .rules import BARRING, SUBJECT, WORKING

_NOBODY = 0  # an id no row has: an empty list is no SQL


def admitting(person: Person, at: datetime, right: str | None) -> RawSQL:
    """Ids of the dossiers an own part or a desk lets the person into, with `right` only those that carry it, minus every bar."""
    (by_part, one), (by_desk, other), (barred, third) = _part(person, at, right), _desk(person, at, right), _bars(person, at)
    text = f"SELECT d.id FROM dossiers_dossier d WHERE (EXISTS ({by_part}) OR EXISTS ({by_desk})) AND d.id NOT IN ({barred})"
    return RawSQL(text, [*one, *other, *third])


def barring(person: Person, at: datetime) -> RawSQL:
    """Ids of the dossiers a conflict keeps the person out of."""
    return RawSQL(*_bars(person, at))


def _part(person: Person, at: datetime, right: str | None) -> tuple[str, list]:
    """A working part of their own; a copied one never grants."""
    parts = sorted(WORKING if right is None else WORKING & symbols_with(right)) or [""]
    now, moments = _now("p", at)
    text = (
        f"SELECT 1 FROM dossiers_party p WHERE p.dossier_id = d.id AND p.link_id IS NULL AND {now}"
        f" AND p.person_id = %s AND p.part IN ({_marks(parts)})"
    )
    return text, [*moments, person.pk, *parts]


def _desk(person: Person, at: datetime, right: str | None) -> tuple[str, list]:
    """A role queue it stands in, where the person holds that role now: a handful of (role, academy) pairs, written out."""
    able = None if right is None else symbols_with(right)
    desks = [(role, place) for role, place in placements_of(person, at) if able is None or role in able]
    pairs = [f"k.role = %s AND k.academy_id {'IS NULL' if place is None else '= %s'}" for _, place in desks] or ["1 = 0"]
    now, moments = _now("k", at)
    text = f"SELECT 1 FROM dossiers_desk k WHERE k.dossier_id = d.id AND {now} AND ({' OR '.join(pairs)})"
    return text, [*moments, *(value for desk in desks for value in desk if value is not None)]


def _bars(person: Person, at: datetime) -> tuple[str, list]:
    """A barring part, copied ones too; or the person concerned is a close relation, or manages this person."""
    near = sorted(related_to(person, at) | ({person.line_manager_id} if person.line_manager_id else set())) or [_NOBODY]
    parts = sorted(BARRING)
    now, moments = _now("b", at)
    text = (
        f"SELECT b.dossier_id FROM dossiers_party b WHERE {now}"
        f" AND (b.person_id = %s AND b.part IN ({_marks(parts)}) OR b.part = %s AND b.person_id IN ({_marks(near)}))"
    )
    return text, [*moments, person.pk, *parts, SUBJECT, *near]


def _now(row: str, at: datetime) -> tuple[str, list]:
    """The same as `people.selectors.current`."""
    moment = connection.ops.adapt_datetimefield_value(at)
    return f"{row}.since <= %s AND ({row}.until IS NULL OR {row}.until > %s)", [moment, moment]


def _marks(values: list) -> str:
    return ", ".join(["%s"] * len(values))
