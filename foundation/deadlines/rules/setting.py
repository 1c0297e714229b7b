"""What a trust may set about its clocks: how long each runs, within what law, the policy and a child's safety allow (DOMAIN 1, 8.3)."""

from .kinds import GUARDS, KINDS, Kind
from .terms import AT_ONCE, BEFORE, CALENDAR_DAYS, HOURS, MINUTES, MONTHS, WORKING_DAYS, Terms

POLICY, LAW, OWN = "policy", "law or guidance", "trust default"
BASES = {OWN: "The trust’s own choice", POLICY: "A policy or procedure", LAW: "Law or guidance"}
CHOICES = {OWN: BASES[OWN], POLICY: "A policy of the trust, or a procedure of its area"}  # what the law says is not set here
_BASIS_OF = {"P": POLICY, "V": LAW, "U": LAW}
UNITS = {HOURS: "hour", MINUTES: "minute", WORKING_DAYS: "working day", CALENDAR_DAYS: "day", MONTHS: "month"}
MOST = {HOURS: 240, MINUTES: 600, WORKING_DAYS: 90, CALENDAR_DAYS: 366, MONTHS: 60}
ABOUT = {
    "report": "Reports", "safeguarding": "Safeguarding", "breach": "Data breaches", "removal": "Removing content", "case": "Cases",
    "concern": "Low-level concerns", "care": "Looking after whoever reported", "support": "Looking after whoever it was aimed at",
    "cooperation": "Asking somebody to co-operate", "disciplinary": "Hearings", "": "Notice, limits and lives of warnings",
}
_BY_LENGTH = {"SHORT": 1, "MEDIUM": 10, "LONG": 1000}
SAME = "That is what holds now."


def shown() -> dict[str, list[Kind]]:
    """The kinds a trust uses, by what they are about, in the order of a matter's life."""
    used = [kind for kind in KINDS.values() if kind.wired and kind.about in ABOUT and not _from_its_thing(kind.terms)]
    groups = {title: [kind for kind in used if kind.about == about] for about, title in ABOUT.items()}
    return {title: kinds for title, kinds in (groups | {ABOUT[""]: list(GUARDS.values())}).items() if kinds}


def known(key: str) -> Kind | None:
    """A kind that has a page; None for any other word."""
    return next((kind for kinds in shown().values() for kind in kinds if kind.key == key), None)


def name(kind: Kind) -> str:
    return f"{kind.words}: {kind.when}" if kind.when else kind.words


def basis_of(kind: Kind) -> str:
    """What the shipped time rests on: one of `BASES`."""
    return _BASIS_OF.get(kind.basis, OWN)


def fixed(kind: Kind) -> str:
    """Why nobody here changes it, as a sentence; "" where it may be set."""
    if kind.fixed or kind.terms.clock == AT_ONCE:
        return "Law or guidance sets this time: it cannot be changed here."
    if kind.terms.offsets:
        return "It is looked at on set days, which cannot be changed here."
    return ""


def longest(kind: Kind) -> int:
    """The most it may be set to, in the clock's own unit: never longer than shipped where a child's safety or the policy needs it."""
    careful = kind.terms.safeguarding or kind.terms.night or kind.basis == "P"
    return kind.terms.amount if careful else kind.most or MOST[kind.terms.clock]


def refusal(kind: Kind, amount: int) -> str:
    """Why `amount` (in the clock's unit) cannot be set, as a sentence; "" where it can."""
    if sentence := fixed(kind):
        return sentence
    if kind.least <= amount <= longest(kind):
        return ""
    return f"Choose from {kind.least} to {longest(kind)}{_why(kind)}."


def pattern_for(kind: Kind, amount: int) -> str:
    """The reminders that fit a clock of `amount`, by name: of working days a longer one is reminded of earlier (DOMAIN 8.2)."""
    if kind.terms.clock != WORKING_DAYS or kind.pattern not in _BY_LENGTH:
        return kind.pattern
    return next(pattern for pattern, most in _BY_LENGTH.items() if amount <= most)


def _why(kind: Kind) -> str:
    if kind.terms.safeguarding or kind.terms.night:
        return ": for the safety of children it can be shorter, never longer"
    return ": less would be unfair to the person it is about" if kind.least > 1 else ""


def _from_its_thing(terms: Terms) -> bool:
    """Counts down to a date that stands in the thing itself."""
    return terms.nature == BEFORE and not terms.amount
