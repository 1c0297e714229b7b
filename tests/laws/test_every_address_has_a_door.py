"""Who gets in where, judged by what they could read and by the rows that changed, not only by the number of the answer (BEATS 7, 8, 21).

The table is `doors.DOORS`. An address without a row there fails, and so does a row without an address.
"""

from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver

from tests.laws.doors import CAST, DOORS, MAY_LEARN, UNCHANGED, parts_of
from tests.laws.visiting import ask, noted, who_did_what
from tests.laws.world import STAGES

pytestmark = pytest.mark.django_db

CROWD = [*CAST.split(), "nobody"]
IN_ORDER = sorted(DOORS, key=lambda name: STAGES.index(DOORS[name].stage))
# one scope for both, so that pytest brings together what belongs to a stage and the story never has to go back
each_address = pytest.mark.parametrize(
    ("stage", "name"), [(DOORS[name].stage, name) for name in IN_ORDER], indirect=["stage"], scope="module", ids=IN_ORDER
)
MISSING = {"reference": "R-2222-2222", "code": "nowhere", "key": "nothing"} | dict.fromkeys(("uuid", "party", "allegation"), UUID(int=7))


def names(patterns=None, prefix=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield prefix + (one.name or "?")
        else:
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix)


def test_every_address_has_one_row():
    assert sorted(names()) == sorted(DOORS)


def test_the_table_names_only_people_and_stages_of_the_story():
    listed = {who for door in DOORS.values() for column in (door.sees, door.goes_on, door.told, door.does) for who in column.split()}
    assert listed | set(MAY_LEARN) <= {*CAST.split(), "nobody"}


@pytest.fixture(scope="module")
def nothing(world, visitors):
    """The answer for what does not exist."""
    return ask(visitors["hana"], "/cases/C-2222-2222/").whole


@pytest.mark.beats(7)
@each_address
def test_it_opens_for_those_it_is_for(stage, visitors, nothing, name):
    door, path = DOORS[name], DOORS[name].path(name, stage)
    answers = {who: ask(visitors[who], path) for who in CROWD}
    assert words(answers) == expected((door.sees, "sees"), (door.goes_on, "goes on"), (door.told, "422"))
    assert [who for who, answer in answers.items() if answer.word == "404" and answer.whole != nothing] == []
    assert {who: answer.wrote for who, answer in answers.items() if not answer.wrote <= door.notes} == {}
    if name != "demo-outbox":
        learnt = what_is_learnt(stage, visitors, answers)
        assert too_much(learnt) == {}
        assert set().union(*learnt.values()) == set(door.shows.split())


@pytest.mark.beats(21)
@each_address
def test_only_those_it_is_for_change_anything(stage, visitors, nothing, name):
    door = DOORS[name]
    with noted() as left:
        answers = {who: send(stage, visitors[who], name) for who in (CROWD if door.form is not None else ["olu", "nobody", *seers(door)])}
    if door.form is None:
        assert set(words(answers).values()) <= {"405", "404", "login"}
    elif door.form is not UNCHANGED:
        let_in = f"{door.sees} {door.goes_on} {door.told}"
        assert words(answers) == expected((let_in, "422"), (door.does, "goes on"), (door.leads, "goes on"))
    assert [who for who, answer in answers.items() if answer.word == "404" and answer.whole != nothing] == []
    assert {who for who, answer in answers.items() if answer.wrote} == set(door.does.split())
    assert set().union(*(answer.gone for answer in answers.values())) <= door.clears  # nothing can be deleted from a page (BEATS 21)
    assert left == set()
    assert too_much(what_is_learnt(stage, visitors, answers)) == {}


@pytest.mark.beats(7)
@each_address
def test_what_may_not_be_seen_is_answered_like_what_does_not_exist(stage, visitors, nothing, name):
    """To the byte, headers included, for whoever may see the real one and for a stranger (BEATS 7)."""
    door = DOORS[name]
    for part in sorted(MISSING.keys() & parts_of(name)) if door.at not in ("", "key") else ():
        path = door.path(name, stage, **{part: MISSING[part]})
        for who in ("olu", *seers(door)):
            assert ask(visitors[who], path).whole == nothing, (who, part)
            assert door.form is None or ask(visitors[who], path, door.filled(stage)).whole == nothing, (who, part)
        assert ask(visitors["nobody"], path).word == "login"


@pytest.mark.beats(8)
@each_address
def test_who_acts_is_who_is_signed_in_whatever_is_sent(stage, visitors, name):
    """Ids of other people, roles, times and states in the body change nothing (BEATS 8)."""
    chidi = stage.people["chidi"]
    claimed = dict.fromkeys(("by", "approver", "person", "decider", "actor", "user", "triager", "manager", "issuer", "judge"), chidi.uuid)
    claimed |= {"by_id": chidi.pk, "person_id": chidi.pk, "role": "CEO", "standing": "CEO", "at": "2020-01-01", "state": "CLOSED"}
    for who in DOORS[name].does.split()[:2]:
        honest, claiming = (send(stage, visitors[who], name, look=who_did_what, **more) for more in ({}, claimed))
        assert honest.wrote == claiming.wrote != set(), who
        assert claiming.seen == honest.seen, who


def seers(door):
    """Those a row lets in, the first three of a crowd."""
    return f"{door.sees} {door.goes_on} {door.told}".split()[:3]


def send(world, visitor, name, *, look=None, **claimed):
    """POST what the row says, with anything else beside it."""
    door = DOORS[name]
    first = door.first and (DOORS[door.first[0]].path(door.first[0], world), door.first[1])
    return ask(visitor, door.path(name, world), door.filled(world) | claimed, first=first, look=look)


def expected(*columns):
    """Visitor → word: "404" for everybody whom no column names; the signed out are led to the sign-in page."""
    words = dict.fromkeys(CAST.split(), "404") | {"nobody": "login"}
    for people, word in columns:
        words |= dict.fromkeys(people.split(), word)
    return words


def words(answers):
    return {who: answer.word for who, answer in answers.items()}


def what_is_learnt(world, visitors, answers):
    return {who: world.learnt(answer.text, visitors[who].person) for who, answer in answers.items() if who != "nobody"}


def too_much(learnt):
    """Who learnt what they may not."""
    found = {who: what - set(MAY_LEARN.get(who, "").split()) for who, what in learnt.items()}
    return {who: what for who, what in found.items() if what}
