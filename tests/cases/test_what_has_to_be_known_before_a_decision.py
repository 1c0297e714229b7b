"""Thirteen questions about expression, whether it told of wrongdoing, comparable cases, one of five words (DOMAIN 3.1, 3.4, 5.6, 9.2)."""

import pytest

from cases.casefile.selectors import cases_for
from cases.closing import page, selectors, services
from cases.closing.models import Proportionality
from cases.closing.rules import PROPORTIONALITY
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.trail.selectors import events_of
from reports.concerns.models import SafeguardingRecord
from reports.intake.models import Report
from reports.triage.models import Weighing
from tests.cases.story import DISREPUTE, LONG, about_tam, closed, decided, found, fresh, investigated, later, opened, proposed, sent
from tests.told import told_once


@told_once
def case(cast, at):
    return found(investigated(about_tam(cast, at), cast, at), cast, at)


def decide(case, cast, at, **said):
    services.advise(case, by=cast["rhys"], at=at, version=fresh(case).version, advice="Act informally.")
    usual = {"outcome": "decide_informal", "intent": "inadvertent", "reason": LONG, "consistency": "None known.", "protected": "no"}
    return services.decide(case, by=cast["hana"], at=at, version=fresh(case).version, **usual | said)


def harmed(case, outcome=""):
    report = Report.objects.get(cases__case=case)
    Report.objects.filter(pk=report.pk).update(harm="advised")
    if outcome:
        SafeguardingRecord.objects.create(
            report=report, dossier=report.dossier, reference="S-2222-2222", state="OUTCOME", outcome=outcome, aware_at=report.submitted_at,
            state_since=report.submitted_at, reviewed_at=report.submitted_at,
        )  # fmt: skip


def test_all_thirteen_questions_are_asked_and_their_answers_sealed(cast, hana, at):
    case = found(investigated(about_tam(cast, at, codes=(DISREPUTE,)), cast, at), cast, at)
    assert len(PROPORTIONALITY) == 13
    answers = {name: f"Wendehals {name}" for name in PROPORTIONALITY}
    for name in PROPORTIONALITY:
        with pytest.raises(Refused, match="Answer"):
            services.weigh(case, by=hana, at=at, version=fresh(case).version, answers=answers | {name: ""})
    row = services.weigh(case, by=hana, at=at, version=fresh(case).version, answers=answers)
    assert dict(selectors.weighing_of(case)) == {question: f"Wendehals {name}" for name, question in PROPORTIONALITY.items()}
    assert not any(b"Wendehals" in bytes(getattr(Proportionality.objects.get(), f"{name}_sealed")) for name in PROPORTIONALITY)
    assert page.answers(case) == answers
    assert decided(case, cast, later(at), outcome="decide_formal").state == "FORMAL"
    assert row.pk


def test_nothing_is_done_about_somebody_for_telling_of_wrongdoing(case, cast, at):
    for outcome in ("decide_informal", "decide_formal"):
        with pytest.raises(Refused, match="telling of wrongdoing"):
            decide(case, cast, at, outcome=outcome, protected="yes", protected_words="They told of mould in the kitchen.")
    row = decide(case, cast, at, outcome="decide_no_case", protected="yes", protected_words="They told of mould in the kitchen.")
    assert sealing.read_one(row)["protected_sealed"] == "They told of mould in the kitchen."


def test_what_is_decided_beside_it_is_said(case, cast, at):
    with pytest.raises(Refused, match="what it tells of"):
        decide(case, cast, at, protected="apart")
    assert decide(case, cast, at, protected="apart", protected_words="The mould is one thing, the insult is another.").protected == "apart"


def test_it_is_compared_with_decided_cases_about_the_same_rule_behind_the_decider_s_own_door(case, cast, hana, at):
    first = decided(case, cast, at)
    report = proposed(sent(cast["teo"], cast["sam"], at=at), cast["sasha"], at=at)
    second = found(investigated(opened(report, hana, at=at), cast, at), cast, at)
    assert selectors.comparable(second, hana, at) == [first]
    assert selectors.comparable(second, cast["olu"], at) == []
    row = decide(second, cast, at)
    kept = sealing.read_one(row)["compared_sealed"]
    assert kept == f"{first.reference}: informal action, inadvertent, 23 November 2026"
    event = [one for one in events_of(row.dossier.uuid) if one.action == "case.decide_informal"][-1]
    assert event.ids == {"compared": 1}


def test_others_who_read_the_case_learn_of_no_other(case, cast, hana, iona, now, client_of):
    first = decided(case, cast, now)
    report = proposed(sent(cast["teo"], cast["sam"], at=now), cast["sasha"], at=now)
    second = found(investigated(opened(report, hana, at=now), cast, now), cast, now)
    decide(second, cast, now)
    assert cases_for(iona, now).filter(pk=second.pk).exists()
    read = {one: first.reference in client_of(one).get(f"/cases/{second.reference}/").content.decode() for one in (hana, iona)}
    assert read == {hana: True, iona: False}


def test_where_a_child_may_have_been_harmed_one_of_five_words_is_agreed(case, cast, at):
    harmed(case)
    with pytest.raises(Refused, match="agreed with the LADO"):
        decide(case, cast, at)
    assert decide(case, cast, at, word="unsubstantiated").outcome_word == "unsubstantiated"


def test_it_is_the_word_that_stands_in_the_safeguarding_record(case, cast, at):
    harmed(case, outcome="unfounded")
    with pytest.raises(Refused, match="Another word"):
        decide(case, cast, at, word="malicious")
    assert decide(case, cast, at, word="unfounded").outcome_word == "unfounded"


def test_elsewhere_no_word_is_kept(case, cast, at):
    assert decide(case, cast, at, word="malicious").outcome_word == ""


def test_what_had_to_do_with_a_child_is_kept_as_such(case, cast, hana, at):
    harmed(case)
    decide(case, cast, at, word="unsubstantiated")
    with pytest.raises(Refused, match="does not fit"):
        closed(case, cast, at)
    kept = services.close(case, by=hana, at=at, version=fresh(case).version, retention="child_protection", learning="Nothing.")
    assert (kept.state, kept.decision) == ("CLOSED", "INFORMAL_ACTION")


def test_the_page_asks_for_it(case, cast, hana, now, client_of):
    harmed(case, outcome="unfounded")
    services.advise(case, by=cast["rhys"], at=now, version=fresh(case).version, advice="Act informally.")
    browser, here = client_of(hana), f"/cases/{case.reference}/decide/"
    shown = browser.get(here)
    page = shown.content.decode()
    assert "No decided case about the same rules is open to you" in page
    assert shown.context["form"]["word"].value() == "unfounded"
    form = {name: shown.context["form"][name].value() for name in ("once", "version")}
    form |= {"outcome": "decide_informal", "intent": "inadvertent", "consistency": "None known.", "reason": LONG, "word": "unfounded"}
    refused = browser.post(here, form)
    assert (refused.status_code, "protected disclosure" in refused.content.decode()) == (422, True)
    assert browser.post(here, form | {"protected": "no"}).url == f"/cases/{case.reference}/"
    assert "Unfounded" in browser.get(f"/cases/{case.reference}/").content.decode()


@pytest.mark.parametrize("answer, said", [("", ""), ("no", "At triage: it is not."), ("unsure", "At triage: nobody was sure.")])
def test_what_was_answered_at_triage_is_shown(case, hana, now, answer, said):
    Weighing.objects.update_or_create(report=Report.objects.get(cases__case=case), defaults={"protected": answer})
    assert page.before_deciding(case, hana, now)["said_at_triage"] == said

