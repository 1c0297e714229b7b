"""A question goes out with a date, the report waits, the answer brings it back; what is added unasked is read too (DOMAIN 9.1)."""

from datetime import timedelta

import pytest

from foundation.deadlines.selectors import last, of_dossier
from foundation.dossiers.rules import Refused, Stale
from foundation.trail.selectors import events_of
from reports.intake.selectors import own_report, status_words
from reports.mailbox import offers as own_offers
from reports.mailbox import services
from reports.mailbox.models import Letter
from reports.mailbox.selectors import own_letters, unread, words_of
from reports.triage import offers
from tests.mailbox import scene
from tests.triage.scene import REASON, fresh, proposed, ready, step, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def clock(report, *kinds):
    return last(report.uuid, *kinds)


def test_a_question_makes_the_report_wait_for_the_reporter(asked, teo):
    assert asked.state == "INFO_REQUESTED"
    assert status_words(own_report(teo, asked.reference)) == "More information needed"
    assert told(asked, "report.asked") == {"teo"}


def test_its_clock_runs_three_working_days(asked, at):
    assert clock(asked, "info_request").due_at.date() == (at + 3 * DAY).date()


def test_the_clock_of_the_first_decision_waits_meanwhile(asked, teo, at):
    due = clock(asked, "triage_normal").due_at
    assert clock(asked, "triage_normal").paused
    scene.write_back(asked, teo, at=at + DAY)
    assert not clock(asked, "triage_normal").paused
    assert clock(asked, "triage_normal").due_at == due + DAY


def test_the_clock_of_an_urgent_one_does_not(teo, tam, sasha, at):
    urgent = scene.ask(scene.taken(teo, tam, sasha, at=at, danger="yes"), sasha, at=at)
    assert not clock(urgent, "triage_critical").paused


def test_the_answer_brings_it_back_to_the_triager(asked, teo, at):
    scene.write_back(asked, teo, at=at + HOUR)
    assert fresh(asked).state == "IN_TRIAGE"
    assert clock(asked, "info_request").state == "met"
    assert told(asked, "report.replied") == {"sasha"}
    assert scene.letters(asked) == [("to", "question"), ("from", "answer")]


def test_both_sides_read_the_words_that_were_written(asked, teo, at):
    scene.write_back(asked, teo, at=at)
    assert list(words_of(own_letters(teo, asked)).values()) == [scene.QUESTION, scene.ANSWER]


def test_home_asks_the_reporter_and_tells_the_triager_whom_it_waits_for(asked, teo, sasha, at):
    (row,) = own_offers.tasks(teo, at).needs_me
    assert (row.title, row.reference, bool(row.due_text)) == ("Answer the question", asked.reference, True)
    assert offers.tasks(sasha, at).needs_me == []
    assert [row.holder for row in offers.tasks(sasha, at).waiting] == ["the reporter"]


def test_after_the_answer_the_triager_has_something_to_read(asked, teo, sasha, at):
    scene.write_back(asked, teo, at=at)
    assert own_offers.tasks(teo, at).needs_me == []
    assert [row.title for row in offers.tasks(sasha, at).needs_me] == ["Read what the reporter wrote, then decide"]
    scene.receive(asked, sasha, at=at)
    assert [row.title for row in offers.tasks(sasha, at).needs_me] == ["Answer what is open and decide"]


def test_the_reporter_sees_by_name_who_has_read_it(asked, teo, sasha, at):
    scene.write_back(asked, teo, at=at)
    scene.receive(asked, sasha, at=at)
    assert [letter.read_by for letter in own_letters(teo, asked)] == [None, sasha]


def test_whoever_writes_back_has_read_what_came_before(report, teo, sasha, at):
    scene.write_back(report, teo, at=at)
    scene.write(report, sasha, at=at)
    assert not unread(report).exists()


