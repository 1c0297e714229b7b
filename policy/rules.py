"""What a clause is about, whom it binds, how serious it is taken to be first, and what its flags set off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Of DOMAIN 9.7. A text does not change from APPROVED on; cases pin the version in force on the day of the incident.
DRAFT, CONSULTATION, SUBMITTED_TO_BOARD = "DRAFT", "CONSULTATION", "SUBMITTED_TO_BOARD"
APPROVED, PUBLISHED, SUPERSEDED = "APPROVED", "PUBLISHED", "SUPERSEDED"
VERSION_STATES = (DRAFT, CONSULTATION, SUBMITTED_TO_BOARD, APPROVED, PUBLISHED, SUPERSEDED)

MUST, SHOULD, ADVICE = "must", "should", "advice"
LEVELS = {MUST: "Required", SHOULD: "Expected", ADVICE: "Advice only"}
ROUTES = {
    "conduct": "Staff case",
    "parent_letter": "Letter to the parent",
    "pupil_behaviour": "Pupil behaviour",
    "by_person": "Depends on the person",
}
AUDIENCES = {"all": "Everybody", "staff": "Staff", "parent": "Parents", "pupil": "Pupils"}
SEVERITIES = {0: "Not a breach on its own", 1: "Minor", 2: "Moderate", 3: "Serious", 4: "Critical"}

CONFIDENTIALITY, CONTACT, CONDUCT, BRAND, PERSONAL = "confidentiality", "contact", "conduct", "brand", "personal"
FAMILY_NAMES = {
    CONFIDENTIALITY: "Confidentiality",
    CONTACT: "Contact and boundaries",
    CONDUCT: "Conduct towards others",
    BRAND: "Brand and official accounts",
    PERSONAL: "Personal use",
}
# DOMAIN 6.5 has five families and no sixth: duties towards an inquiry or one's own team (C3.x, C5.1, C10.x) count as conduct.
_CODES = {
    CONFIDENTIALITY: "C4.1 C6b5b C6.1P-a C7.3c C7.3h C7.3i",
    CONTACT: "C1.5 C1.7 C7.3f C7.3g C7.4a C7.4b C7.4c C7.5 C7.6 C7.7 C8.3a",
    CONDUCT: "C3.3 C3.3b C3.4 C3.5 C5.1 C6b2a C6b2b C6b2c C6b2d C6b2e C6b3 C6.1P-c C6.1P-d C6.2U-e C7.3d C10.2 C10.3",
    BRAND: "C6b1 C6b4a C6b4b C6b5a C6.2U-f C7.3a C7.3b C7.3l C8.1a C8.1b C8.2a C8.2b C8.3b C8.3d",
    PERSONAL: "C6.1P-b C6.2U-a C6.2U-b C6.2U-c C6.2U-d C7.1a C7.1b C7.1c C7.2a C7.2b C7.2c C7.3e C7.3j C7.3k C7.8 C7.9 C7.10",
}
FAMILIES = {code: name for name, codes in _CODES.items() for code in codes.split()}

# The one clause about what somebody does after leaving (7.4 b2).
_AFTER_LEAVING = frozenset({"C7.4c"})


def family(code: str) -> str:
    """The clause family governors see instead of the clause (DOMAIN 6.5). Raises KeyError for a code nobody has placed."""
    return FAMILIES[code]


def applies(code: str, applies_to: str, kind: str, *, left_on: date | None = None, happened_on: date | None = None) -> bool:
    """Whether the clause may be picked for a person of `kind` (staff, parent, pupil, unknown, outsider) — DOMAIN 2.

    Staff who left before the day it happened are bound by the clauses for everybody and by 7.4 b2 only.
    """
    if applies_to == "all":
        return True
    if applies_to != kind:
        return False
    gone = left_on is not None and happened_on is not None and happened_on > left_on
    return not gone or code in _AFTER_LEAVING


def grounds_a_case(levels: Iterable[str]) -> bool:
    """Whether clauses of these levels can open a case: one that is required or expected is enough, advice is not (DOMAIN 2)."""
    return any(level in (MUST, SHOULD) for level in levels)


@dataclass(frozen=True)
class Modifier:
    """A circumstance that changes the suggested severity: by `step`, or at once to critical."""

    label: str
    step: int = 0
    jump: bool = False


# DOMAIN 2.1
MODIFIERS = {
    "child": Modifier("A child can be identified or was contacted", 1),
    "special": Modifier("It shows safeguarding or other specially protected information", 1),
    "official": Modifier("It was done from an official account", 1),
    "trust_abused": Modifier("A position of trust was abused", 1),
    "repeated": Modifier("It was repeated after advice", 1),
    "spreading": Modifier("It is being shared or the press has it", 1),
    "deliberate": Modifier("It was deliberate", 1),
    "threats": Modifier("It contains threats", 1),
    "removed": Modifier("It was removed at once without being asked", -1),
    "self_reported": Modifier("The person reported it themselves", -1),
    "closed_audience": Modifier("Only a small closed group could see it", -1),
    "inadvertent": Modifier("It was plainly not meant", -1),
    "untrained": Modifier("No training or acknowledgement of the policy is on record", -1),
    "private_messages": Modifier("A pupil was messaged privately", jump=True),
    "sexual": Modifier("It has sexual content", jump=True),
    "violence": Modifier("It threatens violence", jump=True),
    "illegal": Modifier("The content may be illegal", jump=True),
    "protection_record": Modifier("A child-protection record was disclosed", jump=True),
}


def suggest_severity(defaults: Iterable[int], modifiers: Iterable[str] = ()) -> tuple[int, list[str]]:
    """The suggested severity (1 minor … 4 critical, 0 none) and the reasons for it, as sentences' parts.

    `defaults` are the default severities of the chosen clauses, 0 for advice; the highest counts. `modifiers` are keys of
    MODIFIERS. Additive, kept within 1 to 4; advice alone is never modified (DOMAIN 2.1). Raises KeyError for an unknown modifier.
    """
    found = {key: MODIFIERS[key] for key in modifiers}
    base = max(defaults, default=0)
    if base == 0:
        return 0, ["No clause chosen is a breach on its own"]
    reasons = [
        f"The most serious clause chosen starts at {SEVERITIES[base].lower()}",
        *(f"{_step(m)}: {m.label.lower()}" for m in found.values()),
    ]
    if any(modifier.jump for modifier in found.values()):
        return 4, reasons
    return min(4, max(1, base + sum(modifier.step for modifier in found.values()))), reasons


def _step(modifier: Modifier) -> str:
    return "At once critical" if modifier.jump else "One step up" if modifier.step > 0 else "One step down"


@dataclass(frozen=True)
class Flag:
    """What a clause's flag sets off, and in which room; `prompt` is what whoever triages reads once such a clause is chosen."""

    does: str
    where: str
    prompt: str = ""


