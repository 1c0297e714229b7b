"""Not needed, ended early, given back: what was found stays, the clocks are right, whoever investigates is told (DOMAIN 9.2)."""

from datetime import timedelta

import pytest

from cases.casefile.selectors import investigator_of, still_open
from cases.closing import services as closing
from cases.closing.rules import PROPORTIONALITY
from cases.investigation import services as investigation
from cases.investigation.models import Turn
from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import dossiers_for
from foundation.messages.models import Message
from reports.intake.models import Report
from tests.cases.story import DISREPUTE, LONG, about_tam, closed, decided, found, fresh, investigated, later
from tests.told import told_once


def said(case, hana, at, reason=LONG):
    return {"reason": reason, "by": hana, "at": at, "version": fresh(case).version}


def told(person, code):
    return Message.objects.filter(to=person, code=code).exists()


@told_once
def case(cast, at):
    return about_tam(cast, at)


def test_no_investigation_is_needed_and_whoever_was_asked_is_told(case, hana, iona, at):
    investigation.appoint(case, iona, by=hana, at=at, version=fresh(case).version)
    case = closing.not_needed(case, **said(case, hana, at))
    assert (case.state, case.decided_at, still_open(case)) == ("NO_CASE", at, [])
    assert [last(case.uuid, kind).state for kind in ("io_appoint", "subject_notify")] == ["stopped", "stopped"]
    assert told(iona, "case.no_longer_asked")
    assert closing.close(case, by=hana, at=at, version=case.version, retention="no_breach", learning="Nothing.").state == "CLOSED"


def test_whoever_accepted_already_has_no_part_any_more(case, hana, iona, at):
    row = investigation.appoint(case, iona, by=hana, at=at, version=fresh(case).version)
    investigation.answer(row, by=iona, at=at, answer="accepted", conflict="")
    closing.not_needed(case, **said(case, hana, later(at)))
    assert investigator_of(case, later(at)) is None
    assert not dossiers_for(iona, later(at)).filter(pk=case.dossier.pk).exists()


def test_where_a_child_may_have_been_harmed_the_lado_comes_first(case, hana, at):
    Report.objects.filter(cases__case=case).update(harm="possible")
    with pytest.raises(Refused, match="LADO"):
        closing.not_needed(case, **said(case, hana, at))


def test_ended_early_nobody_has_met_its_clock_and_what_was_found_stays(cast, hana, iona, rhys, at):
    case = investigated(about_tam(cast, at), cast, at)
    row = case.allegations.get()
    investigation.find(row, by=iona, at=at, version=fresh(case).version, finding="partly", reason=LONG)
    case = investigation.discontinue(case, **said(case, hana, at, "The account turned out to be somebody else's."))
    assert (case.state, last(case.uuid, "investigation_report").state) == ("DECISION_PENDING", "stopped")
    assert running(case.uuid, "case_decision")
    assert still_open(case) == []
    assert (told(iona, "case.discontinued"), told(rhys, "case.advice_wanted")) == (True, True)
    words = sealing.read_one(Turn.objects.get())
    assert (words["reason_sealed"], LONG in words["findings_sealed"]) == ("The account turned out to be somebody else's.", True)


def test_without_a_report_it_cannot_become_formal(cast, hana, iona, at):
    case = investigated(about_tam(cast, at), cast, at)
    investigation.find(case.allegations.get(), by=iona, at=at, version=fresh(case).version, finding="proven", reason=LONG)
    investigation.discontinue(case, **said(case, hana, at))
    with pytest.raises(Refused, match="ended early"):
        decided(case, cast, at, outcome="decide_formal")
    assert closed(decided(case, cast, at), cast, at).state == "CLOSED"


def test_given_back_the_clocks_begin_anew_and_hr_advises_again(cast, hana, iona, rhys, at):
    case = found(investigated(about_tam(cast, at), cast, at), cast, at)
    closing.advise(case, by=rhys, at=at, version=fresh(case).version, advice="Too thin.")
    then = at + timedelta(days=2)
    case = investigation.return_report(case, **said(case, hana, then, "Ask sam, who took the picture, when that was."))
    assert (case.state, case.advised_at) == ("INVESTIGATING", None)
    assert (last(case.uuid, "case_decision").state, running(case.uuid, "investigation_report").started_at) == ("stopped", then)
    assert running(case.uuid, "investigation_progress")
    assert told(iona, "case.returned")
    assert still_open(case) == ["investigation  (running again)"]
    words = sealing.read_one(Turn.objects.get())
    assert (words["summary_sealed"], words["advice_sealed"]) == ("tam wrote it.", "Too thin.")
    with pytest.raises(Refused, match="HR has not"):
        closing.decide(
            found(case, cast, then), by=hana, at=then, version=fresh(case).version, outcome="decide_informal", intent="inadvertent",
            reason=LONG, consistency="None known.", protected="no"
        )  # fmt: skip


def test_what_waited_to_be_decided_is_not_mailed_any_more(cast, hana, at):
    case = found(investigated(about_tam(cast, at), cast, at), cast, at)
    investigation.return_report(case, **said(case, hana, at))
    waits = Message.objects.filter(code__in=("case.advice_wanted", "case.decision_due")).exclude(state="cancelled")
    assert not waits.exists()


def test_a_report_that_comes_back_is_weighed_anew(cast, hana, at):
    case = found(investigated(about_tam(cast, at, codes=(DISREPUTE,)), cast, at), cast, at)
    closing.weigh(case, by=hana, at=at, version=fresh(case).version, answers=dict.fromkeys(PROPORTIONALITY, "Weighed."))
    investigation.return_report(case, **said(case, hana, at))
    found(case, cast, later(at))
    with pytest.raises(Refused, match="proportionality"):
        decided(case, cast, later(at))


def test_the_pages_do_it_and_show_what_had_been_found(cast, hana, iona, now, client_of):
    case = found(investigated(about_tam(cast, now), cast, now), cast, now)
    browser, here = client_of(hana), f"/cases/{case.reference}/"
    for page, reason, state in (
        ("return-report", "Wendehals: ask sam when it was.", "INVESTIGATING"),
        ("discontinue", "Ziegenmelker: nobody remembers any more.", "DECISION_PENDING"),
    ):
        shown = browser.get(f"{here}{page}/").context["form"]
        form = {"once": shown["once"].value(), "version": shown["version"].value(), "reason": reason}
        assert browser.post(f"{here}{page}/", form).url == here
        assert fresh(case).state == state
    report = client_of(iona).get(f"{here}investigation/").content.decode()
    assert all(words in report for words in ("Wendehals", "Ziegenmelker", "tam wrote it."))
    decide = browser.get(f"{here}decide/").content.decode()
    assert "Ziegenmelker" in decide
