"""Two buttons pressed at one instant, against real processes: one of them counts, the other gives a sentence, and nothing is done twice."""

import pytest

from tests.faults.visitor import at_once
from tests.triage.scene import NO_HARM, REASON

pytestmark = pytest.mark.postgres
TRIAGE = {
    "take-on": {"conflict": "none"},
    "harm": NO_HARM,
    "data-breach": {"breach": "no"},
    "evidence": {"how": "reason", "reason": "It had gone."},
    "rules": {"brand": "C7.3l"},
    "circumstances": {},
    "severity": {"severity": "2", "reason": REASON},
    "propose": {"rationale": REASON},
}
EVENTS = """SELECT e.action FROM trail_event e JOIN dossiers_dossier d ON d.uuid = e.chain
            JOIN intake_report r ON r.dossier_id = d.id WHERE r.reference = %s"""
TRIAGERS = """SELECT count(*) FROM dossiers_party p JOIN intake_report r ON r.dossier_id = p.dossier_id
              WHERE r.reference = %s AND p.part = 'triager' AND p.until IS NULL"""

HOLDER = """SELECT u.email FROM dossiers_party p JOIN intake_report r ON r.dossier_id = p.dossier_id
            JOIN people_person u ON u.id = p.person_id WHERE r.reference = %s AND p.part = 'triager' AND p.until IS NULL"""
OUTCOMES = "SELECT count(*) FROM triage_outcome o JOIN intake_report r ON r.id = o.report_id WHERE r.reference = %s"


@pytest.fixture
def triaged(visitor, draft, send):
    """triaged("propose"): the reference of a report that sasha has triaged so far that this step is next."""

    def triage(ahead):
        reference = draft()
        send(reference)
        for step, typed in TRIAGE.items():
            if step == ahead:
                break
            answer = visitor("sasha").post(f"/triage/{reference}/{step}/", typed)
            assert answer.status == 302, (step, answer.text)
        return reference

    return triage


@pytest.fixture
def race(visitor):
    """race((first name, path, answers), …): the answers of who won and of who lost, each from an open page of their own."""

    def run(*sides):
        answers = at_once(*[(visitor(first), path, visitor(first).filled(path, typed)) for first, path, typed in sides])
        assert sorted(answer.status for answer in answers) == [302, 422], [answer.text for answer in answers]
        won, lost = sorted(answers, key=lambda answer: answer.status)
        assert "There is a problem" in lost.text
        return won, lost

    return run


def happened(database, reference, *actions):
    """How often each of these is in the report's chain."""
    found = [action for (action,) in database.rows(EVENTS, reference)]
    return [found.count(action) for action in actions]


@pytest.mark.parametrize("attempt", range(3))
def test_both_take_it_on(database, triaged, race, attempt):
    reference = triaged("take-on")
    path = f"/triage/{reference}/take-on/"
    _, lost = race(("sasha", path, {"conflict": "none"}), ("hana", path, {"conflict": "none"}))
    assert "has just taken this report on" in lost.text
    assert happened(database, reference, "report.start", "report.acknowledged") == [1, 1]
    assert database.one(TRIAGERS, reference) == 1
    assert database.one("SELECT count(*) FROM outbox_message WHERE reference = %s AND code = 'report.acknowledged'", reference) == 1


@pytest.mark.parametrize("attempt", range(2))
def test_two_decisions_from_two_windows(database, triaged, race, attempt):
    reference = triaged("propose")
    sides = [("sasha", f"/triage/{reference}/{step}/", {"rationale": REASON, "note": REASON}) for step in ("propose", "no-breach")]
    _, lost = race(*sides)
    assert REASON in lost.text
    assert sorted(happened(database, reference, "report.propose", "report.no_breach")) == [0, 1]


@pytest.mark.parametrize("attempt", range(2))
def test_opened_and_handed_back(database, visitor, triaged, race, attempt):
    reference = triaged(None)
    opening = visitor("hana").get(f"/cases/open/{reference}/").location
    race(
        ("hana", opening, {"clauses": ["C7.3l"], "scope": "What the post shows.", "conflict": "none"}),
        ("sasha", f"/triage/{reference}/hand-back/", {}),
    )
    linked, back = happened(database, reference, "report.link", "report.hand_back")
    assert linked + back == 1
    assert database.one("SELECT state FROM intake_report WHERE reference = %s", reference) == ("LINKED_TO_CASE" if linked else "SUBMITTED")
    cases = "SELECT count(*) FROM casefile_casereport c JOIN intake_report r ON r.id = c.report_id WHERE r.reference = %s"
    assert database.one(cases, reference) == linked


ROUNDS = 250  # of two races each: who takes it on, and how it ends
ENDINGS = {"no-breach": "report.no_breach", "settle": "report.settle"}


def test_five_hundred_times_two_at_once_leave_one_winner_each(database, visitor, triaged, race):
    """One report over and over: both take it on; whoever has it ends it in two ways from two windows; it is opened again, handed back."""
    reference = triaged("propose")
    visitor("sasha").post(f"/triage/{reference}/hand-back/", {})
    for turn in range(1, ROUNDS + 1):
        race(*((first, f"/triage/{reference}/take-on/", {"conflict": "none"}) for first in ("sasha", "hana")))
        has_it = database.one(HOLDER, reference).split("@")[0]
        said = {way: f"{REASON} Round {turn}, {way}." for way in ENDINGS}
        _, lost = race(*((has_it, f"/triage/{reference}/{way}/", {"rationale": said[way], "note": said[way]}) for way in ENDINGS))
        assert sum(words in lost.text for words in said.values()) == 1
        assert sum(happened(database, reference, *ENDINGS.values())) == turn
        visitor("hana").post(f"/triage/{reference}/reopen/", {"new": REASON})
        visitor(has_it).post(f"/triage/{reference}/hand-back/", {})
    assert happened(database, reference, "report.start", "report.finished", "report.reopen") == [ROUNDS + 1, ROUNDS, ROUNDS]
    assert database.one(OUTCOMES, reference) == ROUNDS


def test_the_chains_of_events_are_whole(site):
    site.run("manage", "verify_trail")
