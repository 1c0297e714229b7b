"""A trust out of an empty database: what every trust needs, its academies, and the first two people who can let others in (ADR 0044)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from foundation.deadlines.services import load_calendar
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import academy_dossier, trust_dossier
from foundation.entry.selectors import without_sign_in
from foundation.entry.services import invite
from foundation.messages.rules import URGENT
from foundation.people import services as people
from foundation.people.academy_file import School
from foundation.people.models import Academy, Person
from foundation.people.rules import CEO, ROLE_NAMES, SYSADMIN, SYSTEM
from foundation.people.selectors import academies, by_email, day_of, ever_held, holders
from policy.services import load_platforms

FIRST = (SYSADMIN, CEO)  # one asks for a role, the other agrees: from then on nobody gives one alone


@dataclass
class Founded:
    """What was not there before. `let_in`: those who had no way to sign in, and are invited."""

    academies: list[Academy] = field(default_factory=list)
    people: list[tuple[Person, str]] = field(default_factory=list)
    let_in: list[Person] = field(default_factory=list)


def lay_ground(*, at: datetime) -> None:
    """What every trust needs, whoever is in it: calendar, platforms, the trust's own dossier. What is there stays."""
    load_calendar()
    load_platforms(at=at, by=SYSTEM)
    trust_dossier(by=SYSTEM, at=at)


def found(schools: Iterable[School], first: dict[str, tuple[str, str]], *, at: datetime) -> Founded:
    """All of it or nothing; what is there already stays as it is. `first`: role of FIRST → (name, e-mail).

    Raises Refused where somebody else holds the role: then two people give it.
    """
    with transaction.atomic():
        new = not academies()
        lay_ground(at=at)
        done = Founded(_add_academies(schools, at))
        for role, (name, email) in first.items():
            _appoint(role, name, email, done, at)
        invite(done.let_in, by=SYSTEM, at=at, urgency=URGENT)
        if new:
            people.open_trust(False, by=SYSTEM, at=at)  # until there is somebody to read them
    return done


def _add_academies(schools: Iterable[School], at: datetime) -> list[Academy]:
    known = {one.code for one in academies()}
    added = [people.add_academy(**vars(one)) for one in schools if one.code not in known]
    for academy in added:
        academy_dossier(academy, by=SYSTEM, at=at)
    return added


def _appoint(role: str, name: str, email: str, done: Founded, at: datetime) -> None:
    there = holders(role, None, at)
    person = by_email(email)
    if person not in there and ever_held(role):
        raise Refused(f"Somebody else is, or was, {ROLE_NAMES[role]}. Roles are given on the pages, by two people.")
    if person is None:
        person = people.add_person(name=name, academy=None, job=ROLE_NAMES[role], email=email)
    if not there:
        people.place(person, role, None, since=day_of(at), by=SYSTEM, at=at)
        done.people.append((person, role))
    done.let_in += without_sign_in(at).filter(pk=person.pk)
