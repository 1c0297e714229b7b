"""What the pages of a request say of its time, and of what happens next, to the person who is asked."""

from datetime import datetime

from foundation.deadlines.selectors import calendar_of, countdown, current
from foundation.face import when
from foundation.messages.rules import COULD_NOT

from . import rules
from .models import RemovalRequest
from .selectors import hours_of


def by_when(row: RemovalRequest, at: datetime) -> str:
    """The date of the clock, or when it will begin to run."""
    if not rules.asked.is_binding(row.target.kind):
        return "As soon as you can. You are asked, not required."
    if row.state == rules.CLAIMED_REMOVED:
        return f"Said to be done on {when.moment(row.claimed_at)}"
    if row.state in rules.AT_THE_PLATFORM:
        return "Nothing is asked now"
    if row.state == rules.NON_COMPLIED:
        return "The time is over"
    if row.state in rules.SETTLED:
        return f"Done on {when.moment(row.claimed_at)}" if row.claimed_at else "No longer asked for"
    if row.state == rules.CONTESTED:
        return "The clock stands still until the objection is decided"
    deadline = current([row.uuid]).get(row.uuid)
    begins = "from when it is acknowledged" if row.reached_how == COULD_NOT else "of being told"
    return countdown(deadline.due_at, at, days=calendar_of(row.dossier)).text if deadline else f"Within {hours_of(row)} hours {begins}"


def now_what(row: RemovalRequest, at: datetime) -> list[str]:
    """Where it stands and what happens then, in sentences for the person who is asked; nobody is named (DOMAIN 5.2)."""
    if row.state == rules.ISSUED and not row.told_at:
        return ["Somebody will speak to you about it. You need not do anything before."]
    if row.state == rules.CLAIMED_REMOVED:
        check = current([row.uuid]).get(row.uuid)
        by = f" by {countdown(check.due_at, at, days=calendar_of(row.dossier)).text}" if check else ""
        return [
            f"Thank you. A leader who did not ask for this will check that it is gone{by}. You need not do anything now.",
            "If it is gone, you get a message and nothing more is asked of you. If it is still there, somebody speaks to you again.",
        ]
    return _NOW_WHAT.get(row.state, [])


_NOW_WHAT = {
    rules.CONTESTED: [
        "Your objection is with a leader who did not ask for this. The clock stands still until it is decided.",
        "You get a message when it is. Leave everything as it is until then.",
    ],
    rules.VERIFIED: [
        "Thank you. It was checked, and it is gone. Nothing more is asked of you.",
        "The address is looked at again after 1, 7 and 30 days. If it is there again, somebody speaks to you.",
    ],
    rules.CLOSED: ["Thank you. It is gone, and this is finished. Nothing more is asked of you."],
    rules.WITHDRAWN: ["This was withdrawn. Nothing is asked of you any more."],
    rules.NON_COMPLIED: [
        "The time you had is over, and it was recorded that it is not done. You can still remove it and say so here.",
        "If you could not do it, speak to whoever told you about this.",
    ],
    rules.PLATFORM_REPORTED: ["It was reported to the platform. Nothing is asked of you now."],
    rules.PLATFORM_ESCALATED: ["It was reported to the platform. Nothing is asked of you now."],
    rules.NOT_ACHIEVABLE: ["This is finished. Nothing is asked of you any more."],
}
