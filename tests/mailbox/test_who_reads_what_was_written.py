"""The conversation is for the reporter and for those who may triage; notes for the latter only; a conflict ends both at once."""

import pytest

from foundation.dossiers.models import Disclosure
from reports.mailbox.selectors import letters_for, notes_for, own_letters
from reports.triage import services as triage
from reports.triage.reading import found_for
from tests.mailbox import scene
from tests.told import told_once
from tests.triage.scene import fresh, screened, told


@told_once
def written(asked, teo, sasha, at):
    """Asked, answered, and a note about it."""
    scene.write_back(asked, teo, at=at)
    scene.note(asked, sasha, at=at)
    return fresh(asked)


@pytest.mark.parametrize("first", ["sasha", "hana"])
def test_those_who_may_triage_read_it(written, cast, at, first):
    assert (letters_for(cast[first], written, at).count(), notes_for(cast[first], written, at).count()) == (2, 1)


@pytest.mark.parametrize("first", ["teo", "tam", "dee", "rhys", "priya", "olu", "cleo", "gail", "ada"])
def test_nobody_else_does(written, cast, at, first):
    assert not letters_for(cast[first], written, at).exists()
    assert not notes_for(cast[first], written, at).exists()


def test_a_safeguarding_lead_reads_the_report_and_not_what_was_written(asked, cast, sasha, teo, at):
    scene.write_back(asked, teo, at=at)
    screened(asked, sasha, at=at, risk="yes")
    found = found_for(cast["dee"], asked.reference, at)
    assert (found.of("letter"), found.of("note")) == ([], [])


def test_the_reporter_reads_letters(written, cast, at):
    assert len(own_letters(cast["teo"], written)) == 2
    assert [own_letters(cast[first], written) for first in ("tam", "sasha", "hana", "olu")] == [[]] * 4


def test_whoever_steps_back_loses_it_at_once(written, sasha, at):
    triage.step_back(written, words="A friend.", by=sasha, at=at)
    assert not letters_for(sasha, written, at).exists()
    assert not notes_for(sasha, written, at).exists()


def test_stepping_back_while_the_reporter_is_asked_leaves_it_to_somebody(asked, sasha, hana, teo, at):
    triage.step_back(asked, words="A friend.", by=sasha, at=at)
    assert fresh(asked).state == "SUBMITTED"
    scene.write_back(asked, teo, at=at)
    assert told(asked, "report.added") == {"hana"}


def test_nothing_of_it_is_shown_to_anybody_by_itself(written):
    assert not Disclosure.objects.filter(dossier=written.dossier).exists()


def test_mail_about_it_goes_to_the_two_of_them_only(written):
    assert [told(written, code) for code in ("report.asked", "report.replied")] == [{"teo"}, {"sasha"}]
