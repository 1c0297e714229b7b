"""What has to be known before a case is decided or closed."""

from datetime import datetime

from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.rules import CLOSED, FORMAL, INFORMAL_ACTION, PARTLY, PROVEN
from cases.investigation.selectors import investigation_of
from foundation.dossiers import sealing
from foundation.dossiers.models import Party
from foundation.dossiers.rules import SUBJECT
from foundation.people.models import Person
from policy.rules import grounds_a_case
from reports.concerns.selectors import safeguarding_of
from reports.intake.models import Report
from reports.intake.rules import ADVISED, LINKED_TO_CASE

from . import rules
from .models import Proportionality

COMPARED = 20


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


def is_safeguarding(case: Case) -> bool:
    """Whether harm to a child was looked into in one of its reports and not cleared: then five words end it, and it is kept as such."""
    return any(report.harm == ADVISED for report in cases.reports_of(case))


def agreed_word(case: Case) -> str:
    """The word that stands in the safeguarding records of its reports, where they say one and are about nobody else."""
    alone = [report for report in cases.reports_of(case) if _subjects(report) == 1]
    words = {record.outcome for record in map(safeguarding_of, alone) if record and record.outcome}
    return words.pop() if len(words) == 1 else ""


def _subjects(report: Report) -> int:
    return Party.objects.filter(dossier=report.dossier_id, part=SUBJECT, link__isnull=True, until__isnull=True).count()


def comparable(case: Case, person: Person, at: datetime) -> list[Case]:
    """Decided cases about one of the same rules that are open to this person, newest first: consistency is searched no further than their
    door, beyond it HR advises (DOMAIN 5.6 Q11)."""
    clauses = case.allegations.values("clause__code")
    rows = cases.cases_for(person, at).exclude(pk=case.pk).exclude(decision="").filter(allegations__clause__code__in=clauses)
    return list(rows.distinct().order_by("-decided_at", "-pk")[:COMPARED])


def founded(case: Case) -> bool:
    """Whether it ends with something found at least partly proven, or with action, even informal (DOMAIN 9.2)."""
    return case.decision in (INFORMAL_ACTION, FORMAL) or any(row.finding in (PROVEN, PARTLY) for row in cases.allegations_of(case))


def to_finish(case: Case) -> list[Report]:
    """The case's reports of which every other case is closed too: their reporters are told now."""
    return [
        report
        for report in cases.reports_of(case)
        if report.state == LINKED_TO_CASE and not report.cases.exclude(case=case).exclude(case__state=CLOSED).exists()
    ]
