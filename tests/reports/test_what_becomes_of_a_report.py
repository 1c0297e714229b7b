"""After triage: acknowledged by name, classified and counted, joined to a case, finished; the reporter reads no more than that."""

import pytest
from django.utils import timezone

from foundation.deadlines.moves import move
from foundation.deadlines.selectors import of_dossier
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import SUBJECT, TRIAGER, Refused
from foundation.messages.models import Message
from foundation.trail.selectors import totals
from policy.models import Clause
from reports.intake import measures, rules, selectors, services
from tests.reports.journey_steps import about, reported
from tests.told import told_once


@pytest.fixture
def report(client_of, teo, tam):
    return reported(client_of(teo), about(tam))


@pytest.fixture
def decided(report, sasha):
    """In triage with sasha, everything answered, two clauses chosen."""
    at = timezone.now()
    dossiers.add_party(report.dossier, sasha, TRIAGER, by=sasha, at=at, source="claimed")
    report = move(report, rules.REPORT, "start", by=sasha, at=at, standing={"SLT"}, facts={"conflict_declared": True})
    clauses = list(Clause.objects.filter(code__in=["C7.3d", "C6b2b"]))
    services.classify(report, clauses=clauses, primary=clauses[0], by=sasha, at=at)
    report.harm, report.breach, report.severity, report.rationale_length = "no", "no", 2, 40
    report.proposed_at = timezone.now()
    for column in ("evidence_reason_sealed", "severity_reason_sealed", "rationale_sealed"):
        sealing.write(report, column, "Because it is so, and for no other reason.")
    report.save()
    return report


@told_once
def case(alder, hana):
    return dossiers.open_dossier("case", academy=alder, at=timezone.now(), by=hana)


def told(report):
    return set(Message.objects.filter(about=report.uuid).values_list("code", flat=True))


def test_a_named_person_acknowledges_once(report, sasha, hana, client_of, teo):
    services.acknowledge(report, by=sasha, at=timezone.now())
    services.acknowledge(report, by=hana, at=timezone.now())
    page = client_of(teo).get(f"/reports/{report.reference}/").content.decode()
    assert "Sasha Reid wrote to you" in page
    assert Message.objects.filter(about=report.uuid, code="report.acknowledged").count() == 1
    assert "report_human_ack" not in {clock.kind for clock in of_dossier(report.dossier) if clock.ended_at is None}


def test_classifying_moves_it_in_the_totals(report, sasha):
    assert totals("reports", by=("category",)) == {("unclassified",): 1}
    clause = Clause.objects.get(code="C7.3f")
    services.classify(report, clauses=[clause], primary=clause, by=sasha, at=timezone.now())
    assert {cell: amount for cell, amount in totals("reports", by=("category",)).items() if amount} == {("contact",): 1}


def test_the_recount_agrees(decided):
    counted = measures.deltas([decided.dossier])
    assert counted == [("reports", "alder", measures.month_of(decided.submitted_at), "conduct", 1, 1)]
    assert totals("reports", by=("category",)).get(("conduct",)) == 1


def test_the_head_opens_a_case_with_it(decided, case, hana, tam):
    linked = services.link_to_case(decided, case_dossier=case, by=hana, at=timezone.now())
    assert linked.state == rules.LINKED_TO_CASE
    assert case.parties.filter(part=SUBJECT, person=tam, link__isnull=False).exists()


def test_possible_harm_comes_first(decided, case, hana):
    decided.harm = rules.POSSIBLE
    decided.save()
    with pytest.raises(Refused, match="lead and the LADO come first"):
        services.link_to_case(decided, case_dossier=case, by=hana, at=timezone.now())


@pytest.mark.parametrize("name", ["sasha", "rhys", "olu"])
def test_nobody_else_opens_a_case_with_it(decided, case, cast, name):
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.link_to_case(decided, case_dossier=case, by=cast[name], at=timezone.now())


def test_nothing_is_finished_undecided(report, sasha):
    with pytest.raises(Refused, match="not been decided"):
        services.finish(report, by=sasha, at=timezone.now())


def test_finished_once_and_told_no_outcome(decided, case, hana, client_of, teo):
    linked = services.link_to_case(decided, case_dossier=case, by=hana, at=timezone.now())
    for _ in range(2):
        services.finish(linked, by=hana, at=timezone.now())
    page = client_of(teo).get(f"/reports/{linked.reference}/").content.decode()
    assert "Finished" in page
    assert "Hana" not in page
    assert "case" not in page.lower().replace("in case", "")
    assert told(linked) >= {"report.waiting", "report.received", "report.finished"}
    assert Message.objects.filter(code="report.finished").count() == 1


def test_who_was_asked_not_to_read_it_stays_out(client_of, teo, tam, sasha):
    report = reported(client_of(teo), about(tam), readers={"mode": "named", "not_these": [str(sasha.uuid)]})
    assert [person.name for reader in selectors.will_read(report, timezone.now()) for person in reader.people] == ["Hana Okafor"]


def test_who_tells_that_they_have_it_stands_before_the_decision(client_of, teo, tam):
    report = reported(client_of(teo), about(tam), child={"child": "yes", "image": "no"})
    page = client_of(teo).get(f"/reports/{report.reference}/received/").content.decode()
    assert page.index("A named person tells you") < page.index("The first decision about it")
