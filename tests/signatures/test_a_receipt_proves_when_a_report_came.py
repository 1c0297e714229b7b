"""The reporter keeps a receipt that anybody can check, and that gives nobody away (BEATS 18)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.signatures import selectors
from foundation.trail.models import Event
from reports.intake.models import Report
from tests.reports.test_somebody_reports_without_signing_in import told
from tests.told import told_once
from tmt_policy.demo import reporting

pytestmark = [pytest.mark.django_db, pytest.mark.beats(18)]
KEPT = ("Teo", "Tam", "Zinnober", "Alder")


@told_once
def report(cast):
    return reporting.send(reporting.Told(by=cast["teo"], about=(cast["tam"],), what="Zinnober was posted."), at=timezone.now())


def receipt(client, report):
    return client.get(reverse("reports:receipt", args=[report.reference]))


def test_it_is_signed_and_says_when_and_what_was_promised(client_of, teo, report):
    answer = receipt(client_of(teo), report)
    text = answer.content.decode()
    assert selectors.is_valid(answer.content)
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == ('attachment; filename="receipt.txt"', "no-store")
    assert f"Reference: {report.reference}" in text
    assert "A named person tells you that they have it by" in text
    assert "/verify/" in text


def test_it_names_nobody_and_nothing_that_was_told(client_of, teo, report):
    text = receipt(client_of(teo), report).content.decode()
    assert [word for word in KEPT if word in text] == []


def test_it_leaves_no_event(client_of, teo, report):
    """Whoever looks at the report does not learn how careful its reporter is."""
    before = Event.objects.count()
    receipt(client_of(teo), report)
    assert Event.objects.count() == before


def test_a_draft_has_none(client_of, teo, at, cast):
    draft = reporting.draft(reporting.Told(by=teo, about=(cast["tam"],), what="Zinnober."), at=at)
    assert receipt(client_of(teo), draft).status_code == 404


def test_both_pages_lead_to_it(client_of, teo, report):
    address = reverse("reports:receipt", args=[report.reference])
    for page in ("reports:received", "reports:own"):
        assert address in client_of(teo).get(reverse(page, args=[report.reference])).content.decode()


def test_who_does_not_sign_in_gets_one_without_the_passphrase():
    nobody = Client()
    report, phrase = told(nobody)
    assert reverse("anonymous:receipt-file") in nobody.get(reverse("anonymous:receipt")).content.decode()
    answer = nobody.get(reverse("anonymous:receipt-file"))
    text = answer.content.decode()
    assert selectors.is_valid(answer.content)
    assert report.reference in text
    assert phrase not in text
    assert "Quillfeather" not in text
    assert not any(part in text for part in phrase.split("-"))


def test_nobody_else_gets_it(client_of, hana, report):
    assert receipt(client_of(hana), report).status_code == 404
    assert Client().get(reverse("anonymous:receipt-file")).url == reverse("anonymous:return")
    assert Report.objects.get(pk=report.pk).state == "SUBMITTED"
