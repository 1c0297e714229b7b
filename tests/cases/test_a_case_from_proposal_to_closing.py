"""The one true path: proposed, opened, removed, investigated, advised, decided, closed; the reporter reads "Finished"."""

from cases.casefile import rules, selectors
from cases.removals import services as removals
from foundation.deadlines.selectors import current, last
from foundation.dossiers.selectors import dossiers_for
from foundation.messages.models import Message
from foundation.trail.selectors import events_of, totals, verify
from reports.intake.selectors import own_reports, status_words
from tests.cases.story import LOOKED, about_tam, closed, decided, found, investigated, later, told
from tests.told import told_once


def removed(row, cast, at):
    row = removals.acknowledge(row, by=cast["tam"], at=later(at, 5), version=row.version)
    row = removals.claim(row, by=cast["tam"], at=later(at, 10), version=row.version, method="deleted")
    return removals.verify(row, by=cast["sasha"], at=later(at, 60), version=row.version, outcome="verify", **LOOKED)


@told_once
def case(cast, at):
    return about_tam(cast, at)


def test_an_informal_case_closes_and_the_reporter_reads_finished(case, cast, at):
    row = removed(told(case, cast, at), cast, at)
    decided(found(investigated(case, cast, later(at, 65)), cast, later(at, 70)), cast, later(at, 80))
    case = closed(case, cast, later(at, 90))

    assert (case.state, row.state, row.in_time) == ("CLOSED", "VERIFIED", True)
    assert [status_words(report) for report in own_reports(cast["teo"])] == ["Finished"]
    assert totals("cases", by=("category", "tier")) == {("brand", 2): 1}
    assert totals("removals", by=("category",)) == {("in_time",): 1}
    assert verify() == []


def test_closing_stops_the_case_s_clocks_and_leaves_the_rechecks_running(case, cast, at):
    row = removed(told(case, cast, at), cast, at)
    decided(found(investigated(case, cast, later(at, 65)), cast, later(at, 70)), cast, later(at, 80))
    closed(case, cast, later(at, 90))
    assert current([case.uuid]) == {}
    assert last(row.uuid, "removal_recheck").state == "running"


def test_nothing_is_written_twice_about_one_step(case):
    codes = list(Message.objects.filter(dossier=case.dossier).order_by("pk").values_list("code", "to__name"))
    assert codes == [("case.opened", "Rhys Bowen")]


def test_every_step_is_in_the_chain_under_the_right_role(case, cast, at):
    investigated(case, cast, at)
    told_of = [(event.action, event.role) for event in events_of(case.dossier.uuid) if event.action.startswith("case.")]
    assert told_of == [
        ("case.opened", ""),
        ("case.appoint", "case_manager"),
        ("case.accept", "appointee"),
        ("case.tell", "case_manager"),
        ("case.start", "case_manager"),
    ]


def test_a_formal_case_opens_a_disciplinary_and_stays_open(case, cast, at):
    decided(found(investigated(case, cast, at), cast, at), cast, at, outcome="decide_formal")
    assert case.disciplinary.state == "OPENED"
    assert [line.split(" ")[0] for line in selectors.still_open(case)] == ["disciplinary"]
    assert rules.CASE["FORMAL"]["close"].target == "CLOSED"
    assert dossiers_for(cast["hana"], at, "case.read").filter(pk=case.dossier.pk).exists()
