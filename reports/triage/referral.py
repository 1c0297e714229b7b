"""What a LADO asks when somebody calls, from what is known of a report, as plain text to copy (KCSIE Part 4; DOMAIN 3.1).

Who reported it is not in it: they may have asked for confidence, and the LADO asks where it matters. Whoever triages finds in it the day of
each conversation; what was said and noted there only those whose page of the report shows it (DOMAIN 6.3 R13).
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
    words = found.words[flag.uuid] if record.reads_notes(found) else {}
    parts = [
        ("Academy", report.academy.name if report.academy else "The trust"),
        ("LADO", report.academy.lado_contact if report.academy and report.academy.lado_contact else _OPEN),
        ("Our reference", report.reference),
        ("Reported to us on", when.moment(report.submitted_at)),
        ("We became aware that a child may have been harmed on", when.moment(flag.aware_at)),
        ("Whom we have spoken to, and when", _spoken(found)),
        ("The allegation is about", _concerned(found)),
        ("What is said to have happened", found.text("what_sealed")),
        ("When it happened", _happened(found)),
        ("Where", report.platform.name if report.platform else found.text("platform_other_sealed") or "Online"),
        ("Why the threshold of harm may be met", _limbs(found)),
        ("The child or children (name, date of birth, school)", words.get("elsewhere_sealed") or _OPEN),
        ("The child's parents know", _OPEN),
        ("The person the report is about knows", _OPEN),
        ("Evidence", "Kept" if found.of("exhibit") else "None kept so far"),
        ("What we have done so far", words.get("review_sealed") or _OPEN),
        ("Contact for this referral", _OPEN),
    ]
    return "\n\n".join(f"{name}:\n{said}" for name, said in parts)


def _happened(found: Found) -> str:
    day = found.report.happened_on
    return ". ".join(filter(None, (when.day(day) if day else "", found.text("when_sealed")))) or "Not known"


def _spoken(found: Found) -> str:
    """Each conversation with its moment, and what was advised in it."""
    lines = [f"{concerns.WHOM[row.whom]}, on {when.moment(row.spoken_at)}{_advice(found, row)}" for row in found.of("contact")]
    return "\n".join(lines) or f"Nobody yet, on {when.moment(found.at)}"


def _advice(found: Found, row) -> str:
    words = found.words[row.uuid]
    return f": {words['with_sealed']}. They said: {words['advice_sealed']}" if record.reads_notes(found) else ""


def _concerned(found: Found) -> str:
    people = [record.concerned(found, row) for row in found.parties(SUBJECT)]
    return "\n".join([*people, "Date of birth, home address, other work with children: " + _OPEN])


def _limbs(found: Found) -> str:
    screening = found.beside("screening")
    given = screening.answers if screening else {}
    doubtful = (intake.YES, intake.UNSURE)
    met = [f"{record.ANSWER[given[name]]}: {asked}" for name, asked in concerns.LIMBS.items() if given.get(name) in doubtful]
    return "\n".join(met) or _OPEN
