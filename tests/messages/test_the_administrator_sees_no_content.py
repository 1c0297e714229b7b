"""What the pages of whoever operates the system say, and what no query behind them reads (DESIGN 1, ADR 0040)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.deadlines.models import Heartbeat
from foundation.dossiers.services import trust_dossier
from foundation.messages import operating, services
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from tmt_policy import health
from tmt_policy.system import pages

pytestmark = pytest.mark.usefixtures("wordings")
HOUR = timedelta(hours=1)
SECRET = ("reference", "path", "about", "dossier_id", "matter", "message_id", "key", "uuid")


@pytest.fixture
def ended(tell, at):
    """ended(sasha, "gave_up", …): a message to her that was given up for that reason."""
    def ended(to, reason, *, when=at, **changes):
        row = tell(to, **{"about": uuid4(), **changes})
        Message.objects.filter(pk=row.pk).update(state="failed", reason=reason, ended_at=when, tries=7)
        return row

    return ended


@pytest.fixture
def reset(at):
    """reset(teo): he asked to choose a new password."""
    return lambda to: {"dossier": trust_dossier(by=SYSTEM, at=at), "code": "account.reset", "about": to.uuid, "reference": "",
                       "path": "/accounts/password/reset/"}


def page_of(client, path="/system/mail/"):
    return client.get(path).content.decode()


def test_given_up_is_told_by_day_and_kind(ended, sasha, hana, at):
    ended(sasha, "gave_up")
    ended(hana, "gave_up", when=at - 24 * HOUR)
    ended(hana, "gave_up", code="deadline.triage_normal")
    ended(sasha, "no_wording", code="overdue.triage_normal")
    told = [(one.day.day, one.reason, one.kind, one.number) for one in operating.given_up()]
    assert told == [(23, "gave_up", "message", 1), (23, "gave_up", "reminder", 1), (23, "no_wording", "reminder", 1),
                    (22, "gave_up", "message", 1)]


def test_the_page_says_when_but_not_who_or_who_but_not_when(ended, client_of, ada, sasha, tam, at):
    ended(sasha, "refused")
    ended(tam, "gave_up")
    page = page_of(client_of(ada))
    assert "The address of <strong>Sasha Reid</strong> is refused" in page
    assert "1 message<" in page
    assert "Tam Ellis" not in page


def test_an_address_that_was_refused_names_nobody_to_whom_mail_would_tell_something(ended, reset, teo, tam, chidi, sid, at):
    for one in (teo, tam, chidi, sid):
        ended(one, "refused")
    assert operating.addresses(at).refused == [sid.name]
    ended(teo, "refused", **reset(teo))
    assert operating.addresses(at).refused == [sid.name, teo.name]


def test_whoever_makes_a_mailbox_refuse_learns_nothing_from_it(ended, client_of, ada, tam):
    """One person’s address is made to bounce, and the page is watched."""
    browser = client_of(ada)
    before = re.sub(r"nonce\S+", "", page_of(browser))
    ended(tam, "refused")
    assert re.sub(r"nonce\S+", "", page_of(browser)) == before


def test_who_has_no_address_is_asked_of_the_directory(tell, sam, lou, at):
    before = operating.addresses(at)
    tell(sam)
    assert operating.addresses(at) == before
    assert before.missing == [sam.name]


def test_an_address_that_is_none_is_asked_of_the_directory(bea, at):
    Person.objects.filter(pk=bea.pk).update(email="bea at northgate")
    assert operating.addresses(at).unusable == [bea.name]


def test_nobody_is_named_twice_however_much_was_refused(ended, sasha, at):
    for _ in range(3):
        ended(sasha, "refused")
    assert operating.addresses(at).refused == [sasha.name]


def test_what_is_held_and_what_an_address_was_to_blame_for_is_in_no_number(tell, ended, tam, sam, sasha, at):
    before = operating.flow(at)
    tell(tam, matter="removal")
    tell(sam)
    ended(sasha, "refused")
    assert operating.flow(at) == before


def test_mail_is_counted_as_it_flows(tell, ended, sasha, at):
    tell(sasha)
    tell(sasha, urgency="digest")
    services.send_due(at=at)
    tell(sasha)
    ended(sasha, "gave_up")
    found = operating.flow(at)
    assert (found.due, found.oldest, found.later, found.left, found.given_up) == (1, at, 1, 1, 1)


def test_no_query_reads_what_it_is_about(ended, tell, sasha, tam, at):
    ended(sasha, "refused")
    ended(tam, "gave_up")
    tell(sasha)
    with CaptureQueriesContext(connection) as asked:
        operating.flow(at), operating.given_up(), operating.addresses(at)
    read = [one["sql"].split(" FROM ")[0] for one in asked]
    assert read != []
    assert [(sql, word) for sql in read for word in SECRET if f'"outbox_message"."{word}"' in sql] == []


def test_mail_that_could_leave_and_does_not_is_stuck(tell, sasha, at):
    tell(sasha)
    assert not operating.flow(at + HOUR / 10).is_stuck(at + HOUR / 10)
    assert operating.flow(at + HOUR).is_stuck(at + HOUR)
    services.send_due(at=at + HOUR)
    assert not operating.flow(at + HOUR).is_stuck(at + HOUR)


def test_everything_runs(client_of, ada, now, monkeypatch):
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": now})
    monkeypatch.setattr(pages.deadlines, "missing_holidays", lambda today: False)
    assert "Everything runs." in page_of(client_of(ada), "/system/")


def test_what_does_not_run_says_what_to_do(client_of, ada, monkeypatch):
    monkeypatch.setattr(health, "CHECKS", dict.fromkeys(health.CHECKS, lambda now: False))
    monkeypatch.setattr(pages.deadlines, "missing_holidays", lambda today: True)
    page = page_of(client_of(ada), "/system/")
    assert [word in page for word in ("Redis", "beat", "manage.py migrate", "fill_bank_holidays")] == [True] * 4


def test_ada_finds_her_way_and_tries_again(ended, client_of, ada, sasha, as_now):
    row, client = ended(sasha, "gave_up"), client_of(ada)
    assert 'href="/system/"' in page_of(client, "/")
    assert "/system/mail/try-again/mail-server/" in page_of(client)
    assert client.post("/system/mail/try-again/mail-server/").url == "/system/mail/"
    assert as_now(row).state == "queued"


@pytest.mark.parametrize("path", ["/system/", "/system/mail/"])
def test_more_mail_asks_no_more_questions(ended, client_of, ada, sasha, path, django_assert_num_queries):
    client = client_of(ada)
    cache.clear()
    ended(sasha, "gave_up")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(20):
        ended(sasha, "gave_up")
    with django_assert_num_queries(len(few)):
        client.get(path)
