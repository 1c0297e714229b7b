"""Nobody gets a part in a dossier whose conflicts were not asked about, or could not be looked up (BEATS 13; DOMAIN 6.3 R10)."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.casefile import services as casefile
from cases.casefile.selectors import concerned
from cases.investigation import services as investigation
from cases.removals import services as removals
from foundation.dossiers.models import Party
from foundation.dossiers.rules import BARRING, WORKING, Refused
from foundation.dossiers.selectors import dossiers_for, standing
from foundation.people.models import Person, Relation
from reports.triage import services as triage
from tests.laws.doors import LONG
from tests.laws.visiting import state_of_all_rows, undone
from tests.laws.world import STAGES, WEB

pytestmark = [pytest.mark.django_db, pytest.mark.beats(13)]

# who takes a part: stage, thing, by whom, the call; `conflict`: what they say, None is nothing
TAKING = {
    "triager": ("reported", "sent", "sasha", lambda row, conflict, **by: triage.claim(row, conflict=conflict, version=row.version, **by)),
    "case manager": ("proposed", "taken", "hana", lambda row, conflict, **by: casefile.open_case(
        row, concerned(row, by["at"])[0], clauses=[one.clause for one in row.clauses.all()], scope=LONG, conflict=conflict, **by)),
    "case manager after another": ("scoping", "left", "cleo",
        lambda row, conflict, **by: casefile.take_on(row, conflict=conflict, version=row.version, **by)),
    "investigator": ("asked", "request", "iona",
        lambda row, conflict, **by: investigation.answer(row, answer="accepted", conflict=conflict, **by)),
}  # fmt: skip
# who is given one by somebody else: they are looked up, and say what they have to when they are asked
GIVEN = {
    "whoever is asked to investigate": ("scoping", "case", "iona", lambda row, person, **by: investigation.appoint(
        row, person, version=row.version, **by)),
    "whoever checks a removal": ("running", "case", "sasha", lambda row, person, **by: removals.draft(
        row, address=WEB, clause=row.allegations.get().clause, action="delete", why=LONG, evidence_reason="Gone.", verifier=person, **by)),
    "whoever checks instead": ("running", "to tell", "cleo", lambda row, person, **by: removals.name_checker(
        row, person, version=row.version, **by)),
}  # fmt: skip


def each(table):
    names = sorted(table, key=lambda name: STAGES.index(table[name][0]))
    return pytest.mark.parametrize(("stage", "name"), [(table[name][0], name) for name in names], indirect=["stage"], scope="module",
                                   ids=names)


def take(world, name, conflict):
    _, thing, first, call = TAKING[name]
    return call(world.fresh(thing), conflict, by=anew(world.people[first]), at=world.now)


def give(world, name):
    _, thing, first, call = GIVEN[name]
    return call(world.fresh(thing), anew(world.people[first]), by=world.people["hana"], at=world.now)


def anew(person):
    """As read by the next request: nothing about them is remembered."""
    return Person.objects.get(pk=person.pk)


def the_look_up_fails(execute, sql, params, many, context):
    if '"people_relation"' in sql:
        raise DatabaseError("the look-up failed")
    return execute(sql, params, many, context)


@each(TAKING)
def test_whoever_does_not_say_is_refused(stage, name):
    before = state_of_all_rows()
    with pytest.raises(Refused, match="conflict"):
        take(stage, name, None)
    assert state_of_all_rows() == before


@each(TAKING)
def test_whoever_says_that_there_is_one_gets_no_part(stage, name):
    _, thing, first, _ = TAKING[name]
    with undone():
        take(stage, name, "A friend of mine.")
        assert not standing(stage.people[first], stage[thing].dossier, stage.now) & WORKING
    with undone():
        take(stage, name, "")
        assert Party.objects.filter(person=stage.people[first], part__in=WORKING, since=stage.now).exists()


@each(TAKING)
def test_a_look_up_that_fails_gives_no_part(stage, name):
    assert refused_when_broken(lambda: take(stage, name, ""))


@each(GIVEN)
def test_a_look_up_that_fails_makes_nobody_a_part(stage, name):
    assert refused_when_broken(lambda: give(stage, name))


@each(GIVEN)
def test_somebody_close_to_the_person_is_refused(stage, name):
    with undone():
        Relation.objects.create(person=stage.people[GIVEN[name][2]], other=stage.people["tam"], since=stage.now.date())
        before = state_of_all_rows()
        with pytest.raises(Refused):
            give(stage, name)
        assert state_of_all_rows() == before


@pytest.mark.parametrize("stage", ["running"], indirect=True)
@pytest.mark.parametrize("bar", sorted(BARRING))
def test_a_part_written_by_hand_opens_nothing_to_whoever_is_barred(stage, bar):
    """The query says no where everything else has failed, whatever the part and whatever desk they sit at (BEATS 21)."""
    case, hana = stage["case"].dossier, stage.people["hana"]
    for part in WORKING:
        with undone():
            Party.objects.filter(dossier=case, part=part).delete()
            Party.objects.create(dossier=case, person=hana, part=part, since=stage.start, source="by hand")
            assert dossiers_for(hana, stage.now).filter(pk=case.pk).exists()
            Party.objects.create(dossier=case, person=hana, part=bar, since=stage.start, source="by hand")
            assert not dossiers_for(hana, stage.now).filter(pk=case.pk).exists(), part
            assert standing(hana, case, stage.now) <= BARRING


def refused_when_broken(step):
    """Whether `step` fails with the look-up, and leaves everything as it was."""
    before = state_of_all_rows()
    with undone(), pytest.raises(DatabaseError, match="the look-up failed"), connection.execute_wrapper(the_look_up_fails), \
            transaction.atomic():
        step()
    return state_of_all_rows() == before
