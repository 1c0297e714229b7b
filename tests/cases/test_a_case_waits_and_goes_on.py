"""On hold and on again: clocks that may wait do, others do not; nobody is told more; it goes on where it was (DOMAIN 8.1, 9.2)."""

from datetime import date, timedelta

import pytest

from cases.casefile import services
from cases.casefile.models import Case, Hold
from cases.casefile.rules import HOLDABLE
from cases.investigation import services as investigation
from foundation.deadlines.models import Deadline
from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.trail.selectors import events_of
from reports.intake.models import Report
from tests.cases.story import LONG, about_tam, decided, drafted, found, fresh, investigated, issued
from tests.told import told_once

WEEK = timedelta(days=7)  # five working days


def held(case, hana, at, reason="police"):
    return services.hold(case, reason=reason, words=LONG, by=hana, at=at, version=fresh(case).version)


def released(case, hana, at):
    return services.release(case, advice="DC Shaw says we may go on.", by=hana, at=at, version=fresh(case).version)


STATES = dict.fromkeys(HOLDABLE)
STATES["SCOPING"] = lambda case, cast, at: case
STATES["INVESTIGATING"] = investigated
STATES["DECISION_PENDING"] = lambda case, cast, at: found(investigated(case, cast, at), cast, at)
STATES["FORMAL"] = lambda case, cast, at: decided(STATES["DECISION_PENDING"](case, cast, at), cast, at, outcome="decide_formal")


@told_once
def case(cast, at):
    return investigated(about_tam(cast, at), cast, at)


@pytest.mark.parametrize("state", HOLDABLE)
def test_it_goes_on_where_it_was(cast, hana, at, state):
    case = STATES[state](about_tam(cast, at), cast, at)
    waits = held(case, hana, at)
    assert (waits.state, waits.held_from, waits.stage) == ("HELD", state, state)
    back = released(case, hana, at + WEEK)
    assert (back.state, back.held_from) == (state, "")


def test_a_clock_that_may_wait_gets_the_working_days_it_waited(case, hana, at):
    assert running(case.uuid, "investigation_report").due_at.date() == date(2026, 12, 21)
    held(case, hana, at)
    assert running(case.uuid, "investigation_report").state == "paused"
    released(case, hana, at + WEEK)
    assert running(case.uuid, "investigation_report").due_at.date() == date(2026, 12, 30)  # five working days, past Christmas


def test_one_that_may_not_runs_on(cast, hana, at):
    case = investigated(about_tam(cast, at, child="yes"), cast, at)
    due = running(case.uuid, "investigation_report_sg").due_at
    held(case, hana, at)
    clock = running(case.uuid, "investigation_report_sg")
    assert (clock.state, clock.due_at) == ("running", due)


def test_somebody_looks_again_every_ten_working_days(cast, hana, at):
    case = held(about_tam(cast, at), hana, at)
    first = running(case.uuid, "hold_review").due_at
    services.review_hold(case, words=LONG, by=hana, at=at + WEEK, version=case.version)
    assert first == at.replace(hour=17) + 2 * WEEK
    assert running(case.uuid, "hold_review").due_at == at.replace(hour=17) + 4 * WEEK
    released(case, hana, at + 2 * WEEK)
    assert last(case.uuid, "hold_review").state == "stopped"


def test_whoever_investigates_is_told_that_it_rests_and_the_person_nothing(case, hana, iona, at):
    before = Message.objects.exclude(to=iona).count()
    held(case, hana, at)
    released(case, hana, at + WEEK)
    assert list(Message.objects.filter(to=iona, code__in=("case.held", "case.released")).values_list("code", flat=True)) == [
        "case.held",
        "case.released",
    ]
    assert Message.objects.exclude(to=iona).count() == before


def test_nobody_tells_the_person_while_it_lasts(cast, hana, at):
    case = about_tam(cast, at)
    draft = drafted(case, cast, at)
    held(case, hana, at, reason="agreed")
    with pytest.raises(Refused, match="can no longer be done"):
        services.tell(case, by=hana, at=at, version=fresh(case).version, how="phone")
    with pytest.raises(Refused, match="on hold"):
        issued(case, cast, at)
    assert type(draft).objects.get(pk=draft.pk).state == "DRAFT"


