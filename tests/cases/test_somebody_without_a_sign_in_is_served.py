"""sam, who has no sign-in, is served by post, by hand or with a code; the clock runs from the day that counts; what he answers is written
down for him, and by whom (DESIGN 5, DOMAIN 5.1)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from cases.casefile import services as casefile
from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from cases.removals.offers import tasks
from cases.removals.selectors import standing
from cases.serving import rules
from cases.serving.models import Delivery, Reply
from cases.serving.services import open_code
from foundation.deadlines.selectors import current, last
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.selectors import words
from foundation.people.models import Person
from foundation.trail.models import Event
from tests.cases.story import issued, opened, proposed, sent
from tests.told import told_once
from tmt_policy.serving import GIVEN

PROOF = "Recorded delivery KX 4711 2290 8GB, by rhys."
CODE = "K7QM-2XPT-9RWD-HB4C"
FRIDAY = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@told_once
def case(cast, at):
    return opened(proposed(sent(cast["teo"], cast["sam"], at=at), cast["sasha"], at=at), cast["hana"], at=at)


@told_once
def row(case, cast, at):
    """hana asks sam to remove it; the letter is made."""
    row = issued(case, cast, at)
    draft = removals.write_letter(row, by=cast["hana"], at=at)
    letters.freeze(draft, by=cast["hana"], at=at, version=draft.version)
    return RemovalRequest.objects.get(pk=row.pk)


def served(row, by, at, **said):
    row = RemovalRequest.objects.get(pk=row.pk)
    given = {"way": "post", "sent_at": at, "proof": PROOF, "version": row.version} | said
    return removals.serve(row, by=by, at=at, **given)


def fated(row, by, at, fate, came=None):
    row = RemovalRequest.objects.get(pk=row.pk)
    return removals.record_fate(row, fate=fate, arrived_at=came, proof="The receipt says so.", by=by, at=at, version=row.version)


def fresh(row):
    return RemovalRequest.objects.get(pk=row.pk)


def due(row):
    clock = current([row.uuid]).get(row.uuid)
    return clock and clock.due_at


def test_by_post_it_counts_at_the_end_of_the_second_working_day(row, rhys):
    row = served(row, rhys, FRIDAY)
    assert row.reached_at == datetime(2026, 12, 1, 17, tzinfo=UTC)  # posted on a Friday: Tuesday
    assert due(row) == row.reached_at + 24 * HOUR
    assert (row.reached_how, Delivery.objects.get().served_at) == ("post", row.reached_at)


def test_by_hand_it_counts_at_once(row, hana):
    row = served(row, hana, FRIDAY, way="hand", sent_at=FRIDAY - HOUR, proof="hana gave it to him in the office, dot saw it.")
    assert (row.reached_at, due(row)) == (FRIDAY - HOUR, FRIDAY + 23 * HOUR)


def test_the_proof_is_sealed_and_stands_nowhere_else(row, rhys):
    served(row, rhys, FRIDAY)
    assert sealing.read_one(Delivery.objects.get())["proof_sealed"] == PROOF
    assert not [event for event in Event.objects.all() if "KX 4711" in str(event.ids) + event.reason]


def test_with_a_code_it_counts_from_its_opening(row, rhys, client):
    row = served(row, rhys, FRIDAY, way="code", code=CODE)
    assert (row.reached_at, due(row)) == (None, None)
    assert CODE not in str(Delivery.objects.values()) and rules.plain(CODE) not in str(Delivery.objects.values())  # noqa: PT018
    assert open_code("k7qm 2xpt 9rwd hb4c", at=FRIDAY + HOUR, **GIVEN).pk == Delivery.objects.get().pk
    row.refresh_from_db()
    assert (row.reached_at, due(row)) == (FRIDAY + HOUR, FRIDAY + 25 * HOUR)


def test_a_code_lasts_a_week_and_three_days_from_its_first_opening(row, rhys):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    assert open_code(CODE, at=FRIDAY + timedelta(days=7), **GIVEN) is None
    assert open_code(CODE, at=FRIDAY + HOUR, **GIVEN).code_until == FRIDAY + 73 * HOUR  # as the page says
    assert open_code(CODE, at=FRIDAY + 72 * HOUR, **GIVEN)
    assert open_code(CODE, at=FRIDAY + 74 * HOUR, **GIVEN) is None
    assert RemovalRequest.objects.get().reached_at == FRIDAY + HOUR


def test_a_code_that_was_replaced_opens_nothing(row, rhys):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    fated(row, rhys, FRIDAY, "came_back")
    assert open_code(CODE, at=FRIDAY, **GIVEN) is None
    served(row, rhys, FRIDAY, way="hand")
    assert open_code(CODE, at=FRIDAY, **GIVEN) is None


def test_the_page_shows_one_letter_and_never_the_case(row, case, cast, rhys, client):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    Delivery.objects.update(code_until=datetime(2100, 1, 1, tzinfo=UTC))
    answer = client.post("/served/", {"code": CODE})
    shown = answer.content.decode()
    assert "https://www.facebook.com/story/1" in shown
    assert not [word for word in (case.reference, "Teo", cast["teo"].name, "What the post shows") if word in shown]
    assert ("no-store" in answer.headers["Cache-Control"], answer.cookies.get("sessionid")) == (True, None)
    assert f"The time you have ends on {when.moment(due(row))}" in shown
    assert client.post("/served/", {"code": CODE, "file": "1"}).content.startswith(b"%PDF")
    assert client.get("/served/").status_code == 200


def test_what_was_taken_back_is_served_to_nobody(row, hana, rhys, client):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    Delivery.objects.update(code_until=datetime(2100, 1, 1, tzinfo=UTC))
    removals.withdraw(fresh(row), by=hana, at=FRIDAY, version=fresh(row).version, reason="It was somebody else's post, as it turned out.")
    for more in ({}, {"file": "1"}):
        shown = client.post("/served/", {"code": CODE} | more).content.decode()
        assert rules.NOTHING_MORE in shown
        assert "facebook.com" not in shown
    assert (fresh(row).reached_at, Delivery.objects.get().opened_at) == (None, None)


def test_while_the_police_go_first_a_code_opens_nothing(row, case, hana, rhys):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    case.refresh_from_db()
    casefile.hold(case, reason="police", words="The police asked us to wait for them.", by=hana, at=FRIDAY, version=case.version)
    assert open_code(CODE, at=FRIDAY + HOUR, **GIVEN) is None
    assert fresh(row).reached_at is None


def test_what_was_opened_before_that_stays_open(row, case, hana, rhys):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    assert open_code(CODE, at=FRIDAY, **GIVEN)
    case.refresh_from_db()
    casefile.hold(case, reason="police", words="The police asked us to wait for them.", by=hana, at=FRIDAY, version=case.version)
    assert open_code(CODE, at=FRIDAY + HOUR, **GIVEN)


def test_a_code_is_taken_once(row, rhys):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    fated(row, rhys, FRIDAY, "came_back")
    with pytest.raises(Refused, match="new code"):
        served(row, rhys, FRIDAY, way="code", code=CODE)


def test_the_letter_sends_nobody_to_a_page_they_do_not_have(row):
    written = words(Letter.objects.get())
    assert "Tell me, on paper" in written
    assert "own page" not in written


def test_a_wrong_code_is_as_nothing(row, rhys, client):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    Delivery.objects.update(code_until=FRIDAY)  # over
    tries = (CODE, "2222-2222-2222-2222", "xyz")
    answers = {client.post("/served/", {"code": one}).content.decode().replace(one, "") for one in tries}
    assert {rules.NOT_FOUND in one for one in answers} == {True}
    assert len({len(one.split("csrfmiddlewaretoken")[0]) for one in answers}) == 1


def test_after_many_wrong_codes_none_opens_for_some_minutes(row, rhys, monkeypatch):
    served(row, rhys, FRIDAY, way="code", code=CODE)
    monkeypatch.setattr(rules, "WRONG_TRIES", 3)
    cache.clear()
    for _ in range(3):
        assert open_code("2222-2222-2222-2222", at=FRIDAY, **GIVEN) is None
    with pytest.raises(Refused, match="ten minutes"):
        open_code(CODE, at=FRIDAY, **GIVEN)
    assert open_code(CODE, at=FRIDAY + timedelta(seconds=rules.WINDOW), **GIVEN)


def test_the_page_says_that_it_rests(row, rhys, client, monkeypatch):
    monkeypatch.setattr(rules, "WRONG_TRIES", 1)
    cache.clear()
    shown = [client.post("/served/", {"code": "2222-2222-2222-2222"}).content.decode() for _ in range(2)]
    assert [rules.NOT_FOUND in shown[0], rules.SHUT in shown[1]] == [True, True]


def test_a_proof_that_it_came_earlier_moves_the_clock(row, rhys):
    served(row, rhys, FRIDAY)
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    row = fated(row, rhys, monday + HOUR, "arrived", monday)
    assert (row.reached_at, due(row), row.judged_by.due_at) == (monday, monday + 24 * HOUR, monday + 24 * HOUR)


def test_what_came_back_was_not_served(row, hana, rhys):
    served(row, rhys, FRIDAY)
    row = fated(row, rhys, FRIDAY + HOUR, "came_back")
    assert (row.reached_at, row.reached_how, due(row), last(row.uuid, "removal_standard").state) == (None, "could_not", None, "stopped")
    waiting = [task.title for task in tasks(hana, FRIDAY + HOUR).needs_me if task.reference == row.reference]
    assert waiting == ["Tell somebody about a request"]
    row = served(row, hana, FRIDAY + 2 * HOUR, way="hand")
    assert (row.reached_at, Delivery.objects.filter(ended_at=None).count()) == (FRIDAY + 2 * HOUR, 1)


def test_not_on_somebody_who_can_sign_in(row, hana, cast):
    row.target.person = cast["tam"]
    row.target.save()
    with pytest.raises(Refused, match="can sign in"):
        served(row, hana, FRIDAY)


def test_somebody_who_has_left_is_served_too(row, hana, cast):
    row.target.person = cast["tam"]
    row.target.save()
    Person.objects.filter(pk=cast["tam"].pk).update(left_on=FRIDAY.date())
    assert served(row, hana, FRIDAY).reached_how == "post"


def test_not_without_its_letter_nor_twice_nor_on_hold(case, cast, hana, at):
    row = issued(case, cast, at)
    with pytest.raises(Refused, match="Make the letter first"):
        served(row, hana, FRIDAY)
    draft = removals.write_letter(row, by=hana, at=at)
    letters.freeze(draft, by=hana, at=at, version=draft.version)
    case.refresh_from_db()
    with transaction.atomic():
        casefile.hold(case, reason="police", words="They asked us to wait for their own talk.", by=hana, at=at, version=case.version)
        with pytest.raises(Refused, match="on hold"):
            served(row, hana, FRIDAY)
        transaction.set_rollback(True)
    served(row, hana, FRIDAY)
    with pytest.raises(Refused, match="already recorded"):
        served(row, hana, FRIDAY)


@pytest.mark.parametrize("first", ["sasha", "teo", "cleo", "iona", "sam"])
def test_nobody_serves_it_but_hr_and_whoever_asks(row, cast, first):
    with pytest.raises(Refused):
        served(row, cast[first], FRIDAY)
    with pytest.raises(Refused):
        fated(row, cast[first], FRIDAY, "came_back")


@pytest.mark.parametrize("first", ["rhys", "hana"])
def test_what_sam_answers_is_written_down_for_him(row, cast, first):
    by = cast[first]
    row = served(row, by, FRIDAY, way="hand")
    removals.acknowledge(row, by=by, at=FRIDAY, version=row.version)
    row.refresh_from_db()
    removals.contest(row, by=by, at=FRIDAY, version=row.version, reason="It was my own family.")
    said = list(Reply.objects.values_list("step", "by", "of__person"))
    assert said == [("ack", by.pk, cast["sam"].pk), ("contest", by.pk, cast["sam"].pk)]
    assert Event.objects.get(action="removal.ack").role == "on_behalf"


def test_hr_answers_for_nobody_who_can_answer_themselves(row, rhys, cast, at):
    assert "on_behalf" in standing(row, rhys, at)
    row.target.person = cast["tam"]
    assert "on_behalf" not in standing(row, rhys, at)


def test_the_database_lets_nothing_be_served_before_it_was_sent_nor_a_code_without_its_hash(row, rhys):
    served(row, rhys, FRIDAY)
    sent = Delivery.objects.filter(way="post")
    for spoilt in ({"served_at": FRIDAY - HOUR}, {"way": "code"}, {"code_index": "x"}, {"served_at": None}, {"sent_at": FRIDAY + HOUR}):
        with pytest.raises(IntegrityError), transaction.atomic():
            sent.update(**spoilt)


def test_through_the_pages(row, cast, client, client_of):
    rhys, here = client_of(cast["rhys"]), f"/removals/{row.reference}/"
    assert f"{here}serve/" in rhys.get(here).content.decode()
    shown = rhys.get(f"{here}serve/")
    code = shown.context["code"]
    said = {"way": "code", "proof": PROOF, "code": code, "version": row.version, "time": "9am"}
    said |= {"day_day": "24", "day_month": "11", "day_year": "2026"}
    assert code in shown.content.decode()
    assert rhys.post(f"{here}serve/", said | {"proof": ""}).status_code == 422
    assert rhys.post(f"{here}serve/", said).headers["Location"] == here
    assert "Not opened yet" in rhys.get(here).content.decode()
    assert "A letter to you" in client.post("/served/", {"code": code}).content.decode()
    for first in ("olu", "gail", "teo", "sasha"):
        assert client_of(cast[first]).get(f"{here}serve/").status_code == 404
        assert client_of(cast[first]).get(f"{here}fate/").status_code == 404
