"""Eighteen months in seconds: stories that wait for their next moment, and a week's end on which reminders go out."""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import datetime, time, timedelta
from itertools import count

from foundation.deadlines.services import sweep
from foundation.face import when
from foundation.messages.services import send_due
from reports.mailbox.services import return_unanswered

from .post import nowhere

Story = Generator[datetime, datetime, None]
LAST_DAYS = timedelta(days=5)  # on whatever weekday the demo is made: what fell due since Friday is the real worker's


class Days:
    """Days counted back from the moment the demo is made, moved to a weekday in term, at an hour of the London day."""

    def __init__(self, now: datetime):
        self.now = now

    def ago(self, days: float, hour: int = 10, minute: int = 12) -> datetime:
        """The weekday `days` before now (or the one before it) at `hour`:`minute`, never later than a minute ago."""
        day = when.london(self.now - timedelta(days=days)).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return min(when.at(day, time(hour, minute)), self.now - timedelta(minutes=1))


def live(stories: Iterable[tuple[datetime, Story]], *, until: datetime, weekly: Callable[[datetime], object]) -> int:
    """Let every story run from its moment to `until`, all in one order of time; gives how many steps were taken.

    A story yields when it wants to go on and gets that moment back; what lies after `until` does not happen. Mails leave after
    each step and the sweep runs every week, as they would have; mails of the past go nowhere, those of the last days are left to the
    real worker. `weekly` is called at the end of each week.
    """
    order, queue, steps = count(), [], 0
    for at, story in stories:
        heapq.heappush(queue, (at, next(order), story, True))
    start = queue[0][0] if queue else until
    for end in weeks(start, until):
        past = end < until
        steps += _run(queue, order, end, past)
        if past:
            _week_ends(end)
        weekly(end)
    return steps


def _run(queue: list, order, end: datetime, past: bool) -> int:
    steps = 0
    while queue and queue[0][0] <= end:
        at, _, story, fresh = heapq.heappop(queue)
        if fresh:
            next(story)
        following = _go_on(story, at)
        steps += 1
        if past:
            _post(at)
        if following is not None:
            heapq.heappush(queue, (max(following, at), next(order), story, False))
    return steps


def _go_on(story: Story, at: datetime) -> datetime | None:
    try:
        return story.send(at)
    except StopIteration:
        return None


def weeks(start: datetime, until: datetime):
    """The ends of the weeks from `start`, the last of them `until`: at least LAST_DAYS after the one before."""
    end = start + timedelta(days=7)
    while end <= until - LAST_DAYS:
        yield end
        end += timedelta(days=7)
    yield until


def _week_ends(at: datetime) -> None:
    return_unanswered(at=at)
    while sweep(at=at):
        continue
    _post(at)


def _post(at: datetime) -> None:
    with nowhere():
        send_due(at=at)
