"""Real processes against PostgreSQL: two answers, and two workers that give a report back."""

from datetime import timedelta

import pytest
from django.db import connections

from foundation.trail.selectors import events_of
from reports.mailbox.models import Letter
from reports.mailbox.services import return_unanswered, write_back
from tests.mailbox import scene
from tests.told import told_once
from tests.trail.test_many_writers_keep_one_chain import at_once
from tests.triage.scene import fresh

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


@told_once
def asked(cast, at):
    return scene.ask(scene.taken(cast["teo"], cast["tam"], cast["sasha"], at=at), cast["sasha"], at=at)


def actions(report):
    return [row.action for row in events_of(report.dossier.uuid)]


def test_two_answers_make_one_move_and_lose_no_word(asked, cast, at):
    question = Letter.objects.get(report=asked).uuid

    def answers():
        connections.close_all()
        write_back(fresh(asked), words=scene.ANSWER, question=question, by=cast["teo"], at=at)

    at_once(answers, answers)
    assert sorted(scene.letters(asked)) == [("from", "answer"), ("from", "free"), ("to", "question")]
    assert (actions(asked).count("report.answer"), actions(asked).count("report.add")) == (1, 1)


def test_two_workers_give_it_back_once(asked, at):
    def sweeps():
        connections.close_all()
        return_unanswered(at=at + timedelta(days=10))

    at_once(*[sweeps] * 4)
    assert actions(asked).count("report.no_answer") == 1
    assert asked.dossier.messages.filter(code="report.unanswered").count() == 1


def test_an_answer_in_the_instant_it_is_given_back_is_kept(asked, cast, at):
    question, late = Letter.objects.get(report=asked).uuid, at + timedelta(days=10)

    def sweeps():
        connections.close_all()
        return_unanswered(at=late)

    def answers():
        connections.close_all()
        write_back(fresh(asked), words=scene.ANSWER, question=question, by=cast["teo"], at=late)

    at_once(sweeps, answers)
    assert fresh(asked).state == "IN_TRIAGE"
    assert len(scene.letters(asked)) == 2
    assert actions(asked).count("report.no_answer") + actions(asked).count("report.answer") == 1
