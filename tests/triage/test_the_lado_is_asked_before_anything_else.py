"""Possible harm goes to the LADO: what they say is written down, and decides whether the trust may act (KCSIE Part 4; DOMAIN 3.1, 9.2)."""

from datetime import timedelta

import pytest

from cases.removals import services as removals
from cases.removals.rules import WAIT_FOR_ADVICE
from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.trail.selectors import events_of
from reports.concerns import rules, services
from reports.concerns.models import Contact, SafeguardingRecord
from reports.concerns.selectors import removal_waits
from reports.intake import rules as intake
from tests.cases import story
from tests.told import told_once
from tests.triage import scene

ADVICE = "The trust looks into it itself and tells us."
SAID = {"whom": "lado", "spoken_with": "Zilpzalp of the council", "advice": ADVICE, "restricted": "no", "removal": "yes"}


@told_once
def report(teo, tam, sasha, at):
    report = scene.sent(teo, tam, at=at)
    scene.ready(report, sasha, at=at, risk="yes")
    return report


@told_once
def record(report, dee, at):
    return services.review(SafeguardingRecord.objects.get(report=report), outcome="consult", reason=scene.REASON, by=dee, at=at)


def contact(record, by, at, answer="advice", **changed):
    return services.contact(record, answer=answer, by=by, at=at, **{"spoken_at": at} | SAID | changed)


def test_on_their_advice_the_trust_may_act_and_has_three_days(report, record, sasha, dee, at):
    contact(record, dee, at)
    assert scene.fresh(report).harm == intake.ADVISED
    assert last(record.uuid, "lado_referral").state == "met"
    assert running(report.uuid, "lado_no_pursue_action")
    assert scene.step("propose", report, sasha, at=at, rationale=scene.REASON).proposed_at


@pytest.mark.parametrize("answer", ["strategy", "police"])
def test_while_others_decide_first_nothing_is_decided_here(report, record, sasha, dee, at, answer):
    contact(record, dee, at, answer=answer)
    with pytest.raises(Refused, match="come first"):
        scene.step("propose", report, sasha, at=at, rationale=scene.REASON)
    assert running(report.uuid, "lado_no_pursue_action") is None


def test_what_they_said_is_sealed_and_read_by_few(report, record, dee, hana, sasha, olu, at, now, client_of):
    contact(record, dee, at)
    row = Contact.objects.get()
    assert sealing.read_one(row)["with_sealed"] == SAID["spoken_with"]
    page = {one: client_of(one).get(f"/triage/{report.reference}/").content.decode() for one in (dee, hana, sasha)}
    assert [SAID["spoken_with"] in page[one] for one in (dee, hana, sasha)] == [True, True, False]


def test_a_time_to_come_is_refused(record, dee, at):
    with pytest.raises(Refused, match="still to come"):
        contact(record, dee, at, spoken_at=at + timedelta(hours=1))


def test_the_police_before_the_lado_leaves_the_lado_to_be_asked(report, dee, at):
    record = services.review(SafeguardingRecord.objects.get(report=report), outcome="call_police", reason=scene.REASON, by=dee, at=at)
    assert record.state == rules.POLICE
    assert running(record.uuid, "lado_referral")
    assert scene.fresh(report).harm == intake.POSSIBLE


def test_below_the_threshold_triage_goes_on(report, sasha, dee, at):
    services.review(SafeguardingRecord.objects.get(report=report), outcome="below", reason=scene.REASON, by=dee, at=at)
    assert scene.fresh(report).harm == "no"


def test_it_ends_with_one_of_five_words(record, dee, at):
    advised = contact(record, dee, at)
    with pytest.raises(Refused, match="Choose the word"):
        services.agree_outcome(advised, word="guilty", reason=scene.REASON, by=dee, at=at)
    ended = services.agree_outcome(advised, word="unfounded", reason=scene.REASON, by=dee, at=at)
    assert (ended.state, ended.outcome) == (rules.OUTCOME, "unfounded")
    assert services.close_record(ended, by=dee, at=at).state == rules.CLOSED


@pytest.mark.parametrize("removal, waits", [("yes", False), ("no", True), ("unsure", True)])
def test_nothing_is_asked_to_be_removed_before_they_say_yes(report, record, dee, at, removal, waits):
    assert removal_waits([scene.fresh(report)])
    contact(record, dee, at, removal=removal)
    assert removal_waits([scene.fresh(report)]) == waits


