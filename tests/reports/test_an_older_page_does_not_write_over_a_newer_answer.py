"""Two windows on one draft: the older one says that the page has changed, and both texts are kept (DESIGN 4)."""

import pytest
from django.urls import reverse

from foundation.dossiers import sealing
from reports.intake.models import Report
from tests.reports.journey_steps import begin


@pytest.fixture
def teos(client_of, teo):
    return client_of(teo)


@pytest.fixture
def page(teos):
    return reverse("reports:step", args=[begin(teos), "seen"])


def version(client, page):
    return client.get(page).context["form"]["version"].value()


def kept(page):
    return sealing.read_one(Report.objects.get(reference=page.split("/")[2]))["what_sealed"]


def test_the_older_window_is_told_and_both_texts_stay(teos, page):
    old = version(teos, page)
    teos.post(page, {"what": "The newer text", "version": old})
    answer = teos.post(page, {"what": "The older text", "version": old})
    assert answer.status_code == 422
    assert kept(page) == "The newer text"
    for said in ("has changed since you opened it", "The newer text", "The older text"):
        assert said in answer.content.decode()


def test_what_is_sent_again_after_reading_it_is_kept(teos, page):
    old = version(teos, page)
    teos.post(page, {"what": "The newer text", "version": old})
    shown = teos.post(page, {"what": "The older text", "version": old}).context["form"]["version"].value()
    assert teos.post(page, {"what": "Both texts", "version": shown}).status_code == 302
    assert kept(page) == "Both texts"


def test_a_second_click_goes_on(teos, page):
    old = version(teos, page)
    first, second = (teos.post(page, {"what": "The same", "version": old}) for _ in range(2))
    assert first.url == second.url


def test_another_page_answered_meanwhile_is_no_matter(teos, page):
    old = version(teos, page)
    teos.post(page.replace("seen", "time"), {"known": "unknown"})
    assert teos.post(page, {"what": "Said", "version": old}).status_code == 302
