"""What has to be known before a case is decided or closed."""

from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.rules import CLOSED, FORMAL, INFORMAL_ACTION, PARTLY, PROVEN
from cases.investigation.selectors import investigation_of
from foundation.dossiers import sealing
from policy.rules import grounds_a_case
from reports.intake.models import Report
from reports.intake.rules import LINKED_TO_CASE

from . import rules
from .models import Proportionality


def weighing_needed(case: Case) -> bool:
    """Whether a clause of the case is about expression, so that acting on it has to be proportionate (DOMAIN 5.6)."""
    return any("proportionality" in row.clause.flags for row in cases.allegations_of(case))


def weighed(case: Case) -> bool:
    """Whether it was weighed since the report was handed in, or the investigation ended early: a report that comes back is weighed anew."""
    row = investigation_of(case)
    since = row and (row.reported_at or row.discontinued_at)
    return Proportionality.objects.filter(case=case, **({"at__gte": since} if since else {})).exists()


def weighing_of(case: Case) -> list[tuple[str, str]]:
    """(question, answer) of the weighing, [] where none was made."""
    row = Proportionality.objects.filter(case=case).first()
    words = sealing.read_one(row) if row else {}
    return [(question, words[f"{name}_sealed"]) for name, question in rules.PROPORTIONALITY.items()] if row else []


def reported(case: Case) -> bool:
    """Whether an investigator has handed in what they found."""
    row = investigation_of(case)
    return row is not None and row.reported_at is not None


def grounded(case: Case) -> bool:
    """Whether something the policy requires or expects was found at least partly proven: advice alone grounds nothing formal (DOMAIN 2)."""
    return grounds_a_case(row.clause.level for row in cases.allegations_of(case) if row.finding in (PROVEN, PARTLY))


def founded(case: Case) -> bool:
    """Whether it ends with something found at least partly proven, or with action, even informal (DOMAIN 9.2)."""
    return case.state in (INFORMAL_ACTION, FORMAL) or any(row.finding in (PROVEN, PARTLY) for row in cases.allegations_of(case))


def to_finish(case: Case) -> list[Report]:
    """The case's reports of which every other case is closed too: their reporters are told now."""
    return [
        report
        for report in cases.reports_of(case)
        if report.state == LINKED_TO_CASE and not report.cases.exclude(case=case).exclude(case__state=CLOSED).exists()
    ]
