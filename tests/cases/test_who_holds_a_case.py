"""Opened once and by whom; conflicts, stepping back, taking on; two people of one report; who is told at the end."""

import pytest

from cases.casefile import services
from cases.casefile.models import Case, Declaration
from cases.casefile.selectors import case_about, cases_for, concerned, manager_of, still_open
from cases.closing import services as closing
from cases.closing.rules import PROPORTIONALITY
from cases.investigation import services as investigation
from foundation.dossiers.rules import PARENT, Refused, Stale
from foundation.dossiers.selectors import dossiers_for, parties
from foundation.messages.models import Message
from foundation.trail.selectors import totals
from reports.intake.models import Report
from reports.intake.rules import Named
from reports.intake.selectors import own_reports, status_words
from tests.cases.story import (
    BRAND,
    DISREPUTE,
    about_tam,
    closed,
    decided,
    found,
    fresh,
    investigated,
    issued,
    opened,
    proposed,
    sent,
    told,
)
from tests.told import told_once


@told_once
def case(cast, at):
    return about_tam(cast, at)


@told_once
def report(cast, sasha, at):
    return proposed(sent(cast["teo"], cast["tam"], at=at), sasha, at=at)


def test_a_second_click_finds_the_case_that_is_there(report, hana, at):
    subject = concerned(report, at)[0]
    clauses = [one for one in report.policy_version.clauses.all() if one.code == BRAND]
    said = {"by": hana, "at": at, "clauses": clauses, "scope": "x", "conflict": ""}
    first, second = services.open_case(report, subject, **said), services.open_case(report, subject, **said)
    assert first == second == case_about(report, subject)
    assert (Case.objects.count(), totals("cases", by=())) == (1, {(): 1})


def test_each_person_of_a_report_has_their_own_case_and_the_reporter_hears_at_the_last(cast, hana, sasha, tam, at):
    report = proposed(sent(cast["teo"], tam, cast["sam"], at=at), sasha, at=at)
    first, second = opened(report, hana, at=at), opened(Report.objects.get(pk=report.pk), hana, at=at)
    assert {first.subject.person, second.subject.person} == {tam, cast["sam"]}
    for case, status in ((first, "Being looked at"), (second, "Finished")):
        closed(decided(found(investigated(case, cast, at), cast, at), cast, at), cast, at)
        assert [status_words(one) for one in own_reports(cast["teo"])] == [status]


@pytest.mark.parametrize(
    "first,sentence", [("sasha", "belongs to somebody else"), ("olu", "belongs to somebody else"), ("rhys", "belongs to somebody else")]
)
def test_who_may_not_open(report, cast, sasha, at, first, sentence):
    with pytest.raises(Refused, match=sentence):
        opened(report, cast[first], at=at)


def test_what_an_opening_needs(report, hana, at):
    for wrong, sentence in (({"conflict": None}, "conflict"), ({"codes": ("C7.5",)}, "advice alone"), ({"scope": ""}, "look into")):
        with pytest.raises(Refused, match=sentence):
            opened(report, hana, at=at, **wrong)
    assert not Case.objects.exists()


def test_possible_harm_stops_before_a_case(report, hana, at):
    Report.objects.filter(pk=report.pk).update(harm="possible")
    with pytest.raises(Refused, match="LADO come first"):
        opened(Report.objects.get(pk=report.pk), hana, at=at)


def test_a_critical_concern_needs_hr_s_agreement_too(cast, hana, sasha, at):
    report = proposed(sent(cast["teo"], cast["tam"], at=at), sasha, at=at, severity=4)
    with pytest.raises(Refused, match="agreement of HR"):
        opened(report, hana, at=at)
    Report.objects.filter(pk=report.pk).update(agreed_at=at)
    assert opened(Report.objects.get(pk=report.pk), hana, at=at).state == "SCOPING"


def test_the_policy_is_that_of_the_day_it_happened(case, at):
    assert case.incident_on == at.date()
    assert case.policy_version.effective_from <= case.incident_on


def test_a_head_with_a_conflict_steps_back_and_the_chief_executive_is_brought_in(report, hana, cleo, at):
    assert opened(report, hana, at=at, conflict="tam is my neighbour.") is None
    assert not dossiers_for(hana, at).filter(pk=report.dossier.pk).exists()
    assert list(Message.objects.filter(code="case.proposed").values_list("to__name", flat=True)) == ["Cleo Marchetti"]
    assert opened(report, cleo, at=at).state == "SCOPING"
    row = Declaration.objects.get(conflict=True)
    assert (row.person, b"neighbour" in bytes(row.words_sealed)) == (hana, False)


