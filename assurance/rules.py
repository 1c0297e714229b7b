"""Terms in which figures close, and what the measures are called. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from policy.rules import FAMILY_NAMES

SETTLING_DAYS = 14  # a term's cells are published this long after its end, so that late decisions are in

REPORTS = "reports"
UNDECIDED = "unclassified"
CATEGORIES = {**FAMILY_NAMES, UNDECIDED: "Not decided when the term closed"}
TRUST_UNIT = "trust"  # what was routed away from a head is counted here and nowhere else (DOMAIN 6.3 R8)


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
    """Where an incident of `academy` (code, "" for the trust) on routing rung `tier` is counted."""
    return TRUST_UNIT if tier >= 3 or academy not in grouping else grouping[academy]
