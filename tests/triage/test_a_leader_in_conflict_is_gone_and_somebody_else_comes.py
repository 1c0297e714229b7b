"""Stepping back ends access with the same step, the report goes past them, and whoever has to act instead is told (BEATS 19)."""

from datetime import timedelta

import pytest

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.messages.services import send_due
from foundation.people.models import Relation
from foundation.trail.selectors import totals
from reports.intake import rules as intake
from reports.intake.measures import deltas
from reports.intake.selectors import report_for
from reports.triage import offers, services
from reports.triage.models import Remark
from tests.told import told_once
from tests.triage import scene

HOUR = timedelta(hours=1)

@told_once
def report(teo, tam, at):
    return scene.sent(teo, tam, at=at)


def told(report, code):
    rows = Message.objects.filter(about=report.uuid, code=code).select_related("to")
    return {message.to.name.split()[0].lower() for message in rows}


def step_back(report, who, at, words="We are friends"):
    services.step_back(scene.fresh(report), words=words, by=who, at=at)


@pytest.mark.beats(19)
def test_who_declares_a_conflict_no_longer_sees_it(report, sasha, hana, at):
    assert services.claim(scene.fresh(report), conflict="We are friends", by=sasha, at=at, version=report.version) is None
    assert report_for(sasha, report.reference, at) is None
    assert offers.tasks(sasha, at).needs_me == offers.search(sasha, report.reference, at) == []
    assert report_for(hana, report.reference, at).dossier.tier == 2
    assert sealing.read_one(Remark.objects.get(report=report))["words_sealed"] == "We are friends"


def test_the_last_of_the_academy_brings_in_the_trust(report, sasha, hana, cleo, at):
    step_back(report, sasha, at)
    step_back(report, hana, at)
    assert report_for(cleo, report.reference, at).state == intake.SUBMITTED
    assert told(report, "report.waiting") == {"sasha", "hana", "cleo"}


def waiting_for(report, person):
    return Message.objects.filter(about=report.uuid, code="report.waiting", to=person)


@pytest.mark.parametrize("first", ["take it on", "look only"])
def test_who_was_told_on_arrival_learns_that_it_is_theirs_now(report, sasha, hana, at, first):
    send_due(at=at)
    if first == "take it on":
        scene.taken(report, sasha, at=at)
    step_back(report, sasha, at + HOUR)
    assert list(waiting_for(report, hana).order_by("pk").values_list("state", flat=True)) == ["sent", "queued"]
    assert waiting_for(report, sasha).count() == 1


def test_who_has_yet_to_get_the_first_mail_gets_no_second(report, sasha, hana, at):
    step_back(report, sasha, at)
    assert waiting_for(report, hana).count() == 1


def test_a_triager_who_steps_back_leaves_it_open_for_others(report, sasha, hana, at):
    scene.proposed(report, sasha, at=at)
    step_back(report, sasha, at)
    row = report_for(hana, report.reference, at)
    assert (row.state, row.proposed_at) == (intake.SUBMITTED, None)
    assert scene.taken(report, hana, at=at).state == intake.IN_TRIAGE


def test_a_head_who_steps_back_from_a_proposal_brings_in_the_chief_executive(report, sasha, hana, cleo, at):
    scene.proposed(report, sasha, at=at)
    step_back(report, hana, at)
    assert told(report, "case.proposed") == {"hana", "cleo"}
    assert report_for(cleo, report.reference, at)


def test_the_totals_follow_the_new_rung(report, sasha, at):
    step_back(report, sasha, at)
    for measure, academy, month, category, tier, amount in deltas([report.dossier]):
        assert totals(measure, by=("academy", "month", "category", "tier"))[academy, month, category, tier] >= amount
        assert totals(measure, by=("academy", "category", "tier")).get((academy, category, tier - 1), 0) == 0


def test_whoever_has_no_part_in_it_cannot_step_back(report, teo, tam, olu, at):
    for who in (teo, tam, olu):
        with pytest.raises(Refused, match="no part"):
            step_back(report, who, at)


