"""Every move of every machine, out of every state, in every role: taken through the service that the pages call (BEATS 8, DESIGN 4).

Somebody who has nothing to do with the story gets all the roles and parts that the table does not name, and is refused, and no row is
touched; then each one that it names, held by nobody else, and the service does it. The moves are those of the machines themselves: one
that nobody can walk fails.
"""

from datetime import timedelta

import pytest

from cases.casefile.selectors import reports_of
from cases.disciplinary.models import Disciplinary
from cases.removals.rules import IN_CHARGE, ON_BEHALF
from foundation.deadlines import moves
from foundation.dossiers.models import Desk, Party
from foundation.dossiers.rules import BARRING, INVESTIGATOR, ISSUER, SUBJECT, TRIAGER, WORKING, Refused, check
from foundation.people.models import Person, Placement
from foundation.people.rules import HR, ROLE_NAMES, SYSTEM, TRUST_ROLES
from tests.laws.test_every_move_has_its_role import MACHINES, machine_of
from tests.laws.visiting import BESIDE, noted, undone
from tests.laws.walks import CALLS, place_of
from tests.laws.world import STAGES

pytestmark = [pytest.mark.django_db, pytest.mark.beats(8)]

BY_NAME = {name.rpartition(".")[2]: machine_of(name) for name in MACHINES}
MOVES = [(name, state, move) for name, machine in BY_NAME.items() for state, exits in machine.items() for move in exits]
WALKED = sorted((one for one in MOVES if place_of(*one)), key=lambda one: STAGES.index(place_of(*one)[0]))
# parts of a removal request are named in its own row, too
OWN_COLUMN = {"issuer": "issuer_id", "verifier": "verifier_id", "independent_senior": "judge_id", "appointee": "person_id",
              "successor": "to_id", "task_owner": "owner_id", "note_taker": "note_taker_id", "meeting_lead": "led_by_id"}
each_move = pytest.mark.parametrize(
    ("stage", "walk"), [(place_of(*one)[0], one) for one in WALKED], indirect=["stage"], scope="module", ids=map(" ".join, WALKED)
)


def test_every_move_has_a_walk():
    assert [one for one in MOVES if not place_of(*one) or one[2] not in CALLS[one[0]]] == []
    assert {(name, move) for name, calls in CALLS.items() for move in calls} == {(name, move) for name, _, move in MOVES}


@each_move
def test_whoever_is_not_named_is_refused(stage, walk, made):
    others, own = (ROLE_NAMES.keys() | WORKING | BARRING) - named(walk), OWN_COLUMN.keys()
    for held in ((others - BARRING) - own, others & BARRING, *({one} for one in others & own)):
        with undone():
            row, noor = place_of(*walk)[1](stage), stranger()
            give(row, noor, held, stage.now)
            made.clear()
            assert (*tried(walk, row, noor, stage), made) == ("This step belongs to somebody else.", set(), []), held


@each_move
def test_whoever_is_named_does_it(stage, walk, made):
    for role in sorted(named(walk)):
        with undone():
            row, noor = place_of(*walk)[1](stage), stranger()
            nobody_holds(named(walk), stage.now)
            give(row, noor, {role}, stage.now)
            made.clear()
            sentence, wrote = tried(walk, row, SYSTEM if role == SYSTEM.token else noor, stage)
            assert (sentence, bool(wrote), walk in made) == ("", True, True), role


@pytest.fixture
def made(monkeypatch):
    """The moves that were made, as the one function that makes them sees it."""
    seen = []

    def noting(machine, state, name, *rest):
        step = check(machine, state, name, *rest)
        seen.append((next(short for short, one in BY_NAME.items() if one is machine), state, name))
        return step

    monkeypatch.setattr(moves, "check", noting)
    return seen


def tried(walk, row, person, world):
    """What is said where it is refused, and the tables that were written to."""
    row, sentence = type(row).objects.get(pk=row.pk), ""
    with noted() as wrote:
        try:
            CALLS[walk[0]][walk[2]](row, by=person, at=world.now, version=getattr(row, "version", 0))
        except Refused as refused:
            sentence = refused.sentence
    return sentence, wrote - BESIDE


def named(walk):
    name, state, move = walk
    return BY_NAME[name][state][move].roles


def silent():
    """Somebody who does not sign in."""
    return Person.objects.get(name="Sam Doyle")


def stranger():
    return Person.objects.get(email="noor@northgate.example")


def nobody_holds(roles, at):
    yesterday = at - timedelta(days=1)
    Placement.objects.filter(role__in=roles, since__lte=yesterday).update(until=yesterday)  # one that is to begin gives nothing yet
    Desk.objects.filter(role__in=roles).update(until=at)


def give(row, person, symbols, at):
    """Let `person` hold these roles, and these parts in the place of whoever holds them."""
    dossier = getattr(row, "dossier", None) or row.case.dossier
    if ON_BEHALF in symbols:  # who asks, where the person asked cannot sign in
        asked = row.case.subject_id if isinstance(row, Disciplinary) else row.target_id
        Party.objects.filter(pk=asked).update(person=silent())
        symbols = {HR if isinstance(row, Disciplinary) else ISSUER if hasattr(row, "issuer_id") else INVESTIGATOR}
    if IN_CHARGE in symbols:  # whoever triages, where it stands on a report alone
        type(row).objects.filter(pk=row.pk).update(case=None, report=reports_of(row.case)[0])
        symbols = {TRIAGER}
    _employ(person, symbols & ROLE_NAMES.keys(), dossier, at)
    _let_take_part(person, symbols & (WORKING | BARRING), dossier, at)
    if columns := {OWN_COLUMN[symbol]: person.pk for symbol in symbols if hasattr(row, OWN_COLUMN.get(symbol, ""))}:
        type(row).objects.filter(pk=row.pk).update(**columns)


def _employ(person, roles, dossier, at):
    places = {role: None if role in TRUST_ROLES else dossier.academy for role in roles}
    row = {"person": person, "since": at - timedelta(days=1)}
    Placement.objects.bulk_create(Placement(role=role, academy=place, **row) for role, place in places.items())
    there = set(Desk.objects.filter(dossier=dossier, until=None).values_list("role", "academy_id"))
    wanted = [Desk(dossier=dossier, role=role, academy=place, since=at) for role, place in places.items()]
    Desk.objects.bulk_create(desk for desk in wanted if (desk.role, desk.academy_id) not in there)


def _let_take_part(person, parts, dossier, at):
    """In the place of whoever holds it; the person concerned stays the row that the case is about."""
    first = {}
    held = Party.objects.filter(dossier=dossier, part__in=parts, until=None, link=None)
    for party in held.order_by("-pk"):
        first[party.part] = party.pk
    held.exclude(pk__in=first.values()).update(until=at)
    held.filter(pk__in=first.values()).update(person=person)
    row = {"dossier": dossier, "person": person, "since": at, "source": "test"}
    Party.objects.bulk_create(Party(part=part, kind="staff" if part == SUBJECT else "", **row) for part in parts - first.keys())
