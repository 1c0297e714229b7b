"""What may not be seen and what does not exist are told apart by nothing (BEATS 7, DESIGN 3): no method, asked for or made up, no session
that has run out, no form without its token, no header and no cookie."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from foundation.people.models import Person
from tests.laws.doors import CAST, DOORS, EVERYBODY, parts_of
from tests.laws.test_every_address_has_a_door import MISSING
from tests.laws.visiting import Answer, ask, undone
from tests.laws.world import STAGES

pytestmark = [pytest.mark.django_db, pytest.mark.beats(7)]

NAMED = [name for name, door in DOORS.items() if door.at not in ("", "key") and door.sees != EVERYBODY]
NAMED.sort(key=lambda name: STAGES.index(DOORS[name].stage))
METHODS = ("HEAD", "POST", "OPTIONS", "PUT", "DELETE", "BREW")
each_address = pytest.mark.parametrize(
    ("stage", "name"), [(DOORS[name].stage, name) for name in NAMED], indirect=["stage"], scope="module", ids=NAMED
)


@each_address
def test_a_stranger_with_any_method(stage, visitors, name):
    real, *missing = pair(stage, name)
    stranger = visitors[next(who for who in ("olu", "noor") if who not in f"{DOORS[name].sees} {DOORS[name].goes_on}".split())]
    for method in METHODS:
        told = blind(ask(stranger, real, method=method), real)
        assert [path for path in missing if blind(ask(stranger, path, method=method), path) != told] == [], method
        assert told[0] in (404, 405)


@each_address
def test_somebody_whose_session_is_no_longer_theirs(stage, visitors, name):
    """They left after signing in, and everything is answered as to somebody who never did."""
    real, *missing = pair(stage, name)
    for who in set(DOORS[name].sees.split()[:1]) | {"noor"}:
        with undone():
            Person.objects.filter(pk=visitors[who].person.pk).update(left_on=stage.now.date() - timedelta(days=1))
            told = blind(ask(visitors[who], real), real)
            assert [path for path in missing if blind(ask(visitors[who], path), path) != told] == [], who
            assert told[0] == 302


@each_address
def test_a_form_without_its_token(stage, visitors, name):
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = visitors["olu"].session
    answers = [blind(Answer(client.post(path, {})), path) for path in pair(stage, name)]
    assert [answer for answer in answers if answer != answers[0]] == []


def test_the_law_is_about_all_that_have_an_id_in_them():
    named = {name for name in DOORS if parts_of(name) & {"reference", "uuid", "code", "key"}}
    assert named - set(NAMED) == {"account_reset_password_from_key", "policy:version"}  # for anybody, and for everybody
    assert {"olu", "noor"} <= set(CAST.split())


def pair(world, name):
    """The address of the real thing, and with each part of it replaced by nothing."""
    door = DOORS[name]
    missing = [door.path(name, world, **{part: MISSING[part]}) for part in sorted(MISSING.keys() & parts_of(name))]
    return [door.path(name, world), *missing]


def blind(answer, path):
    """All of an answer, the address itself taken out: the sign-in page is asked to lead back to it."""
    status, content, headers, cookies = answer.whole
    return status, content, repr(headers).replace(quote(path), "…"), cookies
