"""A report ends as a low-level concern only below the threshold of harm, about somebody of the trust, and with the head's agreement
(KCSIE Part 4; DOMAIN 9.1, 9.10)."""

import pytest

from foundation.dossiers.rules import PARENT, Refused
from foundation.messages.models import Message
from reports.intake.rules import Named
from reports.lowlevel.models import LowLevelConcern
from tests.lowlevel import scene
from tests.triage.scene import fresh, ready, screened, sent, step, taken, told

pytestmark = pytest.mark.django_db
SAID = "It is small, as I see it, and below the threshold."


def test_the_head_is_asked_and_it_ends_with_their_yes(teo, tam, sasha, hana, at):
    report = scene.proposed(teo, tam, triager=sasha, at=at)
    assert (report.state, told(report, "report.low_wanted")) == ("IN_TRIAGE", {"hana"})
    assert step("low_level", report, hana, at=at, reason=scene.REASON).state == "LOW_LEVEL_CONCERN"
    assert Message.objects.filter(about=report.uuid, code="report.finished", to=teo).exists()
    concern = scene.concern_of(report)
    assert (concern.person, concern.state, concern.clauses) == (tam, "HEAD_REVIEW", ["C7.3f"])


def test_a_no_gives_it_back_with_the_reason(teo, tam, sasha, hana, at):
    report = scene.proposed(teo, tam, triager=sasha, at=at)
    step("not_low", report, hana, at=at, reason="It is more than that.")
    assert (fresh(report).state, told(report, "report.agreement_answered")) == ("IN_TRIAGE", {"sasha"})
    assert not LowLevelConcern.objects.exists()


def test_nobody_agrees_to_their_own(teo, tam, hana, cleo, at):
    report = scene.proposed(teo, tam, triager=hana, at=at)
    with pytest.raises(Refused, match="Somebody else"):
        step("low_level", report, hana, at=at, reason=scene.REASON)
    assert told(report, "report.low_wanted") == {"cleo"}
    assert step("low_level", report, cleo, at=at, reason=scene.REASON).state == "LOW_LEVEL_CONCERN"


def test_what_may_have_harmed_a_child_is_never_small(teo, tam, sasha, at):
    report = sent(teo, tam, at=at)
    ready(report, sasha, at=at, codes=("C7.3f",))
    screened(report, sasha, at=at, harmed="unsure")
    with pytest.raises(Refused):
        step("propose_low", report, sasha, at=at, rationale=SAID)


def test_neither_is_what_a_parent_did_nor_what_no_rule_of_conduct_is_about(teo, tam, sasha, hana, at):
    report = sent(teo, at=at, outsiders=(Named(PARENT, "", "A parent"),))
    taken(report, hana, at=at)
    screened(report, hana, at=at)
    with pytest.raises(Refused, match="people of the trust"):
        step("propose_low", report, hana, at=at, rationale=SAID)
    other = sent(teo, tam, at=at)
    ready(other, sasha, at=at, codes=("C7.2c",))
    with pytest.raises(Refused, match="safeguarding or conduct"):
        step("propose_low", other, sasha, at=at, rationale=SAID)


def test_through_the_pages(teo, tam, sasha, hana, now, client_of):
    report = sent(teo, tam, at=now)
    ready(report, sasha, at=now, codes=("C7.3f",), severity=1)
    client_of(sasha).post(f"/triage/{report.reference}/low/", {"rationale": SAID, "version": fresh(report).version})
    assert "Agree that it is a low-level concern, or not" in client_of(hana).get("/").content.decode()
    page = f"/triage/{report.reference}/agree-low/"
    assert client_of(hana).get(page).status_code == 200
    typed = {"answer": "yes", "reason": scene.REASON, "note": "Thank you.", "version": fresh(report).version}
    assert client_of(hana).post(page, typed).status_code == 302
    assert scene.concern_of(report).reference in client_of(hana).get("/").content.decode()
