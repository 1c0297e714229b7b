"""What stands at the top of every page of a signed-in person: who they are, where they may go, when reminders last ran."""

import time
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from foundation.deadlines import selectors as deadlines
from foundation.face import when
from foundation.face.rows import NavItem

# (label, address, the right that shows it; "" for everybody)
PLACES = (
    ("Home", "/", ""),
    ("My reports", "/reports/", ""),
    ("Deadlines", "/deadlines/", "deadlines.read"),
    ("Time limits", "/deadlines/limits/", "settings.change"),
    ("Triage", "/triage/", "report.read"),
    ("Data breaches", "/triage/data-breaches/", "breach.read"),
    ("Cases", "/cases/", "case.read"),
    ("Removals", "/removals/", "removal.verify"),
    ("Figures", "/assurance/", "assurance.read"),
    ("The trust's figures", "/assurance/trust/", "assurance.trust"),
    ("Pages for meetings", "/assurance/meetings/", "assurance.freeze"),
    ("My academy", "/assurance/operations/", "operations.read"),
    ("Cover", "/cover/", "cover.read"),
    ("Whom to call", "/cover/whom-to-call/", "contacts.read"),
    ("Academies", "/academies/", "academy.keep"),
    ("System", "/system/", "system.operate"),
    ("People", "/people/", "people.keep"),
    ("Roles", "/roles/", "roles.read"),
    ("Policy", "/policy/", ""),
    ("Find", "/search/", ""),
)
_KEPT_FOR = 30  # seconds for which a process keeps what it read
_QUIET_FOR = 900  # seconds after which a missing sweep is told to the reader
ACTS_ON_ALARMS = ("system.operate", "operations.read")
_heard: dict[str, tuple[float, object]] = {}


class NavigationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.person:
            request.who = request.person.name
            request.nav = SimpleLazyObject(lambda: places(request.rights, request.path))
            request.heartbeat = SimpleLazyObject(lambda: heartbeat_sentence(timezone.now()))
            request.alarms = SimpleLazyObject(lambda: alarms(request.rights, timezone.now()))
        return self.get_response(request)


def places(rights, path: str) -> list[NavItem]:
    """The places this person's rights open, the one they stand in marked."""
    shown = [(label, href) for label, href, right in PLACES if not right or right in rights]
    here = max((href for _, href in shown if path.startswith(href)), key=len, default="")
    return [NavItem(label, href, href == here) for label, href in shown]


def heartbeat_sentence(now: datetime) -> str:
    """When the sweep last ran, in words; read from the database at most every thirty seconds per process."""
    last = _lately("sweep", deadlines.heartbeat)
    if last is None:
        return "Reminders have not run yet."
    if _quiet(last, now):
        return f"Reminders have not run since {when.moment(last)}. Tell the system administrator."
    return f"Reminders last ran {when.moment(last)}."


def alarms(rights, now: datetime) -> list[str]:
    """What does not run as it should, for those who can do something about it: leaders, and whoever runs the system (DESIGN 5)."""
    if not any(right in rights for right in ACTS_ON_ALARMS):
        return []
    found, last = [], _lately("sweep", deadlines.heartbeat)
    if last is None or _quiet(last, now):
        since = f"since {when.moment(last)}" if last else "yet"
        found.append(f"Reminders have not run {since}: nobody is reminded of a deadline now. The system administrator has to look.")
    if _lately("holidays", lambda: deadlines.missing_holidays(when.london(now).date())):
        found.append(
            f"The bank holidays of {when.london(now).year + 1} are missing, so deadlines that run into that year come out too early. "
            "The system administrator has to fill them in."
        )
    return found


def _quiet(last: datetime, now: datetime) -> bool:
    return (now - last).total_seconds() > _QUIET_FOR


def _lately(name: str, read: Callable[[], object]):
    """What `read` said within the last thirty seconds, asked again after that: every page shows it, and it must not cost a query each."""
    asked, said = _heard.get(name, (float("-inf"), None))
    if time.monotonic() - asked > _KEPT_FOR:
        said = read()
        _heard[name] = (time.monotonic(), said)
    return said
