"""One case for one thing and one person: another report joins by a move of its own, past whoever has a part in both (DOMAIN 9.1, 9.2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.casefile.models import Case, CaseReport
from cases.casefile.selectors import allegations_of, cases_for, concerned, joinable, reports_of
from cases.investigation import services as investigation
from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import STAFF, TARGET, Refused
from foundation.evidence.selectors import exhibits_of
from foundation.messages.models import Message
from policy.models import PolicyVersion
from reports.intake.models import Report
from reports.intake.selectors import status_words
from tests.cases.story import BRAND, DISREPUTE, about_tam, closed, decided, found, fresh, investigated, opened, proposed, sent
from tests.told import told_once

BESIDES = "Whether it was shared again a week later."


@told_once
def case(cast, at):
    return about_tam(cast, at)


@told_once
def other(cast, at):
    """gwen told of the same; sasha proposed a case."""
    return proposed(sent(cast["gwen"], cast["tam"], at=at), cast["sasha"], at=at, codes=(BRAND, DISREPUTE))


def joined(case, report, by, at, *, codes=(BRAND, DISREPUTE), **said):
    subject = Party.objects.filter(dossier=report.dossier, part="subject", link=None).first()
    clauses = list(PolicyVersion.objects.get(pk=fresh(case).policy_version_id).clauses.filter(code__in=codes))
    given = {"clauses": clauses, "scope": BESIDES, "conflict": "", "version": fresh(case).version} | said
    return investigation.add_report(fresh(case), report, subject, by=by, at=at, **given)


def told(code):
    return set(Message.objects.filter(code=code).values_list("to__name", flat=True))


def test_the_case_has_both_reports_and_what_the_second_adds(case, other, hana, at):
    joined(case, other, hana, at)
    assert [one.pk for one in reports_of(fresh(case))] == [one.pk for one in Report.objects.order_by("pk")]
    assert sorted(row.clause.code for row in allegations_of(fresh(case))) == sorted((BRAND, DISREPUTE))
    assert BESIDES in sealing.read_one(fresh(case))["scope_sealed"]
    assert len(exhibits_of(case.dossier)) == 2
    assert fresh(case).state == "SCOPING"


def test_the_report_is_in_the_case_as_by_opening_one(case, other, hana, gwen, at):
    joined(case, other, hana, at)
    other.refresh_from_db()
    assert (other.state, status_words(other), other.decided_at) == ("LINKED_TO_CASE", "Being looked at", at)
    assert last(other.uuid, "triage_normal").state == "met"
    assert Party.objects.filter(dossier=case.dossier, person=gwen, part="reporter", link__isnull=False).exists()


def test_whoever_works_on_it_is_told_and_closing_tells_both_reporters(case, other, cast, hana, iona, rhys, teo, gwen, at):
    investigated(case, cast, at)
    joined(case, other, hana, at, codes=(BRAND,))
    assert told("case.joined") == {iona.name, rhys.name}
    closed(decided(found(fresh(case), cast, at), cast, at), cast, at)
    assert told("report.finished") == {teo.name, gwen.name}


def test_a_second_click_adds_nothing(case, other, hana, at):
    first = joined(case, other, hana, at)
    assert joined(case, other, hana, at, version=0).pk == first.pk
    assert CaseReport.objects.filter(report=other).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseReport.objects.create(case=case, report=other, subject=CaseReport.objects.get(report=other).subject, joined_at=at)


def test_not_about_somebody_else(case, cast, hana, at):
    other = proposed(sent(cast["gwen"], cast["sam"], at=at), cast["sasha"], at=at)
    with pytest.raises(Refused, match="same person of the directory"):
        joined(case, other, hana, at)
    assert joinable(other, concerned(other, at)[0], hana, at) == []


def test_a_name_proves_nothing(case, other, hana, at):
    Party.objects.filter(part="subject", link=None).update(person=None)
    with pytest.raises(Refused, match="same person of the directory"):
        joined(case, other, hana, at)


def test_not_under_another_version_of_the_policy(case, other, hana, at):
    before = PolicyVersion.objects.create(label="before", state="DRAFT")
    Case.objects.filter(pk=case.pk).update(policy_version=before)
    with pytest.raises(Refused, match="Another version"):
        joined(case, other, hana, at, clauses=[row.clause for row in other.clauses.all()])


def test_not_where_whoever_investigates_has_told_of_it_themselves(case, cast, hana, iona, at):
    investigated(case, cast, at)
    other = proposed(sent(iona, cast["tam"], at=at), cast["sasha"], at=at)
    with pytest.raises(Refused, match="has a part in this report"):
        joined(case, other, hana, at)
    assert cases_for(iona, at).filter(pk=case.pk).exists()


def test_not_where_it_was_aimed_at_whoever_investigates_in_a_report_of_the_same_post(case, other, cast, hana, iona, sasha, at):
    investigated(case, cast, at)
    same = sent(cast["gus"], cast["tam"], at=at)
    dossiers.add_party(same.dossier, iona, TARGET, by=hana, at=at, source="test", kind=STAFF)
    Report.objects.filter(pk=same.pk).update(same_as=other, state="DUPLICATE", decided_at=at)
    with pytest.raises(Refused, match="has a part in this report"):
        joined(case, other, hana, at)


def test_whoever_triaged_it_may_go_on_managing_the_case_as_by_opening(cast, hana, sasha, at):
    first, second = (proposed(sent(cast[one], sasha, at=at), hana, at=at) for one in ("teo", "gwen"))
    case = opened(first, hana, at=at)
    assert joined(case, second, hana, at, codes=(BRAND,)).pk == case.pk


def test_not_a_report_that_went_past_those_who_work_on_the_case(case, other, hana, at):
    Dossier.objects.filter(pk=other.dossier_id).update(tier=case.dossier.tier + 1)
    other = Report.objects.select_related("dossier").get(pk=other.pk)
    with pytest.raises(Refused, match="may read this report"):
        joined(case, other, hana, at)


def test_not_once_what_was_found_has_been_handed_in(case, other, cast, hana, at):
    found(investigated(case, cast, at), cast, at)
    with pytest.raises(Refused):
        joined(case, other, hana, at)
    assert joinable(other, concerned(other, at)[0], hana, at) == []


def test_not_without_a_proposal_nor_by_advice_alone_nor_for_nothing(case, cast, hana, at):
    other = sent(cast["gwen"], cast["tam"], at=at)
    with pytest.raises(Refused):
        joined(case, other, hana, at)
    with pytest.raises(Refused, match="at least one clause"):
        joined(case, other, hana, at, codes=())
    with pytest.raises(Refused, match="what the case is to look into"):
        joined(case, other, hana, at, scope="")
    with pytest.raises(Refused, match="conflict of interest"):
        joined(case, other, hana, at, conflict=None)


@pytest.mark.parametrize("first", ["sasha", "rhys", "iona", "cleo", "olu", "tam", "teo"])
def test_nobody_adds_it_but_whoever_leads(case, other, cast, at, first):
    with pytest.raises(Refused):
        joined(case, other, cast[first], at)


def test_a_conflict_takes_whoever_says_so_off_the_report(case, other, hana, at):
    assert joined(case, other, hana, at, conflict="She is my neighbour.") is None
    other.refresh_from_db()
    assert (other.state, CaseReport.objects.filter(report=other).exists()) == ("IN_TRIAGE", False)


def test_a_child_gives_the_investigation_the_time_for_that(case, cast, hana, at):
    investigated(case, cast, at)
    assert running(case.uuid, "investigation_report")
    other = proposed(sent(cast["gwen"], cast["tam"], at=at, child="yes"), cast["sasha"], at=at)
    joined(case, other, hana, at + timedelta(hours=1))
    assert (last(case.uuid, "investigation_report").state, running(case.uuid, "investigation_report_sg").started_at) == (
        "stopped", at + timedelta(hours=1),
    )  # fmt: skip


def test_through_the_pages(case, other, client_of, hana, at):
    client, party = client_of(hana), concerned(other, at)[0].uuid
    open_, here = (f"/cases/open/{other.reference}/{party}/{tail}" for tail in ("", f"join/{case.reference}/"))
    assert here in client.get(open_).content.decode()
    assert client.get(here).status_code == 200
    said = {"clauses": [BRAND], "scope": BESIDES, "conflict": "none", "version": fresh(case).version}
    assert client.post(here, said | {"scope": ""}).status_code == 422
    assert client.post(here, said | {"version": 99}).status_code == 422
    assert client.post(here, said).headers["Location"] == f"/cases/{case.reference}/"
    shown = client.get(f"/cases/{case.reference}/").content.decode()
    assert f"Report {other.reference}" in shown
    assert BESIDES in shown
    assert client.get(here).status_code == 422


@pytest.mark.parametrize("first", ["sasha", "rhys", "olu", "sid", "tam", "gwen"])
def test_for_everybody_else_the_page_does_not_exist(case, other, cast, client_of, at, first):
    here = f"/cases/open/{other.reference}/{concerned(other, at)[0].uuid}/join/{case.reference}/"
    assert client_of(cast[first]).get(here).status_code == 404
