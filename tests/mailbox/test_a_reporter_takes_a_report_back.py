"""Taking a report back ends nothing: whoever triages it is told and decides, and a child or something serious goes on (DOMAIN 9.1)."""

import pytest
from django.urls import reverse

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from reports.intake.selectors import status_words
from reports.mailbox import services
from reports.mailbox.models import Letter
from reports.mailbox.rules import goes_on
from tests.told import told_once
from tests.triage import scene


@told_once
def report(teo, tam, sasha, now):
    sent = scene.sent(teo, tam, at=now)
    scene.taken(sent, sasha, at=now)
    return sent


def test_the_triager_is_told_and_the_report_stays_where_it_is(report, teo, now):
    back = services.withdraw(scene.fresh(report), words="", by=teo, at=now)
    assert (back.state, status_words(back), back.withdrew_at) == ("IN_TRIAGE", "Being looked at", now)
    assert scene.told(report, "report.withdrawn") == {"sasha"}
    assert not Letter.objects.exists()


def test_the_reason_is_sealed_and_read_by_whoever_triages(report, teo, now):
    services.withdraw(scene.fresh(report), words="Kolibri: I was wrong.", by=teo, at=now)
    letter = Letter.objects.get()
    assert sealing.read_one(letter)["words_sealed"] == "Kolibri: I was wrong."
    assert b"Kolibri" not in bytes(letter.words_sealed)


def test_once_is_enough_and_only_the_reporter_can(report, teo, sasha, tam, now):
    for other in (sasha, tam):
        with pytest.raises(Refused, match="somebody else"):
            services.withdraw(scene.fresh(report), words="", by=other, at=now)
    services.withdraw(scene.fresh(report), words="", by=teo, at=now)
    with pytest.raises(Refused, match="already"):
        services.withdraw(scene.fresh(report), words="", by=teo, at=now)


@pytest.mark.parametrize(
    "harm, safeguarding, severity, on",
    [("no", False, 2, False), ("", False, None, False), ("possible", False, 1, True), ("no", True, 1, True), ("no", False, 3, True)],
)
def test_a_child_or_something_serious_goes_on(harm, safeguarding, severity, on):
    assert goes_on(harm=harm, safeguarding=safeguarding, severity=severity) is on


def test_both_sides_read_what_it_means(report, teo, sasha, client_of, now):
    own = reverse("reports:own", args=[report.reference])
    assert "Take your report back" in client_of(teo).get(own).content.decode()
    services.withdraw(scene.fresh(report), words="", by=teo, at=now)
    shown = client_of(teo).get(own).content.decode()
    assert "You took this report back on" in shown
    assert "Take your report back" not in shown
    assert "That ends nothing by itself" in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()


def test_a_case_that_comes_of_it_changes_nothing_of_that_page(report, teo, client_of, now):
    scene.fresh(report)
    type(report).objects.filter(pk=report.pk).update(state="LINKED_TO_CASE", decided_at=now)
    assert client_of(teo).get(reverse("mailbox:withdraw", args=[report.reference])).status_code == 200
