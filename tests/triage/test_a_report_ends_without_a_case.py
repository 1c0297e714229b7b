"""No breach, settled, passed on, void: each with its guards, and for the reporter only that it is finished (DOMAIN 9.1)."""

from datetime import timedelta

import pytest

from assurance.recount import differences
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.people.models import Placement
from foundation.trail.selectors import totals
from reports.intake import rules as intake
from reports.intake.selectors import status_words
from reports.triage.models import Agreement, Outcome
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


@told_once
def report(teo, tam, sasha, at):
    sent = scene.sent(teo, tam, at=at)
    scene.ready(sent, sasha, at=at)
    return sent


@told_once
def contact(teo, tam, sasha, at):
    sent = scene.sent(teo, tam, at=at)
    scene.ready(sent, sasha, at=at, codes=(scene.CONTACT,))
    return sent


def passed(report, by, *, at, **changed):
    given = {"passed_to": "police", "passed_on": at.date(), "reference": "Kolibri 7", "rationale": scene.REASON}
    return scene.step("refer", report, by, at=at, **given | changed)


def test_what_is_settled_is_finished_and_says_what_was_agreed(report, sasha, at):
    settled = scene.step("settle", report, sasha, at=at, rationale=scene.REASON)
    assert (settled.state, status_words(settled), scene.told(report, "report.finished")) == ("INFORMAL_RESOLVED", "Finished", {"teo"})
    assert sealing.read_one(report.outcomes.get())["words_sealed"] == scene.REASON
    assert not scene.fresh(report).dossier.open


def test_what_is_passed_on_keeps_to_whom_when_and_a_sealed_reference(report, sasha, at):
    assert passed(report, sasha, at=at).state == "REFERRED_OUT"
    outcome = Outcome.objects.get(report=report)
    assert (outcome.passed_to, outcome.passed_on) == ("police", at.date())
    assert sealing.read_one(outcome)["reference_sealed"] == "Kolibri 7"
    assert b"Kolibri" not in bytes(outcome.reference_sealed)


@pytest.mark.parametrize("changed, said", [({"passed_to": "nobody"}, "Choose whom"), ({"passed_on": None}, "which day")])
def test_to_nobody_or_never_is_not_passed_on(report, sasha, at, changed, said):
    with pytest.raises(Refused, match=said):
        passed(report, sasha, at=at, **changed)


def test_nobody_passes_anything_on_tomorrow(report, sasha, at):
    with pytest.raises(Refused, match="still to come"):
        passed(report, sasha, at=at, passed_on=(at + DAY).date())


class TestTheSafeguardingLeadAgrees:
    @pytest.mark.parametrize("name", ["no_breach", "settle"])
    def test_before_a_report_with_such_a_rule_ends(self, contact, sasha, at, name):
        with pytest.raises(Refused, match="ask the safeguarding lead first"):
            scene.step(name, contact, sasha, at=at, rationale=scene.REASON)

    def test_and_then_it_can(self, contact, sasha, dee, at):
        scene.step("ask_lead", contact, sasha, at=at, reason=scene.REASON)
        assert scene.told(contact, "report.lead_wanted") == {"dee"}
        scene.step("concur", contact, dee, at=at, agreed=True, reason=scene.REASON)
        assert scene.told(contact, "report.agreement_answered") == {"sasha"}
        assert scene.step("no_breach", contact, sasha, at=at, rationale=scene.REASON).state == "NO_BREACH"

    def test_a_no_is_no_agreement_and_can_be_asked_anew(self, contact, sasha, dee, at):
        for _ in range(2):
            scene.step("ask_lead", contact, sasha, at=at, reason=scene.REASON)
            scene.step("concur", contact, dee, at=at, agreed=False, reason=scene.REASON)
        with pytest.raises(Refused, match="ask the safeguarding lead first"):
            scene.step("settle", contact, sasha, at=at, rationale=scene.REASON)

    def test_to_these_rules_and_no_others(self, contact, sasha, dee, at):
        scene.step("ask_lead", contact, sasha, at=at, reason=scene.REASON)
        scene.step("concur", contact, dee, at=at, agreed=True, reason=scene.REASON)
        scene.step("choose_clauses", contact, sasha, at=at, codes=["C7.3g"])
        with pytest.raises(Refused, match="ask the safeguarding lead first"):
            scene.step("no_breach", contact, sasha, at=at, rationale=scene.REASON)

    def test_where_all_of_them_are_in_conflict_somebody_more_senior_does(self, contact, cast, sasha, cleo, at):
        Placement.objects.filter(role__in=("DSL", "DEPUTY_DSL", "TRUST_SG")).update(until=at - DAY)
        scene.step("ask_lead", contact, sasha, at=at, reason=scene.REASON)
        assert scene.told(contact, "report.lead_wanted") == {"cleo"}
        assert scene.step("concur", contact, cleo, at=at, agreed=True, reason=scene.REASON)

    def test_nobody_is_asked_where_no_such_rule_is_chosen(self, report, sasha, at):
        with pytest.raises(Refused, match="nobody has to agree"):
            scene.step("ask_lead", report, sasha, at=at, reason=scene.REASON)


class TestASecondPersonConfirmsThatItIsVoid:
    @pytest.fixture
    def proposed(self, teo, tam, sasha, at):
        report = scene.sent(teo, tam, at=at)
        scene.taken(report, sasha, at=at)
        return scene.step("propose_void", report, sasha, at=at, reason=scene.REASON)

    def test_another_leader_does(self, proposed, hana, at):
        assert scene.told(proposed, "report.second_wanted") == {"hana"}
        assert scene.step("void", proposed, hana, at=at, reason=scene.REASON).state == "VOID"

    @pytest.mark.beats(8)
    def test_never_whoever_proposed_it(self, proposed, sasha, at):
        with pytest.raises(Refused, match="Somebody else than whoever proposed it"):
            scene.step("void", proposed, sasha, at=at, reason=scene.REASON)

    def test_or_keeps_it(self, proposed, hana, sasha, at):
        kept = scene.step("keep", proposed, hana, at=at, reason=scene.REASON)
        assert (kept.state, scene.told(kept, "report.agreement_answered")) == (intake.IN_TRIAGE, {"sasha"})
        with pytest.raises(Refused, match="Nobody has proposed"):
            scene.step("void", kept, hana, at=at, reason=scene.REASON)

    def test_then_it_counts_nowhere(self, teo, tam, sasha, hana, at):
        before = totals("reports")
        report = scene.sent(teo, tam, at=at)
        scene.taken(report, sasha, at=at)
        scene.step("propose_void", report, sasha, at=at, reason=scene.REASON)
        scene.step("void", report, hana, at=at, reason=scene.REASON)
        assert {key: n for key, n in totals("reports").items() if n} == {key: n for key, n in before.items() if n}
        assert differences() == []

    def test_a_case_that_is_proposed_instead_overtakes_it(self, proposed, sasha, at):
        scene.step("hand_back", proposed, sasha, at=at)
        assert Agreement.objects.get(report=proposed).lapsed_at == at
