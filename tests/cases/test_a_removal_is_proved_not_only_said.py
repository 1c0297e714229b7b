"""Gone, or there: proved by a picture taken since, or by how somebody looked, when, and what they saw (DOMAIN 5.3)."""

from datetime import timedelta

import pytest

from cases.removals import services
from foundation.dossiers.rules import Refused
from foundation.trail.selectors import events_of
from tests.cases.story import LOOKED, about_tam, later, picture, told
from tests.told import told_once


@told_once
def claimed(cast, at):
    row = told(about_tam(cast, at), cast, at)
    return services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")


def verify(row, sasha, at, outcome="verify", **said):
    return services.verify(row, by=sasha, at=at, version=row.version, outcome=outcome, **said)


def pictured(row, sasha, at):
    return services.add_picture(row, by=sasha, at=at, upload=picture(), image_answer="no")


@pytest.mark.parametrize("said", [{}, {"seen": "I looked, and it is really gone"}, {"how": "shown", "seen": "Looked"}, {"how": "trust me"}])
@pytest.mark.parametrize("outcome", ["verify", "still_there"])
def test_words_alone_prove_nothing(claimed, sasha, at, said, outcome):
    with pytest.raises(Refused):
        verify(claimed, sasha, at, outcome, **said)


def test_a_look_keeps_how_and_when(claimed, sasha, at):
    row = verify(claimed, sasha, later(at), **LOOKED)
    assert (row.state, row.looked_how, row.looked_at) == ("VERIFIED", "signed_out", later(at))
    assert [event.reason for event in events_of(row.dossier.uuid) if event.action == "removal.verify"] == ["signed_out"]


def test_a_picture_taken_since_needs_no_words(claimed, sasha, at):
    shot = pictured(claimed, sasha, later(at))
    row = verify(claimed, sasha, later(at, 2))
    assert (row.proof, row.looked_how) == (shot, "picture")


def test_yesterday_s_picture_proves_nothing_today(claimed, sasha, at):
    pictured(claimed, sasha, later(at))
    row = verify(claimed, sasha, later(at, 2))
    tomorrow = at + timedelta(days=1)
    with pytest.raises(Refused, match="add a picture"):
        verify(row, sasha, tomorrow, "still_gone")
    again = pictured(row, sasha, tomorrow)
    assert verify(row, sasha, later(tomorrow), "still_gone").proof == again
