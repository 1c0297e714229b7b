"""A yes or a doubt stops triage, brings in the safeguarding lead past every conflict, and stays until they lift it (KCSIE Part 4)."""

import pytest

from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import recuse
from foundation.messages.models import Message
from foundation.people.models import Relation
from foundation.trail.selectors import events_of
from reports.concerns import rules
from reports.concerns.models import BreachRecord, SafeguardingRecord
from reports.concerns.services import bring_in, review
from reports.intake import rules as intake
from reports.intake.selectors import report_for
from reports.triage import offers
from tests.told import told_once
from tests.triage import scene

FIRST = "The designated safeguarding lead and the LADO come first"


@told_once
def report(teo, tam, at):
    return scene.sent(teo, tam, at=at)


def told(report, code="report.safeguarding"):
    rows = Message.objects.filter(about=report.uuid, code=code).select_related("to")
    return {message.to.name.split()[0].lower() for message in rows}


def flagged(report, by, at, **answers):
    scene.taken(report, by, at=at)
    return scene.screened(report, by, at=at, **(answers or {"risk": "unsure"}))


def test_what_the_safeguarding_lead_was_told_of_is_on_her_front_page(teo, tam, sasha, dee, at):
    report = scene.sent(teo, tam, at=at, child="yes")
    assert [row.reference for row in offers.tasks(dee, at).waiting] == [report.reference]
    flagged(report, sasha, at)
    assert [row.reference for row in offers.tasks(dee, at).needs_me] == [report.reference]
    assert offers.tasks(dee, at).waiting == []


@pytest.mark.parametrize("limb", list(rules.LIMBS))
@pytest.mark.parametrize("answer, harm", [("yes", "possible"), ("unsure", "possible"), ("no", "no")])
def test_each_limb_alone_decides(limb, answer, harm):
    assert rules.harm_of({**scene.NO_HARM, limb: answer}) == harm


def test_an_open_question_is_no_answer():
    assert rules.harm_of({"harmed": "no"}) == ""


def test_a_doubt_tells_the_safeguarding_lead_at_once(report, sasha, dee, dot, at):
    assert flagged(report, sasha, at).harm == intake.POSSIBLE
    assert told(report) == {"dee", "dot"}
    assert {row.urgency for row in Message.objects.filter(about=report.uuid, code="report.safeguarding")} == {"urgent"}
    record = SafeguardingRecord.objects.get(report=report)
    assert record.state == rules.FLAGGED
    assert running(record.uuid, "dsl_review")
    assert running(record.uuid, "lado_referral").owner == "case_manager,triager"
    assert report_for(dee, report.reference, at)


@pytest.mark.parametrize("move", ["propose", "no_breach"])
def test_nothing_is_decided_before_them(report, sasha, at, move):
    scene.ready(report, sasha, at=at, offence="yes")
    with pytest.raises(Refused, match=FIRST):
        scene.step(move, report, sasha, at=at, rationale=scene.REASON)


def test_about_the_safeguarding_lead_it_goes_past_her(teo, dee, hana, at):
    report = scene.sent(teo, dee, at=at)
    flagged(report, hana, at)
    assert told(report) == {"dot"}
    assert report_for(dee, report.reference, at) is None


def test_past_both_it_goes_to_the_trust(teo, tam, dee, dot, sasha, tariq, at):
    for lead in (dee, dot):
        Relation.objects.create(person=lead, other=tam, kind="friend", since=at.date())
    report = scene.sent(teo, tam, at=at)
    flagged(report, sasha, at)
    assert told(report) == {"tariq"}


@pytest.mark.parametrize("about, triager", [("hana", "cleo"), ("rhys", "cleo")])
def test_about_a_head_or_the_trust_s_staff_the_trust_s_lead(teo, cast, at, about, triager):
    report = scene.sent(teo, cast[about], at=at)
    flagged(report, cast[triager], at)
    assert told(report) == {"tariq"}


