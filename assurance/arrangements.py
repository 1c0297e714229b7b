"""How the arrangements stand at a moment: the policy in force, who is named for what, and whether somebody is there. Roles, never names.

Nothing here reads a report or a case: whatever happens in one, these lines stay the same.
"""

from datetime import datetime

from foundation.cover.rules import SAFEGUARDING, TRIAGE
from foundation.cover.selectors import coming_days
from foundation.face import when
from foundation.people.models import Academy
from foundation.people.rules import DEPUTY_DSL, DPO, DSL, HEAD, SLT
from foundation.people.selectors import day_of, holders, holders_by_place
from policy import selectors as policy

from . import rules

Line = tuple[str, str]


def of_the_trust(at: datetime) -> list[Line]:
    """What is the same in every academy. Two queries."""
    version, today = policy.in_force(day_of(at)), day_of(at)
    if version is None:
        return [("The policy", "No version is in force."), _dpo(at)]
    due = rules.review_due(version.approved_on)
    review = f"Was due by {when.day(due)}" if due < today else f"Is due by {when.day(due)}, in {rules.months_until(due, today)} months"
    stands = f"Version {version.label}, approved by the Board on {when.day(version.approved_on)}, in force since "
    return [("The policy", f"{stands}{when.day(version.effective_from)}"), ("Its next review", review), _dpo(at)]


def of_an_academy(academy: Academy, at: datetime) -> list[Line]:
    """Who is named in one academy, and whether somebody is there on the coming working days."""
    named = holders_by_place([(role, academy.pk) for role in (HEAD, SLT, DSL, DEPUTY_DSL)], at)
    head, leaders, lead, deputies = (named[role, academy.pk] for role in (HEAD, SLT, DSL, DEPUTY_DSL))
    days = coming_days(academy, at)
    return [
        ("Headteacher", _named(head)),
        ("Senior leaders who look at reports", _with_deputy(leaders, [*leaders[1:], *head])),
        ("Designated safeguarding lead", _with_deputy(lead, [*lead[1:], *deputies])),
        (f"Somebody there for reports, on the coming {len(days)} working days", _there(days, TRIAGE)),
        (f"Somebody there for safeguarding, on the coming {len(days)} working days", _there(days, SAFEGUARDING)),
    ]


def _dpo(at: datetime) -> Line:
    return "Data protection officer", _named(holders(DPO, None, at))


def _named(people: list) -> str:
    return "Named" if people else "Nobody is named"


def _with_deputy(people: list, others: list) -> str:
    return ("Named, with somebody to stand in" if others else "Named, with nobody to stand in") if people else "Nobody is named"


def _there(days: list, duty: str) -> str:
    return "Not on every day" if any(day.lacks(duty) for day in days) else "On every day"
