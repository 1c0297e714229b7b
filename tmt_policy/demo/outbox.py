"""What would have gone out by mail, for whoever tries the demo: caught mails, and what still waits and until when."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.face import when
from foundation.face.rows import Cell, Table
from foundation.messages import rules
from foundation.messages import selectors as messages
from foundation.people.marks import public

SHOWN, WAITING = 50, 200
_REFERENCE = re.compile(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}")
_WHY = {"held": "waits until somebody has spoken to them first", "queued": "waits for its time", "claimed": "is being sent"}


@dataclass(frozen=True)
class Caught:
    """One mail as it would have arrived."""

    to: str
    subject: str
    sent: str
    body: str

    @property
    def reference(self) -> str:
        found = _REFERENCE.search(self.subject)
        return found[0] if found else ""


@public
@require_safe
def outbox(request):
    """The demo's mail, all of it or what is about one reference; in production there is no such page."""
    if not settings.EMBEDDED:
        raise Http404
    now, about = timezone.now(), request.GET.get("about", "")
    days = messages.DaysOff(now)
    waiting = tuple(_line(message, now, days) for message in messages.waiting() if about in message.reference)[:WAITING]
    return render(request, "demo/outbox.html", {
        "title": "Mail of this demonstration",
        "about": about,
        "mails": [mail for mail in caught() if about in mail.subject + mail.body][:SHOWN],
        "waiting": Table("Not sent yet", ("To", "Reference", "Why", "Not before"), waiting) if waiting else None,
    })


def caught() -> list[Caught]:
    """The mails in the demo's mail folder, newest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", ""))
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True) if folder.is_dir() else []
    return [_read(part) for file in files for part in reversed(_parts(file))]


def _parts(file: Path) -> list[bytes]:
    """Django writes one file per connection, and a line of dashes after each mail."""
    return [part for part in file.read_bytes().split(b"-" * 79 + b"\n") if part.strip()]


def _read(raw: bytes) -> Caught:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    body = mail.get_body(("plain",))
    return Caught(mail["To"], mail["Subject"], when.moment(mail["Date"].datetime), body.get_content() if body else "")


def _line(message, now: datetime, days: messages.DaysOff) -> tuple:
    return message.to.name, Cell(message.reference, f"?about={message.reference}"), _WHY[message.state], _until(message, now, days)


def _until(message, now: datetime, days: messages.DaysOff) -> str:
    return "" if message.state == rules.HELD else when.moment(messages.leaves_at(message, now, days))
