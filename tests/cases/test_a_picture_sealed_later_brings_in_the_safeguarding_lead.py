"""Somebody sees only afterwards that a picture may show a child (DESIGN 6): of a report that was sent, or of a case."""

from django.core import mail
from django.utils import timezone

from foundation.dossiers.selectors import dossiers_for
from foundation.messages.models import Message
from foundation.messages.services import send_due
from tests.cases.story import about_tam, fresh, sent


def seal(client, exhibit):
    return client.post(f"/evidence/{exhibit.uuid}/may-show-a-child/", {"sure": "yes"})


def told():
    return list(Message.objects.filter(code="report.picture_sealed").order_by("pk").values_list("to__email", flat=True))


def test_a_report_opens_to_her_and_one_mail_says_so(teo, tam, dee, now, client_of):
    report = sent(teo, tam, at=now)
    assert not dossiers_for(dee, now).exists()
    assert seal(client_of(teo), report.dossier.exhibits.get()).status_code == 302
    assert report.dossier in dossiers_for(dee, timezone.now())
    assert told() == [dee.email]


def test_a_case_s_picture_reaches_her_too(cast, hana, dee, now, client_of):
    case = fresh(about_tam(cast, now))
    assert seal(client_of(hana), case.dossier.exhibits.first()).status_code == 302
    assert set(told()) == {dee.email}


def test_the_mail_about_a_case_goes_though_the_case_does_not_open_to_her(cast, hana, dee, now, client_of):
    case = fresh(about_tam(cast, now))
    seal(client_of(hana), case.dossier.exhibits.first())
    send_due(at=timezone.now())
    assert any(case.reference in sent.subject for sent in mail.outbox if sent.to == [dee.email])
