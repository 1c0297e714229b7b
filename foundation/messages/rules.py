"""When a message may go, how often it is tried, and what may stand in its address (DESIGN 5, DOMAIN 8.2)."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from foundation.dossiers.rules import Refused
from foundation.face import when

HELD, QUEUED, CLAIMED, SENT = "held", "queued", "claimed", "sent"
CANCELLED, FAILED, UNREACHABLE = "cancelled", "failed", "unreachable"
STATES = (HELD, QUEUED, CLAIMED, SENT, CANCELLED, FAILED, UNREACHABLE)
ENDED = frozenset({SENT, CANCELLED, FAILED, UNREACHABLE})
UNSENT = frozenset(STATES) - {SENT, CANCELLED}  # what cancelling still reaches: a failed one could be tried again
NEVER_LEFT = frozenset({HELD, CANCELLED, UNREACHABLE})  # where a message about a matter may stand before anybody spoke

RESET, INVITED = "account.reset", "account.invited"
WITH_FRESH_LINK = frozenset({RESET, INVITED})  # their link is made when they are sent, and stands nowhere
NORMAL, URGENT, DIGEST = "normal", "urgent", "digest"
URGENCIES = (NORMAL, URGENT, DIGEST)

IN_PERSON, PHONE, COULD_NOT = "in_person", "phone", "could_not"
REACHED = {IN_PERSON: "In person", PHONE: "By phone", COULD_NOT: "I could not reach them"}  # as a form asks whoever told them
HOW_NAMES = {IN_PERSON: "In person", PHONE: "By phone", COULD_NOT: "Could not be told"}

# why a message ended without being sent: codes, never the server's own words, which may quote an address
WITHDRAWN, NO_DOOR, NO_ADDRESS, REFUSED, GAVE_UP, NO_WORDING = "withdrawn", "no_door", "no_address", "refused", "gave_up", "no_wording"
RESTORED = "restored"  # a backup was brought back, and it may have been sent before

AT_FAULT = frozenset({GAVE_UP, NO_WORDING, RESTORED})  # the mail server, or this version: whoever it was to has nothing to do with it
OF_AN_ADDRESS = frozenset({REFUSED, NO_ADDRESS})
OPERATE = "system.operate"

QUIET_FROM, QUIET_UNTIL = time(18), time(7, 30)
DIGEST_AT = MORNING = time(8)
LAST_NEWS_BEFORE_A_BREAK = time(15)

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
SERVER_AWAY = timedelta(minutes=1)
HOLDS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5))  # while the mail server takes no more; each a little longer, by chance
PUT_OFF_LASTS = timedelta(days=3)
CLAIM_LASTS = timedelta(minutes=10)

_CODE, _REFERENCE, _PATH = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*"), re.compile(r"[A-Z0-9-]{0,16}"), re.compile(r"/(?:[A-Za-z0-9_-]+/)*")

IsWorkingDay = Callable[[date], bool]


def is_weekday(day: date) -> bool:
    """Monday to Friday: all there is to know where no day off has been written down."""
    return day.weekday() < 5


def next_working_moment(at: datetime, is_working_day: IsWorkingDay = is_weekday) -> datetime:
    """The first moment from `at` on in working hours, 07:30 to 18:00 in London on a working day. What the first page of a report promises
    and when a message that is not urgent leaves are both this (DESIGN 5, DOMAIN 8.2)."""
    local = when.london(at)
    if is_working_day(local.date()) and QUIET_UNTIL <= local.time() < QUIET_FROM:
        return at
    return _next(QUIET_UNTIL, at, is_working_day)


def is_quiet(at: datetime, is_working_day: IsWorkingDay = is_weekday) -> bool:
    """Whether only danger and safeguarding alert anybody at `at`."""
    return next_working_moment(at, is_working_day) > at


def is_bad_hour_for_news(at: datetime, is_working_day: IsWorkingDay = is_weekday) -> bool:
    """Whether bad news read at `at` would leave the reader alone with it: on a day off, or after 15:00 before one (DESIGN 5)."""
    local = when.london(at)
    if not is_working_day(local.date()):
        return True
    return local.time() >= LAST_NEWS_BEFORE_A_BREAK and not is_working_day(local.date() + timedelta(days=1))


def first_moment(urgency: str, at: datetime, *, news: bool = False, safety: bool = False,
                 is_working_day: IsWorkingDay = is_weekday) -> datetime:
    """The earliest moment from `at` on at which a message may leave.

    Urgent: at once. Normal: in working hours. Digest: 08:00 of the next working day. `news` (of an allegation, a suspension, an
    outcome) also waits for the next working morning rather than spoil a break, unless `safety` requires it.
    """
    moment = at
    if urgency == DIGEST:
        moment = _next(DIGEST_AT, moment, is_working_day)
    elif urgency == NORMAL:
        moment = next_working_moment(moment, is_working_day)
    if news and not safety and is_bad_hour_for_news(moment, is_working_day):
        moment = _next(MORNING, moment, is_working_day)
    return moment


def next_try(tries: int, urgency: str, at: datetime, *, news: bool = False, safety: bool = False,
             is_working_day: IsWorkingDay = is_weekday) -> datetime | None:
    """When to try again after the `tries`-th failure (1 is the first) at `at`; None gives up.

    A digest that is late already waits for no other morning.
    """
    if tries > len(BACK_OFF):
        return None
    pace = URGENT if urgency == URGENT else NORMAL
    return first_moment(pace, at + BACK_OFF[tries - 1], news=news, safety=safety, is_working_day=is_working_day)


def check_address(code: str, reference: str, path: str) -> None:
    """Raises ValueError where a code, reference or path could carry words, a query, another site or a second header line."""
    if not _CODE.fullmatch(code):
        raise ValueError("A code is small letters, digits and underscores, with dots between.")
    if not _REFERENCE.fullmatch(reference):
        raise ValueError("A reference is capital letters, digits and hyphens, at most 16.")
    if not _PATH.fullmatch(path):
        raise ValueError("A path is /words/between/slashes/ of this site, with no query.")


def check_telling(how: str, why_not: str, *, themselves: bool) -> None:
    """Raises Refused where the record of a telling would prove nothing."""
    if how not in HOW_NAMES:
        raise Refused("Say how they were told.", field="how")
    if how == COULD_NOT and not why_not.strip():
        raise Refused("Say why they could not be told.", field="why_not")
    if themselves:
        raise Refused("Somebody else has to tell them: nobody records that they told themselves.")


def _next(clock: time, at: datetime, is_good_day: IsWorkingDay) -> datetime:
    """The first moment after `at` when London's clocks show `clock` on a good day; looks a year ahead."""
    today = when.london(at).date()
    days = (today + timedelta(days=ahead) for ahead in range(366))
    return next(moment for day in days if is_good_day(day) and (moment := when.at(day, clock)) > at)