def test_a_removal_says_why_it_waits(report, record, sasha, hana, dee, cast, at):
    contact(record, dee, at, removal="no")
    scene.step("propose", report, sasha, at=at, rationale=scene.REASON)
    case = story.opened(scene.fresh(report), hana, at=at)
    row = story.drafted(case, cast, at, exhibit=None, evidence_reason="It was gone.")
    with pytest.raises(Refused) as refused:
        removals.issue(row, by=hana, at=at, version=row.version)
    assert refused.value.sentence == WAIT_FOR_ADVICE


@pytest.mark.parametrize("said, shown", [("yes", True), ("unsure", True), ("no", False)])
def test_everybody_who_opens_it_reads_what_may_not_be_made_public(report, record, hana, dee, at, client_of, said, shown):
    contact(record, dee, at, restricted=said)
    assert ("section 141F" in client_of(hana).get(f"/triage/{report.reference}/").content.decode()) == shown


def test_the_text_for_the_lado_names_no_reporter_and_is_noted(report, record, dee, at, client_of):
    page = client_of(dee).get(f"/triage/{report.reference}/referral/").content.decode()
    assert "Tam Ellis" in page
    assert scene.WORDS in page
    assert "Teo Marsh" not in page.split("<main")[1]
    assert events_of(report.dossier.uuid).filter(action="safeguarding.referral").count() == 1


def test_it_holds_every_date_and_what_was_advised(report, record, dee, at, client_of):
    text = client_of(dee).get(f"/triage/{report.reference}/referral/").content.decode()
    assert "Nobody yet, on " in text
    contact(record, dee, at, answer="strategy")
    text = client_of(dee).get(f"/triage/{report.reference}/referral/").content.decode()
    for said in ("Reported to us on:\n23 November 2026", "may have been harmed on:\n23 November 2026", "When it happened:\n",
                 f"The LADO, on 23 November 2026, midday: {SAID['spoken_with']}. They said: {ADVICE}"):  # fmt: skip
        assert said in text


def test_whoever_triages_finds_the_day_and_not_the_words(report, record, sasha, dee, at, client_of):
    contact(record, dee, at, answer="strategy")
    text = client_of(sasha).get(f"/triage/{report.reference}/referral/").content.decode()
    assert "The LADO, on 23 November 2026, midday\n" in text
    assert [one for one in (SAID["spoken_with"], ADVICE, scene.REASON) if one in text] == []


def test_speaking_to_the_police_does_not_end_the_clock_of_the_lado(record, dee, at):
    contact(record, dee, at, answer="police", whom="police")
    assert running(record.uuid, "lado_referral")


def test_only_the_lado_says_that_the_trust_acts_itself(record, dee, at):
    with pytest.raises(Refused, match="Only the LADO"):
        contact(record, dee, at, whom="police")


def test_a_later_yes_lets_a_removal_go(report, record, dee, at):
    advised = contact(record, dee, at, removal="unsure")
    contact(advised, dee, at, removal="yes")
    assert not removal_waits([scene.fresh(report)])


def test_a_later_no_does_not_lift_the_ban_on_names(record, dee, at):
    seen = contact(record, dee, at, restricted="yes")
    assert contact(seen, dee, at, restricted="no").restricted == "yes"


def test_the_ban_on_names_can_be_known_before_the_lado_is_asked(report, dee, hana, at, client_of):
    flag = SafeguardingRecord.objects.get(report=report)
    services.review(flag, outcome="consult", reason=scene.REASON, restricted="unsure", by=dee, at=at)
    assert "section 141F" in client_of(hana).get(f"/triage/{report.reference}/").content.decode()


def test_a_page_that_was_overtaken_can_be_sent_again(teo, tam, sasha, dee, now, client_of):
    report = scene.sent(teo, tam, at=now)
    scene.taken(report, sasha, at=now)
    scene.screened(report, sasha, at=now, harmed="yes")
    record = SafeguardingRecord.objects.get(report=report)
    SafeguardingRecord.objects.filter(pk=record.pk).update(version=record.version + 1)
    page = f"/triage/{report.reference}/safeguarding/"
    typed = {"outcome": "consult", "reason": "The messages were kept from the parents, at night.", "version": record.version}
    stale = client_of(dee).post(page, typed)
    assert stale.status_code == 422
    again = typed | {"version": stale.context["form"]["version"].value()}
    assert client_of(dee).post(page, again).status_code == 302
