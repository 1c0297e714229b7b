"""What runs and what does not, ready made; each line that says no also says what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse

from foundation.deadlines import selectors as deadlines
from foundation.evidence import selectors as evidence
from foundation.evidence import vault
from foundation.face import when
from foundation.face.rows import MoveLink, Stat, Table, TaskItem
from foundation.messages import operating, rules
from foundation.people.selectors import is_open
from foundation.trail import selectors as trail
from tmt_policy import health
from tmt_policy.backup import bringing_back
from tmt_policy.database import grants

GOOD, BAD, OFF = "govuk-tag--green", "govuk-tag--red", "govuk-tag--grey"
_SCANNER = "Scanner for harmful files"
_PROVED, PROOF_LASTS = "A backup that can be brought back", timedelta(days=31)
NAMED = 40  # names in one list; beyond that the directory itself is the list


@dataclass(frozen=True)
class Again:
    """What one page tries again."""

    reason: str
    label: str
    title: str
    lead: str


AGAIN = {
    "mail-server": Again(
        rules.GAVE_UP, "Try again what the mail server did not take", "Try again what the mail server did not take?",
        "First see that the mail server takes mail again. Then everything it did not take goes out once more.",
    ),
    "no-wording": Again(
        rules.NO_WORDING, "Try again what had no wording", "Try again what had no wording?",
        "This helps after a new version has been installed that has the words.",
    ),
    "restored": Again(
        rules.RESTORED, "Send what may have been sent before", "Send what may have been sent before?",
        "A backup was brought back, and this may have left between the backup and its return. Those who had it get it a second time.",
    ),
    "refused": Again(
        rules.REFUSED, "Try again what was refused", "Try again what was refused?",
        "First correct the addresses in the directory. What goes to an address that is still wrong is refused again.",
    ),
    "no-address": Again(
        rules.NO_ADDRESS, "Send what waits for an address", "Send what waits for an address?",
        "For people who have an address in the directory by now, everything goes out that waits for one.",
    ),
}
_WHY = {
    rules.GAVE_UP: f"Not taken by the mail server, after {len(rules.BACK_OFF) + 1} tries in two days",
    rules.NO_WORDING: "No words for it in this version: tell whoever maintains it",
    rules.RESTORED: "A backup was brought back, and it may have been sent before",
}
_KINDS = {operating.REMINDER: ("reminder", "reminders"), operating.OTHER: ("message", "messages")}


def index(at: datetime) -> dict:
    """Whether everything runs, and how mail flows."""
    flow, found = operating.flow(at), health.answers(at)
    lines = [_reminders(found["heartbeat"]), _mail(flow, at), *_machines(found), _scanner(found["scanner"], at), _holidays(at)]
    lines += [_folder(), *_backups(at)]
    if not is_open():
        hint = "Nobody can report. The list says what is missing."
        lines.insert(0, TaskItem("Reports", reverse("organisation:start"), "Not yet", BAD, hint))
    wrong = sum(line.status_class == BAD for line in lines)
    return {
        "title": "The system",
        "back": reverse("home"),
        "said": f"{when.count(wrong, 'thing')} {'needs' if wrong == 1 else 'need'} you." if wrong else "Everything runs.",
        "items": lines,
        "stats": _figures(flow, at),
        "moves": [
            MoveLink("Mail that did not arrive", reverse("system:mail"), kind="secondary"),
            MoveLink("Before the first report", reverse("organisation:start"), kind="secondary"),
        ],
    }


def mail(at: datetime) -> dict:
    """What was given up, day by day, and whose address to correct."""
    rows, found = operating.given_up(), operating.addresses(at)
    reasons = {row.reason for row in rows}
    return {
        "title": "Mail that did not arrive",
        "back": reverse("system:index"),
        "given_up": Table("Given up", ("Day", "What", "Why"), tuple(_line(row) for row in rows), caption_hidden=True) if rows else None,
        "again": [_move(what) for what in ("mail-server", "no-wording", "restored") if AGAIN[what].reason in reasons],
        "refused": found.refused,
        "unusable": found.unusable,
        "missing": found.missing if len(found.missing) <= NAMED else [],
        "many_missing": len(found.missing) if len(found.missing) > NAMED else 0,
        "nobody": not (found.refused or found.unusable or found.missing),
        "corrected": [_move("refused"), _move("no-address")],
    }


def _move(what: str) -> MoveLink:
    return MoveLink(AGAIN[what].label, reverse("system:try-again", args=[what]), kind="secondary")


def _line(row: operating.GivenUp) -> tuple:
    return when.day(row.day), when.count(row.number, *_KINDS[row.kind]), _WHY[row.reason]


def _reminders(good: bool) -> TaskItem:
    last = deadlines.heartbeat()
    said = f"Last ran {when.moment(last)}." if last else "They have not run yet."
    return _item("Reminders", good, "Run", "Stopped", said if good else f"{said} Nobody is reminded now: see that the worker and beat run.")


def _mail(flow: operating.Flow, at: datetime) -> TaskItem:
    last = f"The last mail left {when.ago(flow.last, at)}." if flow.last else "No mail has left yet."
    stuck = flow.is_stuck(at)
    if flow.slow_since and not stuck:
        return TaskItem("Mail", status="Slowed", status_class=OFF, hint=_slowed(flow, at))
    return _item("Mail", not stuck, "Leaves", "Stopped", f"{last} See that the worker runs and the mail server answers." if stuck else last)


def _slowed(flow: operating.Flow, at: datetime) -> str:
    """That the mail server says: no more for now."""
    wait = f"{when.count(flow.due, 'mail')} {'waits' if flow.due == 1 else 'wait'}"
    return (f"Since {when.since(flow.slow_since, at)} the mail server takes only so many at a time, and {wait} for it. Nothing is lost, "
            "and what is urgent goes first. Ask whoever runs it how many a minute it takes, and set MAILS_PER_MINUTE somewhat lower.")


def _machines(found: dict[str, bool]) -> list[TaskItem]:
    broker = "" if found["broker"] else "Nothing is lost, and pages work; mail and reminders wait for it. See that Redis runs."
    tables = "" if found["migrations"] else "This version needs tables that are not there. Run manage.py migrate."
    return [
        _item("Database", found["database"], "Answers", "Silent", ""),
        _item("Queue of work", found["broker"], "Answers", "Silent", broker),
        _item("Tables", found["migrations"], "Complete", "Missing", tables),
        *_proof(),
    ]


def _proof() -> list[TaskItem]:
    """Whether the account this program uses could rewrite what happened; where there are no accounts there is nothing to say."""
    if connection.vendor != "postgresql":
        return []
    if grants.guarded(connection):
        return [_item("Proof of what happened", True, "Guarded", "", "")]
    hint = "The database account of this program could rewrite it. Give it one of its own: manage.py database_roles."
    return [TaskItem("Proof of what happened", status="Not guarded", status_class=OFF, hint=hint)]


def _backups(at: datetime) -> list[TaskItem]:
    """Whether somebody has lately proved that a backup can be brought back; and, for a month, that one was."""
    last, real = trail.last_restore(bringing_back.PROOF), trail.last_restore(bringing_back.REAL)
    lines = []
    if last is None:
        lines.append(TaskItem(_PROVED, status="Never", status_class=OFF, hint="Run manage.py restore-check on the newest backup."))
    elif not last.good:
        lines.append(_item(_PROVED, False, "", "Failed", f"The backup of {when.moment(last.taken_at)} cannot be relied on. See to it now."))
    else:
        old = at - last.at > PROOF_LASTS
        hint = f"On {when.day(last.at)}, of the backup of {when.moment(last.taken_at)}."
        lines.append(TaskItem(_PROVED, status="Long ago" if old else "Proved", status_class=OFF if old else GOOD, hint=hint))
    if real and at - real.at < PROOF_LASTS:
        hint = f"What happened after the backup of {when.moment(real.taken_at)} is gone. Look at the mail that did not arrive."
        lines.append(TaskItem("Brought back from a backup", status=when.day(real.at), status_class=OFF, hint=hint))
    return lines


def _scanner(good: bool, at: datetime) -> TaskItem:
    if not settings.CLAMAV:
        return TaskItem(_SCANNER, status="Off", status_class=OFF, hint="Files are not checked. That is a choice of the trust.")
    since = evidence.waiting_since()
    waits = f"The oldest unchecked file waits since {when.since(since, at)}." if since else "No file waits for it."
    return _item(_SCANNER, good, "Answers", "Silent", waits if good else f"{waits} Until it is checked, a file is opened to nobody.")


def _folder() -> TaskItem:
    hint = "A file somebody hands in cannot be kept. See that EVIDENCE_DIR is right, and the program’s own."
    good = vault.can_keep()
    return _item("Folder for files", good, "Writable", "Closed", "" if good else hint)


def _holidays(at: datetime) -> TaskItem:
    year = when.london(at).year + 1
    missing = deadlines.missing_holidays(when.london(at).date())
    hint = "Deadlines that run into that year come out too early. Run manage.py fill_bank_holidays." if missing else ""
    return _item(f"Bank holidays of {year}", not missing, "Known", "Missing", hint)


def _item(title: str, good: bool, yes: str, no: str, hint: str) -> TaskItem:
    return TaskItem(title, status=yes if good else no, status_class=GOOD if good else BAD, hint=hint)


def _figures(flow: operating.Flow, at: datetime) -> list[Stat]:
    oldest = f"The oldest was written {when.ago(flow.oldest, at)}" if flow.oldest else ""
    return [
        Stat("Ready to leave", f"{flow.due:,}", note=oldest),
        Stat("Waiting for their time", "Some" if flow.later else "None", note="Not at night, and the digest at 8am"),
        Stat("Left in the last 24 hours", f"{flow.left:,}"),
        Stat("Given up", f"{flow.given_up:,}", href=reverse("system:mail") if flow.given_up else "", kind="alert" if flow.given_up else ""),
    ]
