from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from foundation.trail import rules, selectors, services
from foundation.trail.models import ChainHead, Event
from tests.trail.scene import ALDER, BIRCH, NINE


@pytest.mark.parametrize("value", [
    "Tam said so", "a b", "", "é", "x" * 41, "a@b.example", "https://x.example/1", 1.5, None, {"a": 1}, [["a"]], b"x", 2**60])
def test_anything_like_narrative_is_refused(value):
    with pytest.raises(ValueError, match="short code") as refusal:
        rules.check_ids({"note": value})
    assert "Tam" not in str(refusal.value)


@pytest.mark.parametrize("name", ["Two words", "", "UPPER", 1])
def test_names_in_ids_are_plain_words(name):
    with pytest.raises(ValueError, match="name in ids"):
        rules.check_ids({name: 1})


def test_what_is_allowed_becomes_plain_json():
    given = {"exhibit": ALDER, "due": date(2026, 11, 24), "at": NINE, "round": 2, "late": False, "clause": "10.3", "parties": [ALDER, "S3"]}
    assert rules.check_ids(given) == {
        "exhibit": str(ALDER), "due": "2026-11-24", "at": "2026-09-01T09:00:00.000000+00:00", "round": 2, "late": False, "clause": "10.3",
        "parties": [str(ALDER), "S3"]}


@pytest.mark.parametrize("wrong", [
    {"action": "Report.submit"}, {"action": "submit"}, {"action": "report.submit it"}, {"action": "a." + "b" * 60}, {"actor": "tam"},
    {"actor": ""}, {"role": "the head"}, {"reason": "she was ill"}, {"to_state": "x" * 41}, {"at": datetime(2026, 9, 1)},
    {"ids": {"who": "Tam Jones"}},
])
def test_an_event_that_says_too_much_is_not_written(wrong, db):
    with pytest.raises(ValueError, match=r"\w"), transaction.atomic():
        services.record(ALDER, **{"action": "report.submit", "actor": "system", "at": NINE, **wrong})
    assert not Event.objects.exists()


plain = st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.uuids(), st.dates(), st.datetimes(timezones=st.just(UTC)),
                  st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}", fullmatch=True))


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True), plain | st.lists(plain)))
def test_what_is_stored_would_be_allowed_again(ids):
    assert rules.check_ids(rules.check_ids(ids)) == rules.check_ids(ids)


def test_the_digest_does_not_depend_on_the_zone_a_time_is_told_in():
    link = rules.Link(ALDER, 1, NINE, "report.submit", "system", "", "", "", "", {"b": 1, "a": 2}, "")
    elsewhere = link._replace(at=NINE.astimezone(timezone(timedelta(hours=1))), ids={"a": 2, "b": 1})
    assert rules.event_digest(link) == rules.event_digest(elsewhere)


@pytest.mark.parametrize("field", rules.Link._fields)
def test_every_part_of_an_event_is_under_its_digest(field):
    link = rules.Link(ALDER, 1, NINE, "report.submit", "system", "", "", "", "", {}, "")
    other = {"chain": BIRCH, "seq": 2, "at": NINE + timedelta(microseconds=1), "ids": {"a": 1}}.get(field, "other")
    assert rules.event_digest(link) != rules.event_digest(link._replace(**{field: other}))


def test_each_event_holds_the_one_before(tell):
    first, second = tell(ALDER, 2)
    assert (first.previous, second.previous, second.seq) == ("", first.digest, 2)
    assert ChainHead.objects.get(chain=ALDER).digest == second.digest
    assert list(selectors.events_of(ALDER)) == [first, second]


def test_recording_costs_three_queries(tell, django_assert_num_queries):
    with django_assert_num_queries(5):
        tell(ALDER)
    with django_assert_num_queries(3):
        tell(ALDER)


def test_a_change_taken_back_takes_its_event_with_it(tell):
    tell(ALDER)
    with transaction.atomic():
        tell(ALDER)
        transaction.set_rollback(True)
    tell(ALDER)
    assert selectors.verify() == []
    assert Event.objects.count() == 2


def test_a_chain_named_in_text_is_the_same_chain(db):
    services.record(str(ALDER).upper(), action="report.submit", actor=UUID(int=7), at=NINE)
    assert selectors.verify() == []


def test_clocks_of_two_servers_may_differ_a_little(tell):
    tell(ALDER, 1, NINE)
    tell(ALDER, 1, NINE - timedelta(minutes=4))
    assert selectors.verify() == []
    tell(ALDER, 1, NINE - timedelta(minutes=10))
    assert [finding.seq for finding in selectors.verify()] == [3]


def test_what_no_event_can_hold_is_a_finding_and_no_crash():
    link = rules.Link(ALDER, 1, None, "report.submit", "system", "", "", "", "", {}, "")
    assert [finding.seq for finding in rules.faults([(link, "x")], head=(1, "x"))] == [1]