def test_a_friend_of_the_person_never_sees_it(teo, tam, sasha, at):
    Relation.objects.create(person=sasha, other=tam, kind="friend", since=at.date())
    report = scene.sent(teo, tam, at=at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.claim(scene.fresh(report), conflict="", by=sasha, at=at, version=report.version)


@pytest.mark.parametrize("reporter", ["sasha", "hana"])
def test_whoever_reported_never_triages(cast, tam, at, reporter):
    report = scene.sent(cast[reporter], tam, at=at)
    with pytest.raises(Refused):
        services.claim(scene.fresh(report), conflict="", by=cast[reporter], at=at, version=report.version)


def test_the_subject_finds_nothing(teo, sasha, at):
    report = scene.sent(teo, sasha, at=at)
    assert offers.tasks(sasha, at).needs_me == offers.tasks(sasha, at).waiting == offers.search(sasha, report.reference, at) == []
    assert not Message.objects.filter(about=report.uuid, to=sasha).exists()


class TestNotThisPerson:
    @pytest.fixture
    def report(self, teo, tam, sasha, at):
        return scene.sent(teo, tam, at=at, out=[sasha])

    def let_in(self, report, by, at, reason="She is the only one who knows the class."):
        party = report.dossier.parties.get(part="not_this_person")
        return services.let_in(scene.fresh(report), party, reason=reason, by=by, at=at, version=scene.fresh(report).version)

    def test_the_next_rung_lets_them_in_with_a_reason(self, report, sasha, hana, at):
        assert report_for(sasha, report.reference, at) is None
        self.let_in(report, hana, at)
        assert report_for(sasha, report.reference, at)
        assert told(report, "report.bar_lifted") == {"teo"}
        assert Remark.objects.get(report=report, kind="let_in").by == hana

    def test_a_reason_is_needed(self, report, hana, at):
        with pytest.raises(Refused, match="reason"):
            self.let_in(report, hana, at, reason="no")

    def test_nobody_lets_in_somebody_of_their_own_rung(self, teo, tam, sasha, hana, at):
        report = scene.sent(teo, tam, at=at, out=[hana])
        with pytest.raises(Refused):
            self.let_in(report, sasha, at)


def test_critical_needs_hr_beside_the_head(report, sasha, rhys, hana, at):
    assert report_for(rhys, report.reference, at) is None
    scene.proposed(report, sasha, at=at, severity=4)
    assert told(report, "report.agree_wanted") == {"rhys"}
    assert scene.step("agree", report, rhys, at=at).agreed_at == at
    assert told(report, "report.agreed") == {"hana"}


@pytest.mark.parametrize("who", ["sasha", "hana"])
def test_only_hr_agrees(report, cast, sasha, at, who):
    scene.proposed(report, sasha, at=at, severity=4)
    with pytest.raises(Refused, match="belongs to somebody else"):
        scene.step("agree", report, cast[who], at=at)


def test_below_critical_hr_is_not_asked(report, sasha, rhys, at):
    scene.proposed(report, sasha, at=at, severity=3)
    assert report_for(rhys, report.reference, at) is None


def test_about_hr_somebody_above_who_did_not_propose_it_agrees(teo, rhys, cleo, chidi, at):
    report = scene.sent(teo, rhys, at=at)
    scene.proposed(report, cleo, at=at, severity=4)
    assert told(report, "report.agree_wanted") == {"chidi"}
    with pytest.raises(Refused, match="HR agrees"):
        scene.step("agree", report, cleo, at=at)
    assert scene.step("agree", report, chidi, at=at).agreed_at == at


def test_nobody_stands_in_for_hr_that_is_there(teo, hana, cleo, at):
    report = scene.sent(teo, hana, at=at)
    scene.proposed(report, cleo, at=at, severity=4)
    with pytest.raises(Refused, match="HR agrees"):
        scene.step("agree", report, cleo, at=at)
