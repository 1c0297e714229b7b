"""What leaves: four things in words, a handful of headers, and one digest instead of many mails (DESIGN 5, DOMAIN 8.2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.messages import services
from foundation.people.models import Person
from foundation.people.rules import SYSTEM

pytestmark = pytest.mark.usefixtures("wordings")


def test_reference_action_date_and_link(tell, sasha, at, settings):
    tell(sasha, due_at=at + timedelta(days=1, hours=5))
    assert services.send_due(at=at) == 1
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["sasha@northgate.example"], "A report is waiting for you: R-4F7K-9QXT")
    assert "Answer by 24 November 2026, 5pm." in sent.body
    assert f"{settings.SITE_URL}/triage/R-4F7K-9QXT/\n" in sent.body


def test_no_header_says_more(tell, sasha, at):
    message = tell(sasha)
    services.send_due(at=at)
    headers = dict(mail.outbox[0].message().items())
    assert set(headers) == {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID",
                            "Auto-Submitted", "X-Auto-Response-Suppress"}
    assert headers["Message-ID"] == f"<{message.uuid.hex}@127.0.0.1>"
    assert headers["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"


def test_nothing_typed_and_nobody_named(tell, report, sasha, tam, at):
    witness = {"by": SYSTEM, "at": at, "source": "form", "kind": parts.OUTSIDER, "name": "Jonquil Featherstone"}
    outsider = dossiers.add_party(report, None, parts.WITNESS, **witness)
    services.spoken(dossier=report, person=tam, matter="removal", by=sasha, at=at, how="could_not", why_not="Gone to Zanzibar.")
    tell(sasha)
    services.send_due(at=at)
    whole = mail.outbox[0].message().as_string()
    for word in (tam.name, tam.email, sasha.name, report.academy.name, "Featherstone", "Zanzibar", str(report.uuid), str(outsider.uuid)):
        assert word not in whole


def test_what_is_due_for_one_person_in_the_morning_is_one_mail(tell, sasha, hana, at):
    for reference in ("R-2222-2222", "R-3333-3333", "R-4444-4444"):
        tell(sasha, urgency="digest", reference=reference, about=uuid4(), due_at=at + timedelta(days=3))
    tell(hana, urgency="digest")
    assert services.send_due(at=at) == 0
    assert services.send_due(at=at + timedelta(hours=20)) == 4
    digest, single = sorted(mail.outbox, key=lambda sent: sent.subject)
    assert (digest.to, digest.subject) == (["sasha@northgate.example"], "3 things are waiting for you")
    assert (single.to, single.subject) == (["hana@northgate.example"], "A report is waiting for you: R-4F7K-9QXT")
    assert digest.body.count("Due: 26 November 2026, midday") == digest.body.count("http://127.0.0.1:8000/triage/") == 3
    assert all(f"Reference: {reference}\n" in digest.body for reference in ("R-2222-2222", "R-3333-3333", "R-4444-4444"))


def test_a_digest_is_not_parted_by_the_size_of_a_batch(tell, sasha, at):
    for _ in range(5):
        tell(sasha, urgency="digest", about=uuid4())
    morning = at + timedelta(hours=20)
    assert services.deliver(services.claim(at=morning, limit=2), at=morning) == 5
    assert len(mail.outbox) == 1


def test_a_code_has_the_wording_of_its_family_when_it_has_none_of_its_own(tell, sasha, at):
    tell(sasha, code="test.asked")
    tell(sasha, code="nobody.worded_this", key="b")
    services.send_due(at=at)
    assert [sent.subject for sent in mail.outbox] == ["Something is asked of you"]


def test_a_code_nobody_worded_is_on_the_list_and_stops_nothing_else(tell, sasha, at, as_now):
    lost = tell(sasha, code="nobody.worded_this")
    tell(sasha, key="b")
    assert services.send_due(at=at) == 1
    assert (as_now(lost).state, as_now(lost).reason) == ("failed", "no_wording")


@pytest.mark.parametrize("more", ["\nBcc: all@northgate.example", ", all@northgate.example", " <all@northgate.example>"])
def test_an_address_cannot_add_a_header_or_a_reader(tell, sasha, at, as_now, more):
    Person.objects.filter(pk=sasha.pk).update(email=f"sasha@northgate.example{more}")
    lost = tell(sasha)
    assert services.send_due(at=at) == 0
    assert (as_now(lost).state, as_now(lost).reason, mail.outbox) == ("failed", "no_address", [])
