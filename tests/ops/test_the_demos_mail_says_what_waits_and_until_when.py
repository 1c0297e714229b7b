"""/demo/outbox/: caught mail, newest first, and what still waits and until when; the last days are the real worker's."""

import datetime
from uuid import uuid4

import pytest

from foundation.dossiers.models import Dossier
from foundation.messages import services
from foundation.people.rules import SYSTEM
from tmt_policy.demo import clock

SUNDAY_NIGHT = datetime.datetime(2026, 11, 22, 21, 0, tzinfo=datetime.UTC)
FRIDAY = datetime.datetime(2026, 11, 20, 14, 0, tzinfo=datetime.UTC)


@pytest.fixture
def queued(hana):
    def queue(reference):
        services.queue(dossier=Dossier.objects.get(kind="trust"), code="case.opened", to=hana, about=uuid4(), reference=reference,
                       path="/cases/", at=FRIDAY, by=SYSTEM)

    return queue


def test_what_is_late_still_waits_for_the_morning(client, queued, time_machine):
    queued("C-2222-2222")
    time_machine.move_to(SUNDAY_NIGHT, tick=False)
    assert "23 November 2026, 7:30am" in client.get("/demo/outbox/").content.decode()


def test_one_reference_can_be_followed(client, queued):
    queued("C-2222-2222")
    queued("C-3333-3333")
    page = client.get("/demo/outbox/?about=C-3333-3333").content.decode()
    assert "C-3333-3333" in page
    assert "C-2222-2222" not in page


def test_the_newest_mail_stands_first(client, db, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    mail = "Subject: {}\nTo: hana@northgate.example\nDate: Mon, 23 Nov 2026 12:00:00 +0000\n\nText\n" + "-" * 79 + "\n"
    (tmp_path / "1.log").write_text(mail.format("First") + mail.format("Second"))
    page = client.get("/demo/outbox/").content.decode()
    assert page.index("Second") < page.index("First")


@pytest.mark.parametrize("day", range(7))
def test_on_any_weekday_the_last_days_are_the_real_workers(day):
    now = SUNDAY_NIGHT + datetime.timedelta(days=day)
    *_, before, last = clock.weeks(clock.Days(now).ago(545, 9), now)
    assert (last, last - before >= datetime.timedelta(days=5)) == (now, True)
