"""What the chosen rules ask of whoever triages, and what was answered (DOMAIN 2, flags of clauses)."""

from reports.intake.models import Report

from .models import Weighing


def flags_of(report: Report) -> set[str]:
    """What the rules chosen carry with them (`policy.rules.FLAGS`)."""
    return {flag for row in report.clauses.select_related("clause") for flag in row.clause.flags}


def answers_of(report: Report) -> dict[str, object]:
    """Question → what was answered; empty before the rules have been looked at."""
    weighing = Weighing.objects.filter(report=report).first()
    return weighing.answers if weighing else {}
