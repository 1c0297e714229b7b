"""Notes only those who work on it read, never changed; tasks with an owner and a day, named before a case can close."""

from datetime import date, timedelta

import pytest

from cases.casefile import services
from cases.casefile.models import CaseNote, CaseTask
from cases.casefile.selectors import still_open, task_owners, tasks_for
from cases.investigation import services as investigation
from foundation.deadlines.selectors import last, running
from foundation.deadlines.services import sweep
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from tests.cases.story import LONG, about_tam, closed, decided, found, fresh, investigated, later, told
from tests.told import told_once

FRIDAY = date(2026, 11, 27)


def given(case, owner, by, at, due_on=FRIDAY):
    return services.add_task(case, owner=owner, words="Wendehals: ask what was done before.", due_on=due_on, by=by, at=at)


@told_once
def case(cast, at):
    return about_tam(cast, at)


def test_whoever_works_on_it_reads_a_note_and_nobody_else(cast, hana, rhys, iona, now, client_of):
    case = investigated(about_tam(cast, now), cast, now)
    told(case, cast, now)
    services.note(case, words="Wendehals, says sam.", by=iona, at=now)
    for first in ("hana", "rhys", "iona"):
        page = client_of(cast[first]).get(f"/cases/{case.reference}/").content.decode()
        assert ("Wendehals" in page, "Iona" in page) == (True, True), first
    for first in ("sasha", "tam", "teo", "olu", "cleo"):
        pages = [f"/cases/{case.reference}/", f"/cases/{case.reference}/note/"]
        assert [client_of(cast[first]).get(page).status_code for page in pages] == [404, 404], first
    assert b"Wendehals" not in bytes(CaseNote.objects.get().words_sealed)


@pytest.mark.parametrize("first", ["sasha", "tam", "teo", "olu", "cleo", "dee"])
def test_nobody_else_writes_one(case, cast, at, first):
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.note(case, words="x", by=cast[first], at=at)


def test_an_empty_note_is_none(cast, hana, at):
    with pytest.raises(Refused, match="Write something"):
        services.note(about_tam(cast, at), words=" \n", by=hana, at=at)


def test_a_note_does_not_move_the_case(case, hana, at):
    services.note(case, words="x", by=hana, at=later(at))
    assert (fresh(case).state, fresh(case).state_since) == ("SCOPING", at)


def test_a_task_is_told_reminded_of_and_stands_on_its_owner_s_first_page(cast, hana, rhys, now, client_of):
    case = about_tam(cast, now)
    row = given(case, rhys, hana, now, due_on=now.date() + timedelta(days=20))
    assert Message.objects.get(code="case.task").to == rhys
    page = client_of(rhys).get("/").content.decode()
    assert ("You have a task in a case" in page, row.reference in page, "Wendehals" in page) == (True, True, False)
    assert "Wendehals" in client_of(rhys).get(f"/cases/task/{row.reference}/").content.decode()
    assert client_of(cast["olu"]).get(f"/cases/task/{row.reference}/").status_code == 404
    assert "You have a task" not in client_of(hana).get("/").content.decode()


def test_whoever_is_late_is_reminded(cast, hana, rhys, at):
    row = given(about_tam(cast, at), rhys, hana, at)
    sweep(at=at + timedelta(days=7))
    assert Message.objects.filter(about=row.uuid, code="deadline.case_task", to=rhys).exists()


def test_done_it_is_met_and_stays_to_be_read(cast, hana, rhys, now, client_of):
    case = about_tam(cast, now)
    row = given(case, rhys, hana, now, due_on=now.date() + timedelta(days=20))
    services.end_task(row, end="done", words="Two matters, both ended with a talk.", by=rhys, at=later(now))
    assert last(row.uuid, "case_task").state == "met"
    assert tasks_for(rhys, later(now)) == []
    page = client_of(hana).get(f"/cases/{case.reference}/").content.decode()
    assert "Two matters" in page
    with pytest.raises(Refused, match="already"):
        services.end_task(row, end="done", words="", by=hana, at=later(now))


def test_a_case_with_an_open_task_cannot_close(case, cast, hana, rhys, at):
    row = given(case, rhys, hana, at)
    decided(found(investigated(case, cast, at), cast, at), cast, at)
    assert still_open(case) == ["task of Rhys Bowen (due 27 November 2026)"]
    with pytest.raises(Refused, match="task of Rhys Bowen"):
        closed(case, cast, at)
    services.end_task(row, end="dropped", words="", by=hana, at=at)
    assert last(row.uuid, "case_task").state == "stopped"
    assert closed(case, cast, at).state == "CLOSED"


@pytest.mark.parametrize("first", ["tam", "teo", "olu", "sasha", "cleo"])
def test_only_who_works_on_it_is_given_one(case, cast, hana, at, first):
    assert cast[first] not in task_owners(case, at)
    with pytest.raises(Refused, match="works on this case"):
        given(case, cast[first], hana, at)


def test_nobody_gives_one_for_a_day_that_is_over(cast, hana, rhys, at):
    with pytest.raises(Refused, match="not over yet"):
        given(about_tam(cast, at), rhys, hana, at, due_on=date(2026, 11, 22))


def test_nobody_ends_another_s(cast, hana, iona, rhys, at):
    row = given(investigated(about_tam(cast, at), cast, at), rhys, hana, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.end_task(row, end="done", words="", by=iona, at=at)


def test_tasks_pass_on_with_the_case(case, hana, cleo, at):
    row = given(case, hana, hana, at)
    asked = services.hand_over(case, cleo, reason=LONG, by=hana, at=at, version=fresh(case).version)
    services.answer_hand_over(asked, yes=True, conflict="", by=cleo, at=later(at))
    assert CaseTask.objects.get(pk=row.pk).owner == cleo
    clock = running(row.uuid, "case_task")
    assert (clock.owner_person, clock.due_at.date()) == (cleo, FRIDAY)


@pytest.mark.parametrize("how", ["relieved", "stepped back"])
def test_what_whoever_investigated_had_to_do_is_the_manager_s(cast, hana, iona, at, how):
    case = investigated(about_tam(cast, at), cast, at)
    row = given(case, iona, hana, at)
    if how == "relieved":
        investigation.relieve(case, reason=LONG, by=hana, at=later(at), version=fresh(case).version)
    else:
        services.step_back(case, by=iona, at=later(at), words="A friend.")
    assert CaseTask.objects.get(pk=row.pk).owner == hana


def test_what_a_manager_left_behind_is_the_next_one_s(case, hana, cleo, at):
    row = given(case, hana, hana, at)
    services.step_back(case, by=hana, at=later(at), words="A friend.")
    services.take_on(case, by=cleo, at=later(at, 2), version=fresh(case).version, conflict="")
    assert CaseTask.objects.get(pk=row.pk).owner == cleo


def test_the_pages_do_it(cast, hana, rhys, now, client_of):
    case = about_tam(cast, now)
    browser, here = client_of(hana), f"/cases/{case.reference}/"
    due = now.date() + timedelta(days=9)
    day = {"due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year}
    for page, typed in (("note", {"words": "A note."}), ("add-task", {"who": str(rhys.uuid), "words": "A task.", **day})):
        once = browser.get(f"{here}{page}/").context["form"]["once"].value()
        assert browser.post(f"{here}{page}/", {"once": once, **typed}).url == here
    other, there = client_of(rhys), f"/cases/task/{CaseTask.objects.get().reference}/"
    once = other.get(there).context["form"]["once"].value()
    assert other.post(there, {"once": once, "end": "done", "words": "All is well."}).url == here
    assert "All is well." in browser.get(here).content.decode()
