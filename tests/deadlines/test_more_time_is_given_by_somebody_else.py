"""The page of a clock: what happened to it, and who gives it more time or lets it go."""

import pytest

from foundation.cover import services as cover
from foundation.deadlines import services
from foundation.deadlines.models import ClockEvent
from foundation.deadlines.rules import giving
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.people.rules import SYSTEM
from tests.deadlines.calendars import london

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(begin, sasha):
    """sasha's first decision: it goes to hana when it is late."""
    return begin("triage_normal", owner=sasha)


@pytest.fixture
def answer(begin, sasha):
    """What sasha has to tell the reporter at the end."""
    return begin("reporter_outcome", owner=sasha)


@pytest.fixture(autouse=True)
def _that_day(time_machine, at):
    time_machine.move_to(at)


def send(browser, address, **said):
    form = browser.get(address).context["form"]
    return browser.post(address, {"once": form["once"].value(), "version": form.initial.get("version", ""), **said})


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


@pytest.mark.parametrize(("day", "said"), [
    (("1", "11", "2026"), "today or in the future"), (("24", "11", "2026"), "after the first one"), (("1", "1", "2037"), "within 90 days"),
])
def test_a_date_that_cannot_be_is_refused_and_stays_typed(client_of, hana, clock, day, said):
    typed = dict(zip(("until_day", "until_month", "until_year"), day, strict=True))
    answer = send(client_of(hana), f"/deadlines/{clock.uuid}/time/more/", **{**later(), **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{day[2]}"' in answer.content.decode()


def test_what_was_given_too_generously_is_set_right(client_of, hana, clock, as_now):
    browser, address = client_of(hana), f"/deadlines/{clock.uuid}/time/more/"
    send(browser, address, **later(day="13"), version="1")
    send(browser, address, **later(day="3"), version="2")
    assert as_now(clock).due_at == london("2026-12-03 17:00")


def test_two_at_once_are_not_both_right(client_of, hana, clock, as_now):
    browser, address = client_of(hana), f"/deadlines/{clock.uuid}/time/more/"
    send(browser, address, **later(day="13"), version="1")
    assert "has changed since you opened it" in send(browser, address, **later(day="3"), version="1").content.decode()
    assert as_now(clock).due_at == london("2026-12-13 17:00")


def test_what_ended_meanwhile_says_so(client_of, hana, clock, at):
    browser, address = client_of(hana), f"/deadlines/{clock.uuid}/time/more/"
    form = browser.get(address).context["form"]
    services.stop(clock.about, at=at, by=SYSTEM)
    answer = browser.post(address, {"once": form["once"].value(), "version": "1", **later()})
    assert answer.status_code == 422
    assert "already ended" in answer.content.decode()
    assert "It has ended" in browser.get(f"/deadlines/{clock.uuid}/time/").content.decode()


def test_whoever_stands_in_gives_themselves_nothing(client_of, report, begin, cast, hana, sasha, at):
    dossiers.add_party(report, sasha, parts.TRIAGER, by=SYSTEM, at=at, source="taken")
    row = begin("triage_normal")
    assert "Give more time" in client_of(hana).get(f"/deadlines/{row.uuid}/time/").content.decode()
    cover.say_away(sasha, first=at.date(), last=at.date(), deputy=hana, by=sasha, at=at)
    assert "Give more time" not in client_of(hana).get(f"/deadlines/{row.uuid}/time/").content.decode()


def test_what_nobody_took_on_is_everybody_s_to_do_and_nobody_s_to_put_off(client_of, begin, hana):
    row = begin("triage_normal")
    assert "Give more time" not in client_of(hana).get(f"/deadlines/{row.uuid}/time/").content.decode()


def test_let_go_it_reminds_nobody(client_of, hana, answer, as_now):
    browser, address = client_of(hana), f"/deadlines/{answer.uuid}/time/let-go/"
    form = browser.get(address).context["form"]
    sent = {"once": form["once"].value(), "reason": "overtaken"}
    assert browser.post(address, sent).url == browser.post(address, sent).url == "/deadlines/academy/"
    assert (as_now(answer).state, as_now(answer).next_rung_at) == ("waived", None)
    assert ClockEvent.objects.get(event="waive").by == hana


@pytest.mark.parametrize("kind", ["dsl_review", "triage_critical", "dpo_assess", "removal_contest_decision", "removal_verify"])
def test_what_keeps_somebody_safe_does_not_wait(kind):
    assert giving.cannot_extend(kind, "triager") == giving.cannot_waive(kind, "triager") == giving.NO_WAIT


@pytest.mark.parametrize("kind", ["triage_normal", "hearing_hold", "outcome_letter", "case_decision"])
def test_what_somebody_counts_on_is_put_off_and_not_let_go(kind):
    assert (giving.cannot_extend(kind, "triager"), giving.cannot_waive(kind, "triager")) == ("", giving.HAS_TO_BE)


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
