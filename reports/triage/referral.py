"""What a LADO asks when somebody calls, from what is known of a report, as plain text to copy (KCSIE Part 4; DOMAIN 3.1).

Who reported it is not in it: they may have asked for confidence, and the LADO asks where it matters.
"""

from foundation.dossiers.rules import SUBJECT
from foundation.face import when
from reports.concerns import rules as concerns
from reports.intake import rules as intake

from . import record
from .reading import Found

_OPEN = "(please add)"


def of(found: Found) -> str:
    """The text, part by part; what is not known has a place to be added."""
    report, flag = found.report, found.beside("safeguarding")
    words = found.words[flag.uuid]
    parts = [
        ("Academy", report.academy.name if report.academy else "The trust"),
        ("LADO", report.academy.lado_contact if report.academy and report.academy.lado_contact else _OPEN),
        ("Our reference", report.reference),
        ("We became aware on", when.moment(flag.aware_at)),
        ("The allegation is about", _concerned(found)),
        ("What is said to have happened", found.text("what_sealed")),
        ("When", when.day(report.happened_on) if report.happened_on else found.text("when_sealed") or "Not known"),
        ("Where", report.platform.name if report.platform else found.text("platform_other_sealed") or "Online"),
        ("Why the threshold of harm may be met", _limbs(found)),
        ("The child or children (name, date of birth, school)", words["elsewhere_sealed"] or _OPEN),
        ("The child's parents know", _OPEN),
        ("The person the report is about knows", _OPEN),
        ("Evidence", "Kept" if found.of("exhibit") else "None kept so far"),
        ("What we have done so far", words["review_sealed"] or _OPEN),
        ("Contact for this referral", _OPEN),
    ]
    return "\n\n".join(f"{name}:\n{said}" for name, said in parts)


def _concerned(found: Found) -> str:
    people = [record.concerned(found, row) for row in found.parties(SUBJECT)]
    return "\n".join([*people, "Date of birth, home address, other work with children: " + _OPEN])


def _limbs(found: Found) -> str:
    screening = found.beside("screening")
    given = screening.answers if screening else {}
    doubtful = (intake.YES, intake.UNSURE)
    met = [f"{record.ANSWER[given[name]]}: {asked}" for name, asked in concerns.LIMBS.items() if given.get(name) in doubtful]
    return "\n".join(met) or _OPEN