def test_stepping_back_from_a_case_brings_in_the_next_who_takes_it_on(case, hana, cleo, at):
    services.step_back(case, by=hana, at=at, words="I know the family.")
    assert not cases_for(hana, at).exists()
    assert list(cases_for(cleo, at)) == [case]
    assert Message.objects.filter(code="case.waiting").values_list("to__name", flat=True).get() == "Cleo Marchetti"
    services.take_on(case, by=cleo, at=at, version=fresh(case).version, conflict="")
    assert manager_of(case, at) == cleo


def test_an_investigator_who_steps_back_makes_room_for_the_next(case, cast, iona, hana, at):
    investigated(case, cast, at)
    services.step_back(case, by=iona, at=at, words="We were in the same choir.")
    assert not cases_for(iona, at).exists()
    investigation.appoint(case, cast["sid"], by=hana, at=at, version=fresh(case).version)
    assert case.appointments.get(answer="stood_down").person == iona


@pytest.mark.parametrize("first", ["teo", "tam", "olu", "dee", "gail", "chidi", "priya", "ada", "sasha"])
def test_whoever_has_no_part_sees_no_case(cast, at, first):
    about_tam(cast, at)
    assert not cases_for(cast[first], at).exists()


def test_a_head_who_reported_it_opens_and_sees_no_case(cast, hana, sasha, at):
    report = proposed(sent(hana, cast["tam"], at=at), sasha, at=at)
    with pytest.raises(Refused):
        opened(report, hana, at=at)
    assert not cases_for(hana, at).exists()
    assert [status_words(one) for one in own_reports(hana)] == ["Being looked at"]


def test_closing_names_what_is_open(case, cast, at):
    row = told(case, cast, at)
    decided(found(investigated(case, cast, at), cast, at), cast, at)
    assert still_open(case) == [f"removal request {row.reference} (asked for)"]
    with pytest.raises(Refused, match=f"Still open: removal request {row.reference}"):
        closed(case, cast, at)


def test_expression_is_weighed_before_it_is_decided(cast, hana, at):
    case = about_tam(cast, at, codes=(DISREPUTE,))
    found(investigated(case, cast, at), cast, at)
    with pytest.raises(Refused, match="proportionality"):
        decided(case, cast, at)
    with pytest.raises(Refused, match="what was done in comparable cases"):
        closing.weigh(case, by=hana, at=at, version=fresh(case).version, answers=dict.fromkeys(PROPORTIONALITY, "x") | {"comparable": ""})
    weighed = closing.weigh(case, by=hana, at=at, version=fresh(case).version, answers=dict.fromkeys(PROPORTIONALITY, "Weighed."))
    assert b"Weighed" not in bytes(weighed.harm_sealed)
    assert decided(case, cast, at).state == "INFORMAL_ACTION"


def test_a_parent_s_case_has_no_formal_way(cast, hana, at):
    report = sent(cast["teo"], at=at, outsiders=[Named(PARENT, name="Pat Lane")])
    case = opened(proposed(report, hana, at=at, codes=("C6.1P-d",)), hana, at=at, codes=("C6.1P-d",))
    found(investigated(case, cast, at), cast, at)
    assert parties(case.dossier, "subject", at).get().name_sealed is not None
    with pytest.raises(Refused, match="only for staff"):
        decided(case, cast, at, outcome="decide_formal")


def test_nothing_proven_cannot_become_formal(case, cast, at):
    found(investigated(case, cast, at), cast, at, finding="not_proven")
    with pytest.raises(Refused, match="cannot become formal"):
        decided(case, cast, at, outcome="decide_formal")


def test_an_overtaken_page_changes_nothing(case, cast, hana, at):
    services.tell(case, by=hana, at=at, version=0, how="phone")
    with pytest.raises(Stale):
        investigation.appoint(case, cast["iona"], by=hana, at=at, version=0)
    assert not case.appointments.exists()


def test_words_are_sealed_and_mails_carry_none(case, cast, at):
    issued(case, cast, at)
    for column in ("scope_sealed",):
        assert b"What the post shows" not in bytes(getattr(fresh(case), column))
    assert set(Message.objects.filter(dossier=case.dossier).values_list("code", flat=True)) == {"case.opened", "removal.asked"}


def test_past_hr_in_conflict_somebody_above_who_does_not_decide_advises(cast, cleo, chidi, ivo, rhys, at):
    case = opened(proposed(sent(cast["teo"], rhys, at=at), cleo, at=at), cleo, at=at)
    people = {**cast, "hana": cleo, "iona": ivo}
    found(investigated(case, people, at), people, at)
    assert list(Message.objects.filter(code="case.advice_wanted").values_list("to__name", flat=True)) == [chidi.name]
    with pytest.raises(Refused, match="HR advises"):
        decided(case, {**people, "rhys": cleo}, at)
    assert decided(case, {**people, "rhys": chidi}, at).state == "INFORMAL_ACTION"
