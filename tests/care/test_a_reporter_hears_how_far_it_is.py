"""While a case is looked into, whoever investigates writes to whoever reported it, every ten working days (DOMAIN 8.3
investigation_progress), and neither learns who the other is."""

from datetime import timedelta

import pytest

from cases.investigation import services
from foundation.deadlines.models import Deadline
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from reports.mailbox.models import Letter
from tests.cases.story import about_tam, fresh, investigated
from tests.told import told_once

pytestmark = pytest.mark.django_db
WORDS = "Zaunkönig: people are being spoken to, until about the end of the month."


@told_once
def case(cast, now):
    made = about_tam(cast, now)
    investigated(made, cast, now)
    return fresh(made)


def clocks(case):
    return Deadline.objects.filter(about=case.uuid, kind="investigation_progress").order_by("pk")


def written(case, by, at, words=WORDS):
    return services.progress(case, words=words, by=by, at=at, version=fresh(case).version)


def test_they_read_it_on_their_report_and_not_who_wrote_it(case, iona, teo, now, client_of):
    written(case, iona, now)
    page = client_of(teo).get(f"/reports/{Letter.objects.get().report.reference}/").content.decode()
    assert WORDS in page
    assert "Iona" not in page
    assert case.reference not in page
    assert Message.objects.get(code="report.written").to == teo


def test_the_clock_is_met_and_the_next_one_begins(case, iona, now):
    first = clocks(case).get()
    written(case, iona, now)
    again = clocks(case).last()
    assert again.state == "running"
    assert again.due_at > first.due_at


def test_nothing_is_asked_for_once_it_is_handed_in(case, cast, now):
    services.find(case.allegations.select_related("case__dossier", "clause").get(), by=cast["iona"], at=now,
                  version=fresh(case).version, finding="proven", reason="The screenshot shows it under their own account.")
    services.submit_report(case, by=cast["iona"], at=now, version=fresh(case).version, heard="heard", summary="It was them.")
    assert not clocks(case).filter(state="running").exists()


def test_it_is_seen_before_it_goes(case, iona, client_of):
    page = f"/cases/{case.reference}/progress/"
    shown = client_of(iona).post(page, {"words": WORDS, "version": fresh(case).version})
    assert "This is what they will see" in shown.content.decode()
    assert WORDS in shown.content.decode()
    assert not Letter.objects.exists()
    changed = client_of(iona).post(page, {"words": WORDS, "version": fresh(case).version, "change": "1"})
    assert WORDS in changed.content.decode()
    client_of(iona).post(page, {"words": WORDS, "version": fresh(case).version, "send": "1"})
    assert Letter.objects.get().kind == "progress"


def test_nobody_else_writes_it_and_not_without_a_word(case, iona, rhys, now):
    with pytest.raises(Refused, match="somebody else"):
        written(case, rhys, now)
    with pytest.raises(Refused, match="Write something"):
        written(case, iona, now, words="")


def test_a_confidential_reporter_is_written_to_and_stays_unknown(cast, iona, teo, now, client_of):
    made = about_tam(cast, now, mode="confidential")
    investigated(made, cast, now)
    written(fresh(made), iona, now + timedelta(minutes=1))
    assert Message.objects.get(code="report.written").to == teo
    assert "Teo" not in client_of(iona).get(f"/cases/{made.reference}/").content.decode()
