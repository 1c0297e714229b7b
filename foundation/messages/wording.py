"""From a row to a mail: the wording is a template found by the message's code, and it is given five things and no more (DESIGN 5).

`mail/<code>.txt` lies in the room that owns the code. Its first line is the subject, the rest the body. The context is the reference,
the due date in words, what is left of it at this moment, the link and the trust's name: what is not in the context cannot leak through a
template.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template import Context, loader

from foundation.face import when
from foundation.people.accounts import invitation_path, reset_path

from .models import Message
from .rules import INVITED, RESET

GIVEN = ("reference", "due_at", "left", "link", "trust")
_LONGEST_SUBJECT = 120
_FRESH = {RESET: reset_path, INVITED: invitation_path}


def message_id(uuid: UUID) -> str:
    """The Message-ID of a mail: the same at every try, so that a mail system that got it twice can tell. Names no machine of ours."""
    return f"<{uuid.hex}@{host()}>"


def host() -> str:
    """The name this site is reached by."""
    return urlsplit(settings.SITE_URL).hostname


def letter(rows: Sequence[Message], at: datetime) -> EmailMessage:
    """The mail for one message, or the digest for several of one recipient.

    Raises TemplateDoesNotExist for a code nobody has worded, ValueError for an address that is not one plain address.
    """
    to = rows[0].to.email
    try:
        validate_email(to)
    except ValidationError as wrong:
        raise ValueError("Not one plain address.") from wrong
    subject, body = _one(rows[0], at) if len(rows) == 1 else _digest(rows, at)
    headers = {
        "Date": format_datetime(when.london(at)), "Message-ID": rows[0].message_id,
        "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All",  # an absence reply tells where somebody is not
    }
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)


def subject(row: Message, at: datetime) -> str:
    """What the mail of a message says, or would say at `at`, in its first line. No link is made for it.

    Raises TemplateDoesNotExist for a code nobody has worded.
    """
    return _split(_template(row), {**_facts(row, at), "link": ""})[0]


def given(row: Message, at: datetime) -> dict[str, str]:
    """All that a wording may say about a message sent at `at`: what is `left` is counted then, however long the row waited."""
    return {**_facts(row, at), "link": settings.SITE_URL.rstrip("/") + _path(row)}


def _facts(row: Message, at: datetime) -> dict[str, str]:
    left = when.countdown(row.due_at, at) if row.due_at else ""
    due = when.moment(row.due_at) if row.due_at else ""
    return {"reference": row.reference, "due_at": due, "left": left[:1].lower() + left[1:], "trust": settings.TRUST_NAME}


def _path(row: Message) -> str:
    return (_FRESH[row.code](row.to) if row.code in _FRESH else "") or row.path


def _one(row: Message, at: datetime) -> tuple[str, str]:
    return _split(_template(row), given(row, at))


def _template(row: Message):
    family = row.code.partition(".")[0]
    return loader.select_template([f"mail/{row.code}.txt", f"mail/{family}.txt"])


def _digest(rows: Sequence[Message], at: datetime) -> tuple[str, str]:
    items = [{"action": _one(row, at)[0], **given(row, at)} for row in rows]
    return _split(loader.get_template("outbox/digest.txt"), {"items": items, "trust": settings.TRUST_NAME})


def _split(template, context: dict) -> tuple[str, str]:
    # a plain Context: no request and no context processor; plain text, so nothing is escaped
    subject, _, body = template.template.render(Context(context, autoescape=False)).strip().partition("\n")
    return " ".join(subject.split())[:_LONGEST_SUBJECT], body.strip() + "\n"
