"""Terms in which figures close, and what the measures are called. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.dossiers.rules import BOARD_RUNGS, RUNG_CEO
from foundation.trail.rules import canonical
from policy.rules import FAMILY_NAMES

SETTLING_DAYS = 14  # a term's cells are published this long after its end, so that late decisions are in

REPORTS = "reports"
UNDECIDED = "unclassified"
CATEGORIES = {**FAMILY_NAMES, UNDECIDED: "Not decided when the term closed"}
TRUST_UNIT = "trust"  # what was routed away from a head is counted here and nowhere else (DOMAIN 6.3 R8)

# what has to be done in time → in words; of the first alone the share is shown, of the others whether all were (DOMAIN 6.5)
TRIAGE, REMOVALS, DSL, LADO, INVESTIGATION = "triage_in_time", "removals", "dsl_in_time", "lado_in_time", "investigation_in_time"
DUTIES = {
    TRIAGE: "First decision on a report",
    REMOVALS: "Content that was asked to be removed was checked to be gone",
    DSL: "A safeguarding lead looked at a concern about a child on the same day",
    LADO: "The LADO was asked within one working day",
    INVESTIGATION: "The report of an investigation",
}
CLOCKS = {"dsl_review": DSL, "lado_referral": LADO, "investigation_report": INVESTIGATION, "investigation_report_sg": INVESTIGATION}
TALLIED = (TRIAGE, REMOVALS)  # kept as totals; the others are read from their clocks when the term is published


@dataclass(frozen=True, order=True)
class Term:
    """A trust-wide term of whole months. `code` such as 2026-autumn sorts by school year through `first`."""

    first: date
    last: date
    name: str

    @property
    def code(self) -> str:
        return f"{self.first.year}-{self.name.lower()}"

    @property
    def label(self) -> str:
        return f"{self.name} term {self.first.year}"

    @property
    def months(self) -> tuple[date, ...]:
        return tuple(date(self.first.year, month, 1) for month in range(self.first.month, self.last.month + 1))

    @property
    def school_year(self) -> int:
        return self.first.year if self.name == "Autumn" else self.first.year - 1


def term_of(day: date) -> Term:
    """The term a day lies in: autumn September–December, spring January–March, summer April–August."""
    if day.month >= 9:
        return Term(date(day.year, 9, 1), date(day.year, 12, 31), "Autumn")
    if day.month <= 3:
        return Term(date(day.year, 1, 1), date(day.year, 3, 31), "Spring")
    return Term(date(day.year, 4, 1), date(day.year, 8, 31), "Summer")


def before(term: Term) -> Term:
    """The term before."""
    return term_of(term.first - timedelta(days=1))


def closed_terms(day: date, since: date) -> list[Term]:
    """Terms ended and settled by `day` that touch `since` or later, oldest first."""
    found, term = [], term_of(day)
    while term.last >= since:
        if term.last + timedelta(days=SETTLING_DAYS) < day:
            found.append(term)
        term = before(term)
    return found[::-1]


def unit_of(academy: str, tier: int, grouping: dict[str, str]) -> str:
    """Where an incident of `academy` (code, "" for the trust) on routing rung `tier` is counted; "" for nowhere: what the Board handles
    concerns those who read the trust's figures, and the chief executive knows every other number in them (ADR 35)."""
    if tier in BOARD_RUNGS:
        return ""
    return TRUST_UNIT if tier == RUNG_CEO or academy not in grouping else grouping[academy]


AHEAD = 92  # days before a meeting from which its page can be made
CLERKS_STEP = "The page for a meeting is made by the governance professional."
MEETING_SOON = f"Give a day from today on, at most {AHEAD} days ahead."
NOTHING_YET = "No term is published yet, so there is nothing to make a page of. The first one is published two weeks after its end."
CHANGED = "This page is no longer what was frozen, so no copy of it is given out. The system administrator must look at it."


def digest(content: dict) -> str:
    """SHA-256 of a page, over the one JSON text it has."""
    return hashlib.sha256(canonical(content)).hexdigest()


def published_on(term: Term) -> date:
    """The first day on which the figures of a term are out."""
    return term.last + timedelta(days=SETTLING_DAYS + 1)


REVIEW_MONTHS = 24  # the policy is reviewed at least every two years (policy 12.1)


def review_due(approved: date) -> date:
    """The day by which a version approved on a day is reviewed; the last day of the month where there is no corresponding one."""
    year = approved.year + REVIEW_MONTHS // 12
    return approved.replace(year=year, day=28) if (approved.month, approved.day) == (2, 29) else approved.replace(year=year)


def months_until(day: date, today: date) -> int:
    """Whole months from today to a later day."""
    return (day.year - today.year) * 12 + day.month - today.month - (day.day < today.day)