@pytest.mark.parametrize("reason, asked", [("police", False), ("lado", False), ("sickness", True), ("agreed", True)])
def test_whoever_knows_already_is_asked_unless_the_police_or_the_lado_go_first(case, cast, hana, at, reason, asked):
    held(case, hana, at, reason=reason)
    if asked:
        assert issued(case, cast, at).state == "ISSUED"
    else:
        with pytest.raises(Refused, match="on hold"):
            issued(case, cast, at)


def test_whoever_was_asked_to_investigate_can_only_say_no(cast, hana, iona, at):
    case = about_tam(cast, at)
    row = investigation.appoint(case, iona, by=hana, at=at, version=fresh(case).version)
    held(case, hana, at)
    with pytest.raises(Refused, match="can no longer be done"):
        investigation.answer(row, by=iona, at=at, answer="accepted", conflict="")
    assert investigation.answer(row, by=iona, at=at, answer="declined", conflict="").answer == "declined"


def test_what_was_found_stays_the_investigator_s(case, cast, hana, rhys, at, client_of):
    said = {"finding": "proven", "reason": f"Wendehals. {LONG}", "version": fresh(case).version}
    investigation.find(case.allegations.get(), by=cast["iona"], at=at, **said)
    held(case, hana, at)
    assert "Wendehals" not in client_of(rhys).get(f"/cases/{case.reference}/investigation/").content.decode()


def test_why_and_on_what_advice_is_sealed_and_stands_on_the_page(cast, hana, at, client_of):
    case = held(about_tam(cast, at), hana, at)
    services.review_hold(case, words="They need another fortnight, says DC Shaw.", by=hana, at=at + WEEK, version=case.version)
    released(case, hana, at + 2 * WEEK)
    page = client_of(hana).get(f"/cases/{case.reference}/").content.decode()
    assert all(words in page for words in ("nothing speaks against it", "another fortnight", "we may go on", "because of the police"))
    row = Hold.objects.get()
    assert b"Shaw" not in bytes(row.advice_sealed)
    assert sealing.read_one(row)["advice_sealed"] == "DC Shaw says we may go on."
    assert [event.action for event in events_of(case.dossier.uuid)][-3:] == ["case.hold", "case.review_hold", "case.release"]


def test_the_pages_do_it(cast, hana, now, client_of):
    case = about_tam(cast, now)
    browser, here = client_of(hana), f"/cases/{case.reference}/"

    def send(page, **typed):
        shown = browser.get(f"{here}{page}/").context["form"]
        once = {"once": shown["once"].value(), "version": shown["version"].value()}
        return browser.post(f"{here}{page}/", once | typed)

    assert send("hold", reason="police", words=LONG).url == here
    page = browser.get(here).content.decode()
    assert "On hold" in page
    assert "Tell the person" not in page
    assert "Ask for something to be removed" not in page
    assert send("review-hold", words=LONG).url == here
    assert send("release", advice="They are done.").url == here
    assert Case.objects.get(pk=case.pk).state == "SCOPING"


def test_it_waits_on_the_manager_s_first_page(cast, hana, now, client_of):
    held(about_tam(cast, now), hana, now)
    assert "Look again whether the case has to wait" in client_of(hana).get("/").content.decode()


def test_a_second_hold_is_none(cast, hana, at):
    case = held(about_tam(cast, at), hana, at)
    with pytest.raises(Refused, match="can no longer be done"):
        held(case, hana, at)
    assert Deadline.objects.filter(about=case.uuid, kind="hold_review").count() == 1


def test_where_the_lado_decides_first_after_all_the_page_says_so_until_it_waits(cast, hana, now, client_of):
    case = about_tam(cast, now)
    Report.objects.filter(cases__case=case).update(harm="possible")
    browser, here, said = client_of(hana), f"/cases/{case.reference}/", "The LADO or the police decide first"
    assert said in browser.get(here).content.decode()
    held(case, hana, now, reason="lado")
    assert said not in browser.get(here).content.decode()