def test_about_the_chief_executive_it_stays_with_the_board(teo, cleo, chidi, tariq, at):
    report = scene.sent(teo, cleo, at=at)
    flagged(report, chidi, at)
    assert told(report) == set()
    assert report_for(tariq, report.reference, at) is None


def test_an_answer_taken_back_does_not_lift_the_flag(report, sasha, at):
    flagged(report, sasha, at)
    assert scene.screened(report, sasha, at=at).harm == intake.POSSIBLE
    assert [event.ids.get("risk") for event in events(report, "safeguarding.answered")] == ["unsure", "no"]


def events(report, action):
    return list(events_of(report.dossier.uuid).filter(action=action))


def test_the_safeguarding_lead_lifts_it(report, sasha, dee, at):
    scene.ready(report, sasha, at=at, risk="unsure")
    record = review(SafeguardingRecord.objects.get(report=report), outcome="clear", reason=scene.REASON, by=dee, at=at)
    assert record.state == rules.NOT_SAFEGUARDING
    assert sealing.read_one(record)["review_sealed"] == scene.REASON
    assert last(record.uuid, "dsl_review").state == "met"
    assert told(report, "report.safeguarding_reviewed") == {"sasha"}
    assert scene.step("propose", report, sasha, at=at, rationale=scene.REASON).proposed_at


def test_what_is_new_flags_it_again(report, sasha, dee, at):
    flagged(report, sasha, at)
    review(SafeguardingRecord.objects.get(report=report), outcome="clear", reason=scene.REASON, by=dee, at=at)
    assert scene.screened(report, sasha, at=at, risk="unsure").harm == "no"
    assert scene.screened(report, sasha, at=at, risk="yes").harm == "possible"
    assert SafeguardingRecord.objects.get(report=report).state == rules.FLAGGED
    assert Message.objects.filter(about=report.uuid, code="report.safeguarding", to=dee).count() == 2


def test_consulting_the_lado_keeps_it_stopped(report, sasha, dee, at):
    scene.ready(report, sasha, at=at, risk="yes")
    review(SafeguardingRecord.objects.get(report=report), outcome="consult", reason=scene.REASON, by=dee, at=at)
    with pytest.raises(Refused, match=FIRST):
        scene.step("propose", report, sasha, at=at, rationale=scene.REASON)


def test_a_triager_cannot_lift_it(report, sasha, at):
    flagged(report, sasha, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        review(SafeguardingRecord.objects.get(report=report), outcome="clear", reason=scene.REASON, by=sasha, at=at)


def test_only_the_triager_answers(report, sasha, hana, at):
    scene.taken(report, sasha, at=at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        scene.screened(report, hana, at=at)


def test_a_lead_who_steps_back_is_replaced(report, sasha, dee, dot, tariq, at):
    flagged(report, sasha, at)
    for lead in (dee, dot):
        recuse(report.dossier, lead, by=lead, at=at)
    bring_in(report, by=dot, at=at)
    assert told(report) == {"dee", "dot", "tariq"}
    assert report_for(tariq, report.reference, at)


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_personal_data_brings_in_the_data_protection_officer(report, sasha, priya, at, answer):
    scene.taken(report, sasha, at=at)
    assert scene.screened(report, sasha, at=at, breach=answer).breach == intake.POSSIBLE
    record = BreachRecord.objects.get(report=report)
    assert running(record.uuid, "dpo_assess").owner == "DPO"
    assert told(report, "report.breach") == {"priya"}
    assert report_for(priya, report.reference, at)


def test_a_data_protection_officer_in_conflict_is_passed(teo, priya, cleo, chidi, at):
    report = scene.sent(teo, priya, at=at)
    scene.taken(report, cleo, at=at)
    scene.screened(report, cleo, at=at, breach="yes")
    assert report_for(priya, report.reference, at) is None
    assert running(BreachRecord.objects.get(report=report).uuid, "dpo_assess")


@pytest.mark.parametrize("answers", [{"harmed": "perhaps"}, {"harmed": ""}, {"breach": "YES"}])
def test_only_the_three_answers(answers):
    with pytest.raises(Refused):
        rules.check_answers(answers)
