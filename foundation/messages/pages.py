"""What somebody was told, day by day, ready made: the first line of each mail, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from django.template import TemplateDoesNotExist
from django.urls import Resolver404, resolve, reverse

from foundation.face import when
from foundation.face.rows import Empty, TaskRow
from foundation.people.models import Person

from . import inbox, rules, wording
from .models import Message
from .selectors import DaysOff, leaves_at

_UNWORDED = "There is something for you"
OVER = "This page is not open to you any more: it is over, or somebody else does it now."


@dataclass(frozen=True)
class Became:
    """What became of a message, in words: beside its hour, what to do about it, and a tag where it has not arrived."""

    beside: str = ""
    do: str = ""
    tag: str = ""
    css: str = ""


def mine(person: Person, rights, at: datetime, after: str) -> dict:
    """The context of the page. `rights`: of the reader, as the doors of the house ask for them."""
    found, days = inbox.page(person, at, after), DaysOff(at)
    groups: dict[str, list[TaskRow]] = {}
    for row in found.rows:
        groups.setdefault(_day(row.moment, at), []).append(_task(row, rights, at, days))
    return {
        "title": "My messages",
        "back": reverse("home"),
        "by_mail": bool(person.email),
        "groups": [{"title": title, "rows": rows} for title, rows in groups.items()],
        "further": quote(found.further),
        "begun": bool(after),
        "empty": Empty("No messages", "When there is something to tell you, it stands here, and a mail says its reference."),
    }


def _task(row: Message, rights, at: datetime, days: DaysOff) -> TaskRow:
    title, became = _title(row, at), _became(row, at, days)
    return TaskRow(
        href=reverse("messages:open", args=[row.uuid]) if _leads_on(row, rights) else "",
        title=title,
        reference="" if row.reference in title else row.reference,
        state=f"{when.hour(row.moment)}{became.beside}",
        next_move=became.do,
        due_text=became.tag,
        due_class=became.css,
    )


def _title(row: Message, at: datetime) -> str:
    """As the mail had it; of one that has not left, as it would have it now."""
    try:
        return wording.subject(row, row.sent_at or at)
    except TemplateDoesNotExist:
        return _UNWORDED


def _became(row: Message, at: datetime, days: DaysOff) -> Became:
    if row.state == rules.SENT:
        lately = at - row.sent_at < timedelta(hours=1)
        return Became(f", sent to your e-mail {when.ago(row.sent_at, at) if lately else ''}".rstrip())
    if row.state == rules.UNREACHABLE:
        return Became(", here for you to read")
    if row.state == rules.FAILED:
        why = "Your e-mail address was refused" if row.reason == rules.REFUSED else "It could not be delivered to your e-mail"
        return Became(do=f"{why}: tell the system administrator.", tag="Not delivered", css="govuk-tag--red")
    leaves = leaves_at(row, at, days)
    if row.tries:
        return Became(", has not got through to your e-mail yet", tag=f"Tried again {_coming(leaves, at)}", css="govuk-tag--orange")
    return Became(tag="On its way" if leaves <= at else f"Goes out {_coming(leaves, at)}", css="govuk-tag--yellow")


def _leads_on(row: Message, rights) -> bool:
    """Whether its page is of a kind this reader has. A link to choose a password is for the mail alone."""
    mark = None if row.code in rules.WITH_FRESH_LINK else _mark(row.path)
    return mark is not None and (not mark.right or mark.right in rights)


def _mark(path: str):
    try:
        return getattr(resolve(path).func, "mark", None)
    except Resolver404:
        return None


def _coming(moment: datetime, at: datetime) -> str:
    days = (when.london(moment).date() - when.london(at).date()).days
    if days > 1:
        return f"on {when.london(moment):%A} {when.moment(moment)}"
    return f"{'tomorrow' if days else 'today'} at {when.hour(moment)}" if moment > at else "now"


def _day(moment: datetime, at: datetime) -> str:
    days = (when.london(at).date() - when.london(moment).date()).days
    return {0: "Today", 1: "Yesterday"}.get(days, f"{when.london(moment):%A} {when.day(moment)}")
