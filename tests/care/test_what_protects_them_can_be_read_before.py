"""What somebody may expect stands on a page that anybody can read before they report (DOMAIN 3.4)."""

import pytest

from tests.care import scene

pytestmark = pytest.mark.django_db
PAGE = "/reports/what-protects-you/"


def test_anybody_reads_it_and_whom_to_turn_to(client, win):
    page = client.get(PAGE).content.decode()
    assert "Nobody may treat you worse" in page
    assert win.name in page
    assert 'Protect, a charity that advises whistleblowers free and in confidence: <a class="govuk-link" href="tel:02031172520">' in page


def test_the_way_to_a_report_and_the_report_itself_lead_there(teo, tam, sasha, now, client_of):
    report = scene.ended(teo, tam, triager=sasha, at=now)
    for path in ("/reports/new/", f"/reports/{report.reference}/"):
        assert PAGE in client_of(teo).get(path).content.decode()