_TRIAGE = "reports.triage"
FLAGS = {
    "safeguarding": Flag(
        "The four harm questions are asked, and the safeguarding lead agrees before it ends without a case",
        _TRIAGE,
        "It is about safeguarding: without a case it ends only if the safeguarding lead agrees.",
    ),
    "lado_consider": Flag(
        "The page says that the safeguarding lead and the LADO come first",
        _TRIAGE,
        "Do not ask the person anything before the safeguarding lead has decided whether the LADO has to be asked.",
    ),
    "data_breach": Flag(
        "The question about a data breach is asked", _TRIAGE, "If personal data may have got out, say so at once: the law counts hours."
    ),
    "leader_subject": Flag("The report is routed above the person's own post", "reports.intake"),
    "removal_escalation": Flag("A removal that is late may become a concern of its own", "cases.removals"),
    "removal_voluntary": Flag(
        "Removal can be asked for, not required", _TRIAGE, "A parent can be asked to take it down. They cannot be made to."
    ),
    "advisory_only": Flag(
        "On its own it cannot open a case", _TRIAGE, "One of these rules is advice: alone it leads to a talk, never to a case."
    ),
    "education_only": Flag(
        "On its own it cannot open a case", _TRIAGE, "One of these is something to teach a pupil about. It is not to be punished."
    ),
    "proportionality": Flag(
        "A proportionality check stands before formal action",
        "cases.closing",
        "It is about what somebody said. Belief, union activity and private life are protected: the least that works is enough.",
    ),
    "victim_support": Flag(
        "Whoever triages is asked to think of the person harmed",
        _TRIAGE,
        "Somebody may be hurt by this. Ask today how they are, and who is with them.",
    ),
    "declaration_lookup": Flag(
        "Whoever triages is asked whether the contact was approved",
        _TRIAGE,
        "Was the contact approved beforehand, or is it family? Approval after the day does not count.",
    ),
    "authorisation_lookup": Flag(
        "Whoever triages is asked whether the person was authorised",
        _TRIAGE,
        "Ask who may speak for the trust, and whether this person may.",
    ),
    "account_register_lookup": Flag(
        "Whoever triages is asked whether the account is an official one",
        _TRIAGE,
        "Ask the executive whether the account was approved, and when.",
    ),
    "pick_related_policy": Flag(
        "Whoever triages says which other policies", _TRIAGE, "Say which other policies it would break offline."
    ),
    "first_party_takedown": Flag(
        "The platform takes a report from the person impersonated only",
        _TRIAGE,
        "Platforms take down an imitation only if the person imitated asks. Offer to sit beside them.",
    ),
    "illegal_content_check": Flag(
        "The question whether the content is illegal is asked; a yes makes it critical, with four hours",
        _TRIAGE,
        "Could the content itself be against the law? If so, say it among what makes it more serious: it then has four hours.",
    ),
    "whistleblowing_check": Flag(
        "The question whether it is a protected disclosure is asked",
        _TRIAGE,
        "Say whether it could be whistleblowing, or union activity. Then it is protected: pass it on under that procedure.",
    ),
    "signpost_complaints": Flag(
        "The complaints procedure is pointed out",
        _TRIAGE,
        "The parent has a concern. Point them to the complaints procedure, and pass it on.",
    ),
    "platform_underage_report": Flag(
        "The platform's form for under-age accounts is pointed out",
        _TRIAGE,
        "The account is under the platform's age: use the platform's own form for that, and tell the parents.",
    ),
    "monitoring_evidence": Flag(
        "Whoever triages is asked where the evidence comes from",
        _TRIAGE,
        "Say how it was found out. What was found by watching staff may be used only if that was lawful and they knew of it.",
    ),
    "reasonableness_review": Flag(
        "HR is asked whether the refusal was reasonable",
        _TRIAGE,
        "A refusal can be reasonable. Let HR look at its reasons before you judge it.",
    ),
}


