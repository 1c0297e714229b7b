"""A thumb that taps, a browser that tries again, a proxy that repeats: twenty equal requests at one instant against real processes."""

from collections import Counter

import pytest

from tests.faults.visitor import at_once

pytestmark = pytest.mark.postgres
TWENTY = 20
REPORT = "SELECT r.uuid, d.uuid FROM intake_report r JOIN dossiers_dossier d ON d.id = r.dossier_id WHERE r.reference = %s"
DESKS = "SELECT role FROM dossiers_desk k JOIN dossiers_dossier d ON d.id = k.dossier_id WHERE d.uuid = %s ORDER BY 1"
SUBJECTS = """SELECT count(*) FROM dossiers_party p JOIN dossiers_dossier d ON d.id = p.dossier_id
              WHERE d.uuid = %s AND p.part = 'subject' AND p.until IS NULL"""


def report(database, reference):
    """(its uuid, the uuid of its dossier)"""
    [found] = database.rows(REPORT, reference)
    return found


def events(database, chain, action):
    return database.one("SELECT count(*) FROM trail_event WHERE chain = %s AND action = %s", chain, action)


@pytest.fixture
def sent(visitor, database, draft):
    """(the twenty answers, reference) of one report, sent twenty times at one instant."""
    reference = draft()
    address = f"/reports/{reference}/check-answers/"
    body = visitor("teo").filled(address, {"declared": "on"})
    return at_once(*[(visitor("teo"), address, body)] * TWENTY), reference


def test_one_report_twenty_equal_receipts(visitor, database, sent):
    answers, reference = sent
    uuid, chain = report(database, reference)
    assert {(answer.status, answer.location) for answer in answers} == {(302, f"/reports/{reference}/received/")}
    assert reference in visitor("teo").get(answers[0].location).text
    assert database.one("SELECT state FROM intake_report WHERE uuid = %s", uuid) == "SUBMITTED"
    assert events(database, chain, "report.submit") == 1
    assert database.rows(DESKS, chain) == [("HEAD",), ("SLT",)]
    told = Counter(database.rows("SELECT code, to_id FROM outbox_message WHERE about = %s", uuid))
    assert len(told) == 3  # sasha, hana, and teo's own receipt
    assert set(told.values()) == {1}
    assert [kinds for (kinds,) in database.rows("SELECT kind FROM deadlines_deadline WHERE about = %s ORDER BY 1", uuid)] == [
        "report_human_ack", "triage_normal"]  # fmt: skip


def test_the_totals_count_it_once(database, draft, visitor):
    def total():
        return database.one("SELECT coalesce(sum(amount), 0) FROM trail_tally WHERE measure = 'reports'")

    before, address = total(), f"/reports/{draft()}/check-answers/"
    at_once(*[(visitor("teo"), address, visitor("teo").filled(address, {"declared": "on"}))] * TWENTY)
    assert total() == before + 1


def test_one_draft(visitor, database):
    def drafts():
        return database.one("SELECT count(*) FROM intake_report"), database.one("SELECT count(*) FROM dossiers_dossier")

    before = drafts()
    answers = at_once(*[(visitor("teo"), "/reports/new/", visitor("teo").filled("/reports/new/", {"danger": "no"}))] * TWENTY)
    assert len({(answer.status, answer.location) for answer in answers}) == 1
    assert answers[0].status == 302
    assert drafts() == tuple(count + 1 for count in before)


def test_one_answer_to_a_question(visitor, database, draft):
    reference = draft()
    _, chain = report(database, reference)
    address = f"/reports/{reference}/conduct/"
    body = visitor("teo").filled(address, {"who": ["parent"], "parent_name": "Robin Fell", "behalf": "own"})
    answers = at_once(*[(visitor("teo"), address, body)] * TWENTY)
    assert {answer.status for answer in answers} == {302}
    assert database.one(SUBJECTS, chain) == 1


def test_the_chain_of_events_is_whole(site, sent):
    site.run("manage", "verify_trail")
