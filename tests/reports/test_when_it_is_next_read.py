"""What the first page says about when those who read it are told, and the mail that keeps it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.deadlines.services import add_closures
from foundation.face.when import london
from foundation.messages.models import Message
from foundation.messages.selectors import ready
from reports.journey.rules import reading_words
from reports.journey.selectors import working_days
from tests.triage import scene

CLOSED = {date(2026, 12, 25), date(2026, 12, 28)}


def words(*moment):
    return reading_words(datetime(*moment, tzinfo=UTC), lambda day: day.weekday() < 5 and day not in CLOSED)


@pytest.mark.parametrize(
    "moment, said",
    [
        ((2026, 11, 23, 12), "are told at once."),
        ((2026, 11, 23, 6), "told today at 7:30am."),
        ((2026, 11, 23, 18), "told tomorrow at 7:30am."),
        ((2026, 11, 27, 20), "told on Monday 30 November 2026 at 7:30am."),
        ((2026, 12, 24, 19), "told on Tuesday 29 December 2026 at 7:30am."),
        ((2026, 7, 1, 6, 45), "are told at once."),  # 7:45am in London
        ((2026, 7, 1, 17, 30), "told tomorrow at 7:30am."),
    ],
)
def test_next_read(moment, said):
    assert words(*moment).endswith(said)


FRIDAY_NIGHT, CHRISTMAS, SUMMER = (datetime(2026, *rest, tzinfo=UTC) for rest in ((11, 27, 20), (12, 25, 10), (7, 29, 10)))


@pytest.mark.parametrize("at, leaves", [
    (FRIDAY_NIGHT, datetime(2026, 11, 30, 7, 30, tzinfo=UTC)),
    (CHRISTMAS, datetime(2026, 12, 29, 7, 30, tzinfo=UTC)),
    (SUMMER, datetime(2026, 8, 3, 6, 30, tzinfo=UTC)),
])  # fmt: skip
def test_the_mail_leaves_when_the_page_said(teo, tam, sasha, alder, at, leaves):
    add_closures(alder, date(2026, 7, 20), date(2026, 8, 2))
    report = scene.sent(teo, tam, at=at)
    said = reading_words(at, working_days(teo, at))
    assert Message.objects.get(about=report.uuid, code="report.waiting", to=sasha).not_before == leaves
    assert london(leaves).strftime("%A") in said
    assert Message.objects.get(pk__in=ready(leaves), about=report.uuid, to=sasha)
    assert not ready(leaves - timedelta(minutes=1)).filter(about=report.uuid).exists()


@pytest.mark.parametrize("at", [FRIDAY_NIGHT, CHRISTMAS, SUMMER])
def test_danger_goes_out_at_any_hour(teo, tam, sasha, alder, at):
    add_closures(alder, date(2026, 7, 20), date(2026, 8, 2))
    report = scene.sent(teo, tam, at=at, danger="yes")
    assert {message.to for message in ready(at).filter(about=report.uuid, code="report.waiting")} >= {sasha}
