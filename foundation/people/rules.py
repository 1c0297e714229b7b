"""Who may do what, as one table; the actors that are nobody."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Nobody:
    """An actor without a person: the system itself, or somebody who chose not to sign in. `proof`: the hash of what the latter holds."""

    token: str
    proof: str = field(default="", repr=False)


SYSTEM = Nobody("system")
ANONYMOUS = Nobody("anonymous")

# Roles that a Placement may carry (DOMAIN 6.1). Parts in one dossier (reporter, subject, triager …) are not roles.
SLT, HEAD, DSL, DEPUTY_DSL = "SLT", "HEAD", "DSL", "DEPUTY_DSL"
HR, DPO, CEO, EXEC, TRUST_SG = "HR", "DPO", "CEO", "EXEC", "TRUST_SG"
LGB_MEMBER, LGB_CHAIR, LGB_VICE_CHAIR, LGB_STAFF = "LGB_MEMBER", "LGB_CHAIR", "LGB_VICE_CHAIR", "LGB_STAFF"
TRUSTEE, CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, WB_TRUSTEE = "TRUSTEE", "CHAIR_TRUSTEES", "VICE_CHAIR_TRUSTEES", "WB_TRUSTEE"
CLERK, AUDITOR, SYSADMIN, EXTERNAL_IO = "CLERK", "AUDITOR", "SYSADMIN", "EXTERNAL_IO"

ROLE_NAMES = {
    SLT: "Senior leader", HEAD: "Headteacher", DSL: "Designated safeguarding lead", DEPUTY_DSL: "Deputy designated safeguarding lead",
    HR: "HR", DPO: "Data protection officer", CEO: "Chief executive", EXEC: "Executive", TRUST_SG: "Trust safeguarding lead",
    LGB_MEMBER: "Governor", LGB_CHAIR: "Chair of governors", LGB_VICE_CHAIR: "Vice-chair of governors", LGB_STAFF: "Staff governor",
    TRUSTEE: "Trustee", CHAIR_TRUSTEES: "Chair of Trustees", VICE_CHAIR_TRUSTEES: "Vice-chair of Trustees",
    WB_TRUSTEE: "Whistleblowing trustee", CLERK: "Governance professional", AUDITOR: "Independent sampler",
    SYSADMIN: "System administrator", EXTERNAL_IO: "External investigator",
}
TRUST_ROLES = frozenset(
    {HR, DPO, CEO, EXEC, TRUST_SG, TRUSTEE, CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, WB_TRUSTEE, CLERK, AUDITOR, SYSADMIN, EXTERNAL_IO}
)
GOVERNANCE = frozenset({LGB_MEMBER, LGB_CHAIR, LGB_VICE_CHAIR, LGB_STAFF, TRUSTEE, CHAIR_TRUSTEES, VICE_CHAIR_TRUSTEES, WB_TRUSTEE})
LGB = frozenset({LGB_MEMBER, LGB_CHAIR, LGB_VICE_CHAIR, LGB_STAFF})

# role or part → rights (DOMAIN 6.4). A right never opens one dossier by itself: the door does.
_TRIAGE = frozenset({"report.read", "report.triage"})
_CONCERN = frozenset({"concern.read", "concern.decide"})
_CASE = frozenset({"case.read", "case.propose", "case.open", "case.manage", "removal.issue", "removal.verify"})
_CALLED = frozenset({"contacts.read"})  # they hear when somebody changes whom pages name to call
_SUPPORT = frozenset({"support.give"})
_GOVERNS = frozenset({"assurance.read", "assurance.frozen"})
_BOARD = frozenset({"assurance.trust", "assurance.frozen"})
_ROLES = frozenset({"roles.read", "roles.agree", "roles.stop"})
RIGHTS = {
    SLT: _TRIAGE | {"removal.verify", "case.propose", "deadlines.read", "settings.read"},
    HEAD: _TRIAGE | _CASE | _CONCERN | _SUPPORT
    | {"operations.read", "platform.read", "cover.read", "deadlines.read", "settings.read", "calendar.keep", "academy.keep"},
    CEO: _TRIAGE | _CASE | _CONCERN | _SUPPORT | _BOARD
    | {"operations.read", "cover.read", "coop.review", "hearing.arrange", "deadlines.read", "settings.read", "academy.keep"} | _ROLES,
    DSL: _CALLED | {"report.read", "safeguarding.read", "concern.read"},
    DEPUTY_DSL: _CALLED | {"report.read", "safeguarding.read", "concern.read"},
    TRUST_SG: _CALLED | {"report.read", "safeguarding.read", "concern.read", "cover.read"},
    DPO: _CALLED | {"report.read", "breach.read", "coop.agree", "roles.read", "roles.stop"},
    HR: _SUPPORT
    | {"report.read", "case.read", "case.advise", "care.ask", "coop.review", "coop.agree", "hearing.arrange", "deadlines.read"}
    | {"settings.read"} | _ROLES,
    WB_TRUSTEE: frozenset({"care.ask"}),
    LGB_MEMBER: _GOVERNS, LGB_CHAIR: _GOVERNS, LGB_VICE_CHAIR: _GOVERNS, LGB_STAFF: _GOVERNS,
    TRUSTEE: _BOARD, CHAIR_TRUSTEES: _BOARD | _ROLES | {"care.fill"}, VICE_CHAIR_TRUSTEES: _BOARD | _ROLES | {"care.fill"},
    CLERK: frozenset({"care.fill", "assurance.frozen", "assurance.freeze"}),
    SYSADMIN: frozenset({"system.operate", "settings.read", "settings.change", "calendar.keep", "academy.keep"})
    | {"roles.read", "roles.ask", "people.keep"},
    # parts in one dossier
    "triager": _TRIAGE | {"removal.issue"},  # on a report alone (DOMAIN 9.3)
    "routed": _TRIAGE | _CASE | _CONCERN | _SUPPORT | {"care.ask", "coop.review", "hearing.arrange"},
    "case_manager": _CASE | {"coop.lead", "coop.approve"},
    "investigator": frozenset({"case.read", "case.investigate", "coop.lead", "coop.draft"}),
    "verifier": frozenset({"removal.verify"}),
    "independent_senior": frozenset({"removal.decide"}),
    "supporter": _SUPPORT,
    "hearing_chair": frozenset({"hearing.read", "hearing.hear"}),
    "panel": frozenset({"hearing.read"}),
}


def rights_of(symbols) -> frozenset[str]:
    """All rights that any of `symbols` (roles or parts) carries."""
    return frozenset().union(*(RIGHTS.get(symbol, frozenset()) for symbol in symbols))


def symbols_with(right: str) -> frozenset[str]:
    """The roles and parts that carry `right`."""
    return frozenset(symbol for symbol, rights in RIGHTS.items() if right in rights)


# rights that show figures under disclosure control, and nothing about anybody
_OPEN = frozenset({"assurance.read", "assurance.frozen", "assurance.trust"})


def guarded(rights: Iterable[str]) -> bool:
    """Whether somebody with `rights` can come to read what is about a person, or decide who does (DESIGN 3)."""
    return not _OPEN.issuperset(rights)


# A role without rights of its own is given to people who then get a part in a dossier.
GUARDED_ROLES = frozenset(role for role in ROLE_NAMES if role not in RIGHTS or guarded(RIGHTS[role]))


def may_deputise(held: Iterable[tuple[str, int | None]], covered: Iterable[tuple[str, int | None]]) -> bool:
    """Whether somebody who holds the places `held` (role, academy id) can do all that goes with `covered` without being given anything:
    at each place they already hold the rights of the role there. Giving a role takes two people; naming a deputy does not."""
    own: dict[int | None, set[str]] = {}
    for role, place in held:
        own.setdefault(place, set()).update(RIGHTS.get(role, ()))
    return all(RIGHTS.get(role, frozenset()) <= own.get(place, set()) for role, place in covered)


FIRST_YEAR, AHEAD = 2000, timedelta(days=5 * 366)  # of last days: a trustee's term is four years


def unlikely_last_day(last: date, today: date) -> str:
    """Why a day is nobody's last, as when a digit is wrong; "" where it can be."""
    if last.year < FIRST_YEAR:
        return f"their last day is before {FIRST_YEAR}: check the year."
    return "their last day is more than five years ahead: check the year." if last > today + AHEAD else ""


