"""The page of a clock: what happened to it, and who gives it more time or lets it go."""

import pytest

from foundation.deadlines.models import ClockEvent
from foundation.deadlines.rules import giving
from tests.deadlines.calendars import london

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(begin, sasha):
    """sasha's first decision: it goes to hana when it is late."""
    return begin("triage_normal", owner=sasha)


@pytest.fixture(autouse=True)
def _that_day(time_machine, at):
    time_machine.move_to(at)


def send(browser, address, **said):
    form = browser.get(address).context["form"]
    return browser.post(address, {"once": form["once"].value(), **said})


def later(reason="away", day="3"):
    return {"until_day": day, "until_month": "12", "until_year": "2026", "reason": reason}


def test_whoever_it_goes_to_when_late_gives_more_time(client_of, hana, clock, as_now):
    browser, page = client_of(hana), f"/deadlines/{clock.uuid}/time/"
    assert "Give more time" in browser.get(page).content.decode()
    assert send(browser, f"/deadlines/{clock.uuid}/time/more/", **later()).url == page
    row = as_now(clock)
    assert (row.due_at, row.original_due) == (london("2026-12-03 17:00"), clock.due_at)
    text = browser.get(page).content.decode()
    assert "More time was given" in text
    assert giving.EXTEND_REASONS["away"] in text
    assert "judged by this" in text


def test_nobody_gives_it_to_themselves(client_of, sasha, clock, as_now):
    browser = client_of(sasha)
    assert "Give more time" not in browser.get(f"/deadlines/{clock.uuid}/time/").content.decode()
    answer = browser.post(f"/deadlines/{clock.uuid}/time/more/", later())
    assert answer.status_code == 422
    assert as_now(clock).due_at == clock.due_at


def test_a_date_that_is_no_later_is_refused_and_stays_typed(client_of, hana, clock):
    answer = send(client_of(hana), f"/deadlines/{clock.uuid}/time/more/", **later(day="1", reason="more") | {"until_month": "11"})
    assert answer.status_code == 422
    answer = send(client_of(hana), f"/deadlines/{clock.uuid}/time/more/", **later(day="24") | {"until_month": "11"})
    assert "Choose a date after the one that holds now" in answer.content.decode()


def test_let_go_it_reminds_nobody(client_of, hana, clock, as_now):
    browser, address = client_of(hana), f"/deadlines/{clock.uuid}/time/let-go/"
    form = browser.get(address).context["form"]
    sent = {"once": form["once"].value(), "reason": "overtaken"}
    assert browser.post(address, sent).url == browser.post(address, sent).url == "/deadlines/academy/"
    assert (as_now(clock).state, as_now(clock).next_rung_at) == ("waived", None)
    assert ClockEvent.objects.get(event="waive").by == hana


@pytest.mark.parametrize("kind", ["dsl_review", "triage_critical"])
def test_what_keeps_a_child_safe_is_not_let_go(begin, kind):
    row = begin(kind)
    assert giving.cannot_waive(kind, row.owner) == giving.SAFETY


@pytest.mark.parametrize("kind", ["ico_notify", "lado_referral"])
def test_the_law_s_time_is_nobody_s_to_give(kind):
    assert giving.cannot_extend(kind, "DPO") == giving.FIXED


@pytest.mark.parametrize(("kind", "owner"), [("coop_response", ""), ("removal_standard", "subject"), ("appeal_window", "subject")])
def test_what_is_asked_of_somebody_has_its_own_page(kind, owner):
    assert giving.cannot_extend(kind, owner) == giving.NOT_HERE


def test_whoever_may_not_read_the_report_finds_nothing(client_of, olu, ada, clock):
    for person in (olu, ada):
        for page in ("time", "time/more", "time/let-go"):
            assert client_of(person).get(f"/deadlines/{clock.uuid}/{page}/").status_code == 404