def test_what_came_in_after_the_page_was_opened_is_not_read_by_it(report, teo, sasha, at):
    scene.write_back(report, teo, at=at + HOUR)
    scene.receive(report, sasha, at=at)
    assert unread(report).exists()


def test_there_is_nothing_to_say_about_nothing(report, sasha, at):
    with pytest.raises(Refused, match="nothing here"):
        scene.receive(report, sasha, at=at)


def test_the_triager_may_write_without_asking(report, sasha, at):
    scene.write(report, sasha, at=at)
    assert fresh(report).state == "IN_TRIAGE"
    assert told(report, "report.written") == {"teo"}


def test_the_reporter_may_add_something_unasked(report, teo, at):
    since = report.state_since
    scene.write_back(report, teo, at=at + HOUR)
    assert (fresh(report).state, fresh(report).state_since) == ("IN_TRIAGE", since)
    assert told(report, "report.added") == {"sasha"}


def test_before_anybody_has_it_those_it_waits_for_are_told(teo, tam, at):
    report = scene.scene.sent(teo, tam, at=at)
    scene.write_back(report, teo, at=at)
    assert told(report, "report.added") == {"sasha", "hana"} or told(report, "report.added") == {"sasha"}


def test_an_addition_to_an_urgent_report_may_wake_people(teo, tam, sasha, at):
    urgent = scene.taken(teo, tam, sasha, at=at, danger="yes")
    scene.write_back(urgent, teo, at=at)
    assert urgent.dossier.messages.get(code="report.added").urgency == "urgent"


def test_an_answer_to_a_question_taken_back_is_kept_as_an_addition(asked, teo, sasha, at):
    question = Letter.objects.get(report=asked).uuid
    scene.go_on(asked, sasha, at=at)
    services.write_back(fresh(asked), words=scene.ANSWER, question=question, by=teo, at=at)
    assert scene.letters(asked)[-1] == ("from", "free")


def test_nobody_answers_a_question_they_have_not_seen(asked, teo, at):
    with pytest.raises(Stale):
        services.write_back(asked, words=scene.ANSWER, question=None, by=teo, at=at)
    assert len(scene.letters(asked)) == 1


def test_no_question_while_a_case_is_proposed(teo, tam, sasha, at):
    report = scene.scene.sent(teo, tam, at=at)
    proposed(report, sasha, at=at)
    with pytest.raises(Refused, match="proposed"):
        scene.ask(report, sasha, at=at)


def test_once_they_were_told_that_it_is_finished_nothing_is_added(teo, tam, sasha, at):
    report = scene.scene.sent(teo, tam, at=at)
    ready(report, sasha, at=at)
    step("no_breach", report, sasha, at=at, rationale=REASON)
    with pytest.raises(Refused):
        scene.write_back(report, teo, at=at)


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_nothing_is_no_message(asked, teo, sasha, at, words):
    for attempt in (lambda: scene.write_back(asked, teo, at=at, words=words), lambda: scene.write(asked, sasha, at=at, words=words)):
        with pytest.raises(Refused):
            attempt()


def test_each_step_is_one_event_without_a_word(asked, teo, sasha, hana, at):
    scene.note(asked, hana, at=at)
    scene.write_back(asked, teo, at=at)
    scene.receive(asked, sasha, at=at)
    scene.write(asked, sasha, at=at)
    rows = list(events_of(asked.dossier.uuid))
    assert [row.action for row in rows][-5:] == ["report.ask", "report.note", "report.answer", "report.receive", "report.write"]
    assert not [row for row in rows if any(word.split()[0] in str(row.ids) for word in (scene.QUESTION, scene.ANSWER, scene.NOTE))]


def test_a_second_question_starts_a_clock_of_its_own(asked, teo, sasha, at):
    scene.write_back(asked, teo, at=at)
    scene.ask(asked, sasha, at=at + DAY)
    kinds = [row.state for row in of_dossier(asked.dossier) if row.kind == "info_request"]
    assert sorted(kinds) == ["met", "running"]
