"""Routing by the post of the person it is about, past everybody in conflict (issue of the whole journey; DOMAIN 6.2)."""

import pytest
from django.utils import timezone

from foundation.deadlines.models import Deadline
from foundation.dossiers.rules import RUNG_CEO, RUNG_CHAIR, RUNG_HEAD, RUNG_LEADER
from foundation.messages.models import Message
from reports.intake.selectors import report_for, reports_for
from tests.reports.journey_steps import about, reported


def readers(report, cast):
    return {name for name, person in cast.items() if report_for(person, report.reference, timezone.now())}


def told(report, code="report.waiting"):
    return {message.to.name.split()[0].lower() for message in Message.objects.filter(about=report.uuid, code=code)}


def test_about_a_teaching_assistant_to_the_senior_leader(client_of, teo, tam, cast):
    report = reported(client_of(teo), about(tam))
    assert report.dossier.tier == RUNG_LEADER
    assert readers(report, cast) == {"sasha", "hana"}
    assert told(report) == {"sasha", "hana"}


def test_about_the_senior_leader_to_the_head(client_of, teo, sasha, cast):
    report = reported(client_of(teo), about(sasha))
    assert report.dossier.tier == RUNG_HEAD
    assert readers(report, cast) == {"hana"}


def test_about_the_head_to_the_chief_executive(client_of, teo, hana, cast):
    report = reported(client_of(teo), about(hana))
    assert report.dossier.tier == RUNG_CEO
    assert readers(report, cast) == {"cleo"} == told(report)


def test_about_the_chief_executive_to_the_chair(client_of, teo, cleo, cast):
    report = reported(client_of(teo), {"who": ["elsewhere"], "elsewhere_1": str(cleo.uuid), "behalf": "own"})
    assert report.dossier.tier == RUNG_CHAIR
    assert readers(report, cast) == {"chidi"} == told(report)


def test_about_the_safeguarding_lead_past_her(client_of, teo, dee, cast):
    report = reported(client_of(teo), about(dee), child={"child": "yes", "image": "no"})
    assert readers(report, cast) == {"hana", "dot"}
    assert told(report, "report.safeguarding") == {"dot"}


def test_an_unknown_author_goes_to_the_trust(client_of, teo, cast):
    report = reported(client_of(teo), {"who": ["unknown"], "behalf": "own"})
    assert report.dossier.tier == RUNG_CEO
    assert readers(report, cast) == {"cleo"}


def test_a_leader_who_might_be_involved_sends_it_to_the_trust(client_of, teo, tam, cast):
    report = reported(client_of(teo), about(tam), leader={"leader_involved": "yes"})
    assert readers(report, cast) == {"cleo"}


def test_not_this_person_keeps_her_out(client_of, teo, tam, sasha, cast):
    report = reported(client_of(teo), about(tam), readers={"mode": "named", "not_these": [str(sasha.uuid)]})
    assert readers(report, cast) == {"hana"} == told(report)


def test_people_of_two_academies_go_to_the_trust(client_of, teo, tam, sid, cast):
    conduct = {"who": ["colleague", "elsewhere"], "colleague_1": str(tam.uuid), "elsewhere_1": str(sid.uuid), "behalf": "own"}
    report = reported(client_of(teo), conduct)
    assert report.academy is None
    assert readers(report, cast) == {"cleo"}


@pytest.mark.parametrize("reporter", ["sasha", "hana"])
def test_whoever_reports_never_works_on_it(client_of, cast, tam, reporter):
    report = reported(client_of(cast[reporter]), about(tam))
    assert not reports_for(cast[reporter], timezone.now()).filter(pk=report.pk)


def test_danger_brings_in_the_safeguarding_lead_at_once(client_of, teo, tam, cast):
    report = reported(client_of(teo), about(tam), danger={"danger": "yes"})
    assert readers(report, cast) == {"sasha", "hana", "dee"}
    assert Message.objects.get(about=report.uuid, code="report.safeguarding").urgency == "urgent"


def test_the_person_it_is_about_sees_nothing(client_of, teo, sasha):
    report = reported(client_of(teo), about(sasha))
    page = client_of(sasha).get(f"/reports/{report.reference}/")
    assert page.status_code == 404
    assert report.reference not in client_of(sasha).get("/reports/").content.decode()
    assert not reports_for(sasha, timezone.now()).exists()


def test_the_mail_says_by_when(client_of, teo, tam):
    report = reported(client_of(teo), about(tam))
    due = Deadline.objects.get(about=report.uuid, kind="triage_normal").due_at
    assert {mail.due_at for mail in Message.objects.filter(about=report.uuid, code="report.waiting")} == {due}