EARLIEST_START, COMING = 1940, timedelta(days=366)


def unlikely_first_day(first: date, today: date) -> str:
    """Why a day is nobody's first, as when a digit is wrong; "" where it can be. Nobody leaves before it, so it is never far ahead."""
    if first.year < EARLIEST_START:
        return f"their first day is before {EARLIEST_START}: check the year."
    return "their first day is more than a year ahead: check the year." if first > today + COMING else ""


OPEN = "trust.open"  # setting: whether reports may come. A trust that was not set up step by step is open

# whom a page names beside the people of the directory, when the trust has set it: never a number from anybody's memory
SUPPORT, WHISTLEBLOWING, NIGHT = "support", "whistleblowing", "night"
CONTACTS = {
    SUPPORT: "Support for staff, from outside the trust",
    WHISTLEBLOWING: "Whom to tell of wrongdoing by the trust",
    NIGHT: "Whom to call out of hours when a child is in danger; an academy can have its own",
}
_PHONE = re.compile(r"\+?\d[\d ]{4,19}")


@dataclass(frozen=True)
class Contact:
    """Somebody to call: `phone` as people read it."""

    name: str
    phone: str

    @property
    def dial(self) -> str:
        return self.phone.replace(" ", "")


def check_contact(contact: str, name: str, phone: str) -> None:
    """Raises ValueError for a contact no page names, and for half of one; no name and no phone at all takes it away."""
    if contact not in CONTACTS:
        raise ValueError(f"No page names {contact!r}.")
    if (name or phone) and not (name.strip() and len(name) <= 80 and _PHONE.fullmatch(phone)):
        raise ValueError("A contact has a name of at most 80 letters and a phone number of digits and spaces.")
