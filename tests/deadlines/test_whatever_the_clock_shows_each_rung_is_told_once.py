"""The machine's clock jumps; London's clocks change in the night. Reminders go by moments, not by what a clock shows."""

from datetime import timedelta

import pytest

from foundation.deadlines import services
from foundation.messages.models import Message
from foundation.messages.services import send_due
from tests.deadlines.calendars import london

HOUR = timedelta(hours=1)
QUARTER = HOUR / 4


def told():
    """(rung, when it was told) in the order they were told; keys read deadline:<uuid>:<revision>:<rung>:<person>."""
    return [(key.split(":")[3], at) for key, at in Message.objects.order_by("pk").values_list("key", "created_at")]


@pytest.mark.parametrize("ahead, highest", [(2 * HOUR, "T"), (24 * HOUR, "T+4h")])
def test_ahead_and_back_again_tells_nothing_twice(begin, at, mailoutbox, ahead, highest):
    begin("triage_critical", at=at - 2 * HOUR)
    for moment in (at, at + ahead, at, at + HOUR, at + 2 * HOUR):
        services.sweep(at=moment)
        send_due(at=moment)
    assert [rung for rung, _ in told()][:2] == ["50%", highest]
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == len(mailoutbox) == len(told())


def test_after_a_clock_that_went_back_the_next_rung_is_told_when_it_comes(begin, at):
    begin("evidence_capture")
    for hours in (1, 2, 1, 1.5, 2, 2.75, 3):
        services.sweep(at=at + hours * HOUR)
    assert dict(told()) == {"50%": at + HOUR, "T": at + 2 * HOUR, "T+1h": at + 3 * HOUR}


@pytest.mark.parametrize("start", ["2026-10-25 00:30", "2027-03-28 00:30"])
def test_a_night_an_hour_longer_or_shorter_moves_no_rung(begin, start):
    begun = london(start)
    begin("triage_critical", at=begun)
    for quarter in range(17):
        services.sweep(at=begun + quarter * QUARTER)
    assert told() == [("50%", begun + 2 * HOUR), ("75%", begun + 3 * HOUR), ("T", begun + 4 * HOUR)]