def prompts(flags: Iterable[str]) -> list[str]:
    """What the flags of the chosen clauses ask of whoever triages, in the order of `FLAGS`."""
    raised = set(flags)
    return [flag.prompt for name, flag in FLAGS.items() if name in raised and flag.prompt]


RELATED_POLICIES = {
    "CP": "Child protection",
    "DP": "Data protection",
    "COC": "Code of conduct",
    "EQ": "Equality",
    "AUP": "Acceptable use",
    "ESAF": "E-safety",
    "BEH": "Behaviour",
    "HSA": "Home-school agreement",
    "CPL": "Complaints",
    "HS": "Health and safety",
    "REG": "Rules of a regulator",
}
LAW = {
    "UKGDPR": "UK GDPR",
    "UKGDPR8": "UK GDPR article 8",
    "UKGDPR35": "UK GDPR article 35",
    "CONF": "Duty of confidence",
    "DEF": "Defamation Act 2013",
    "PHA": "Protection from Harassment Act 1997",
    "MCA": "Malicious Communications Act 1988 and Communications Act 2003 s127",
    "OSA": "Online Safety Act 2023 Part 10",
    "OSA179": "Online Safety Act 2023 s179",
    "EQA": "Equality Act 2010",
    "CDPA": "Copyright",
    "TMK": "Trade marks",
    "CMA": "Computer Misuse Act 1990",
    "FRA": "Fraud Act 2006",
    "SOA15": "Sexual Offences Act 2003",
    "TS2": "Teachers' Standards Part 2",
    "KCSIE4": "Keeping children safe in education Part 4",
    "ECHR8": "Article 8 (private life)",
    "ECHR10": "Article 10 (expression)",
    "PIDA": "Protected disclosures",
    "TULRCA": "Union activity",
    "IPR2018": "Interception regulations 2018",
    "REF": "Negligent reference",
}
PLATFORM_ACTIVE, PLATFORM_RENAMED, PLATFORM_CLOSED = "active", "renamed", "closed"
PLATFORM_STATES = {PLATFORM_ACTIVE: "In use", PLATFORM_RENAMED: "Renamed", PLATFORM_CLOSED: "Closed"}
