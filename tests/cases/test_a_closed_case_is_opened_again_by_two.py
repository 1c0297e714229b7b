"""Something is new: whoever leads asks, HR agrees or does not, never one person alone. What had been decided is kept as it was,
the case is investigated again with clocks of its own, and whoever reported it reads that it goes on (DOMAIN 9.2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.casefile.models import Case, Reopening
from cases.casefile.selectors import agreers, cases_for, reopenings_for
from cases.closing import services as closing
from cases.closing.selectors import founded
from cases.investigation.models import Investigation, Turn
from foundation.deadlines.selectors import last, running
from foundation.deadlines.services import sweep
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import REPORTER, Refused, Stale
from foundation.messages.models import Message
from reports.care.models import Care
from reports.intake.models import Founded, Report
from reports.intake.selectors import status_words
from tests.cases.story import LONG, about_tam, closed, decided, found, fresh, investigated
from tests.told import told_once

NEW = "A colleague has kept the whole conversation, with its dates."
WEEK = timedelta(days=7)


@told_once
def case(cast, at):
    """Ended with informal action, closed."""
    return closed(decided(found(investigated(about_tam(cast, at), cast, at), cast, at), cast, at), cast, at)


def asked(case, by, at):
    return closing.ask_reopening(fresh(case), new=NEW, by=by, at=at, version=fresh(case).version)


def opened_again(case, cast, at):
    return closing.answer_reopening(asked(case, cast["hana"], at), yes=True, words="", by=cast["rhys"], at=at)


def told(code):
    return set(Message.objects.filter(code=code).exclude(state="cancelled").values_list("to__name", flat=True))


@told_once
def row(case, hana, at):
    return asked(case, hana, at)


def test_hana_asks_and_nothing_has_happened_yet(case, cast, hana, rhys, at):
    row = asked(case, hana, at + WEEK)
    assert (fresh(case).state, fresh(case).decision, row.answer) == ("CLOSED", "INFORMAL_ACTION", "asked")
    assert told("case.reopening_asked") == {rhys.name}
    assert [one.pk for one in reopenings_for(rhys, at + WEEK)] == [row.pk]
    assert reopenings_for(hana, at + WEEK) == []
    assert status_words(Report.objects.get()) == "Finished"


def test_rhys_agrees_and_it_is_investigated_again(case, cast, hana, rhys, iona, at):
    opened_again(case, cast, at + WEEK)
    again = fresh(case)
    assert (again.state, again.decision, again.intent, again.protected, again.retention) == ("INVESTIGATING", "", "", "", "")
    assert (again.decided_at, again.closed_at, again.advised_at, again.told_at) == (None, None, None, None)
    assert again.dossier.open
    assert sealing.read_one(again)["decision_reason_sealed"] == ""
    assert told("case.reopened") == {hana.name, iona.name}


def test_what_had_been_decided_stands_with_the_asking(case, cast, at):
    row = opened_again(case, cast, at + WEEK)
    words = sealing.read_one(Reopening.objects.get())
    assert (row.decision, row.intent, row.retention, row.protected) == ("INFORMAL_ACTION", "inadvertent", "informal", "no")
    assert (row.told_at, row.decided_at, row.closed_at) == (at, at, at)
    kept = [words[one] for one in ("new_sealed", "decision_reason_sealed", "hr_advice_sealed", "consistency_sealed", "learning_sealed")]
    assert kept == [NEW, LONG, "Act informally.", "None known.", "Nothing new."]
    turn = Turn.objects.get(kind="reopened")
    assert [sealing.read_one(turn)[one] for one in ("reason_sealed", "summary_sealed")] == [NEW, "tam wrote it."]


def test_its_clocks_begin_anew(case, cast, at):
    asked_at, agreed_at = at + WEEK, at + 2 * WEEK
    row = asked(case, cast["hana"], asked_at)
    assert running(case.uuid, "case_reopening").started_at == asked_at
    closing.answer_reopening(row, yes=True, words="", by=cast["rhys"], at=agreed_at)
    started = {kind: running(case.uuid, kind).started_at for kind in ("investigation_report", "investigation_progress", "subject_notify")}
    assert set(started.values()) == {agreed_at}
    assert last(case.uuid, "case_reopening").state == "met"
    before = set(Message.objects.values_list("pk", flat=True))
    sweep(at=agreed_at)
    assert not Message.objects.exclude(pk__in=before).exists()


def test_the_reporter_reads_that_it_goes_on_and_is_not_asked_meanwhile(case, cast, teo, at):
    opened_again(case, cast, at + WEEK)
    report = Report.objects.get()
    assert (report.state, status_words(report), report.finished_at) == ("LINKED_TO_CASE", "Being looked at", None)
    assert told("report.reopened") == {teo.name}
    assert set(Care.objects.values_list("state", flat=True)) == {"STOPPED"}


def test_it_ends_a_second_time_and_the_reporter_is_told_again(case, cast, at):
    then = at + WEEK
    opened_again(case, cast, then)
    again = closed(decided(found(fresh(case), cast, then), cast, then), cast, then)
    assert (again.state, again.closed_at) == ("CLOSED", then)
    assert Message.objects.filter(code="report.finished").exclude(state="cancelled").count() == 2
    assert status_words(Report.objects.get()) == "Finished"
    assert asked(again, cast["hana"], then).pk != Reopening.objects.order_by("pk").first().pk


def test_only_what_was_found_about_this_person_stops_counting(case, cast, sam, at):
    report = Report.objects.get()
    Founded.objects.create(report=report, person=sam, at=at)
    opened_again(case, cast, at + WEEK)
    assert list(Founded.objects.filter(until=None).values_list("person", flat=True)) == [sam.pk]
    assert founded(fresh(case))  # what the investigator found stays theirs to change


def test_where_nobody_investigated_what_is_new_is_to_be_found_out(cast, hana, rhys, at):
    case = about_tam(cast, at)
    closing.not_needed(case, reason=LONG, by=hana, at=at, version=fresh(case).version)
    closing.close(fresh(case), retention="no_breach", learning="Nothing.", by=hana, at=at, version=fresh(case).version)
    opened_again(case, cast, at + WEEK)
    assert sealing.read_one(Investigation.objects.get())["terms_sealed"] == NEW
    assert running(case.uuid, "io_replace")


def test_refused_it_stays_closed_with_the_reason(row, case, hana, rhys, at):
    with pytest.raises(Refused, match="at least 30"):
        closing.answer_reopening(row, yes=False, words="No.", by=rhys, at=at)
    closing.answer_reopening(row, yes=False, words=LONG, by=rhys, at=at)
    assert (fresh(case).state, fresh(case).decision, told("case.not_reopened")) == ("CLOSED", "INFORMAL_ACTION", {hana.name})
    assert (sealing.read_one(Reopening.objects.get())["answer_sealed"], Reopening.objects.get().decision) == (LONG, "")
    assert running(case.uuid, "case_reopening") is None
    assert asked(case, hana, at).answer == "asked"  # something else may be new


def test_a_second_answer_comes_too_late(row, rhys, at):
    closing.answer_reopening(row, yes=False, words=LONG, by=rhys, at=at)
    with pytest.raises(Stale):
        closing.answer_reopening(row, yes=True, words="", by=rhys, at=at)


@pytest.mark.parametrize("first", ["rhys", "sasha", "iona", "cleo", "teo", "tam", "olu"])
def test_nobody_asks_but_whoever_leads(case, cast, at, first):
    with pytest.raises(Refused):
        asked(case, cast[first], at)


@pytest.mark.parametrize("first", ["hana", "cleo", "iona", "sasha", "tam"])
def test_nobody_agrees_but_hr(row, cast, hana, at, first):
    with pytest.raises(Refused):
        closing.answer_reopening(row, yes=True, words="", by=cast[first], at=at)


def test_one_person_is_never_both_whatever_part_they_have(case, cast, hana, rhys, at):
    """Rhys, made a headteacher too, asked: he cannot agree, and the database says so as well."""
    dossiers.set_desk(case.dossier, "HEAD", rhys.academy, by=hana, at=at, reason="test")
    row = asked(case, hana, at)
    Reopening.objects.filter(pk=row.pk).update(asked_by=rhys)
    with pytest.raises(Refused):
        closing.answer_reopening(row, yes=True, words="", by=rhys, at=at)
    assert fresh(case).state == "CLOSED"
    with pytest.raises(IntegrityError, match="reopening_takes_two"), transaction.atomic():
        Reopening.objects.filter(pk=row.pk).update(answer="refused", answered_by=rhys, answered_at=at)


def test_the_database_lets_nobody_agree_without_keeping_what_was_decided(row, rhys, at):
    with pytest.raises(IntegrityError, match="reopening_keeps"), transaction.atomic():
        Reopening.objects.filter(pk=row.pk).update(answer="agreed", answered_by=rhys, answered_at=at)


def test_where_hr_is_in_conflict_somebody_above_agrees(case, cast, hana, rhys, cleo, at):
    dossiers.add_party(case.dossier, rhys, "witness", by=hana, at=at, source="test")
    row = asked(case, hana, at)
    assert agreers(fresh(case), hana, at) == [cleo]
    assert cases_for(cleo, at).filter(pk=case.pk).exists()
    closing.answer_reopening(row, yes=True, words="", by=cleo, at=at)
    assert fresh(case).state == "INVESTIGATING"


def test_what_became_formal_is_not_opened_again(cast, hana, at):
    case = decided(found(investigated(about_tam(cast, at), cast, at), cast, at), cast, at, outcome="decide_formal")
    Case.objects.filter(pk=case.pk).update(state="CLOSED", closed_at=at)
    with pytest.raises(Refused, match="became formal"):
        asked(case, hana, at)


def test_whoever_is_in_conflict_now_does_not_see_it_again(case, cast, hana, iona, at):
    dossiers.add_party(case.dossier, iona, REPORTER, by=hana, at=at, source="test")
    opened_again(case, cast, at + WEEK)
    assert iona.name not in told("case.reopened") or not cases_for(iona, at + WEEK).exists()


# the pages


def test_through_the_pages(case, cast, client_of):
    here = f"/cases/{case.reference}/"
    hana, rhys = client_of(cast["hana"]), client_of(cast["rhys"])
    assert f"{here}ask-reopen/" in hana.get(here).content.decode()
    assert hana.post(f"{here}ask-reopen/", {"new": NEW, "version": fresh(case).version}).status_code == 302
    assert "Say whether a closed case is opened again" in client_of(cast["rhys"]).get("/").content.decode()
    assert NEW in client_of(cast["rhys"]).get(f"{here}answer-reopening/").content.decode()
    assert client_of(cast["hana"]).get(f"{here}answer-reopening/").status_code == 422
    assert rhys.post(f"{here}answer-reopening/", {"answer": "no"}).status_code == 422
    assert rhys.post(f"{here}answer-reopening/", {"answer": "yes"}).status_code == 302
    shown = hana.get(here).content.decode()
    assert "Opened again" in shown
    assert "Act informally." in shown
    assert client_of(cast["rhys"]).get(f"{here}answer-reopening/").status_code == 422


@pytest.mark.parametrize("first", ["olu", "sid", "gail", "tam", "teo"])
def test_for_everybody_else_it_does_not_exist(case, cast, client_of, first):
    for page in ("ask-reopen", "answer-reopening"):
        assert client_of(cast[first]).get(f"/cases/{case.reference}/{page}/").status_code == 404
