"""What a case can be opened about, and with which rules."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from cases.casefile import rules
from cases.casefile.models import Case, CaseReport
from foundation.dossiers.models import Party
from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import dossiers_for, parties
from foundation.people.models import Person
from policy.models import Clause
from policy.selectors import clauses, version_on
from reports.intake.models import Report
from reports.intake.rules import IN_TRIAGE, LINKED_TO_CASE, UNSENT
from reports.triage.models import Naming


def case_about(report: Report, subject: Party) -> Case | None:
    """The case that a report already has about one of its people."""
    row = CaseReport.objects.filter(report=report, subject=subject).select_related("case__dossier").first()
    return row.case if row else None


def known_as(subject: Party) -> set[int]:
    """A person of a report, and whoever of it turned out to be them: ids of its parties."""
    before = Naming.objects.filter(party=subject, back_at__isnull=True, instead_of__isnull=False)
    return {subject.pk, *before.values_list("instead_of", flat=True)}


def case_beside(report: Report, party: Party) -> Case | None:
    """The case about somebody of a report, also where triage has found out since who they are."""
    row = joined_about(report, party).select_related("case__dossier", "case__academy", "case__subject__person").first()
    return row.case if row else None


def joined_about(report: Report | OuterRef, party: Party | OuterRef) -> QuerySet[CaseReport]:
    """What joins a report to the case about somebody of it, also where triage has found out since who they are."""
    found_out = Q(subject__naming__instead_of=party, subject__naming__back_at__isnull=True)
    return CaseReport.objects.filter(Q(subject=party) | found_out, report=report)


def concerned(report: Report, at: datetime) -> list[Party]:
    """The people a report is about whom a case can be about, without those who have one."""
    taken = set(CaseReport.objects.filter(report=report).values_list("subject_id", flat=True))
    return [party for party in parties(report.dossier, SUBJECT, at) if party.pk not in taken and rules.may_be_concerned(party.kind)]


def opened_about(report: Report, uuid: UUID) -> Party | None:
    """One of the people the report is about who has a case already."""
    taken = CaseReport.objects.filter(report=report).values("subject")
    return Party.objects.filter(uuid=uuid, pk__in=taken).select_related("person").first()


def clauses_for(report: Report, subject: Party) -> list[Clause]:
    """The clauses to choose from for this person: those of the policy in force on the day it happened (DOMAIN 9.2).

    Raises Refused where no policy was in force then.
    """
    on = incident_day(report)
    return clauses(version_on(on), subject.kind or None, left_on=subject.person.left_on if subject.person else None, happened_on=on)


def chosen_clauses(report: Report, subject: Party, codes: list[str]) -> tuple[list[Clause], Clause | None]:
    """The clauses of these codes, in the policy's order, and the one that triage chose as the main one."""
    main = next((code for code, primary in report_clauses(report).items() if primary), "")
    chosen = [clause for clause in clauses_for(report, subject) if clause.code in codes]
    return chosen, next((clause for clause in chosen if clause.code == main), None)


def report_to_open(person: Person, reference: str, at: datetime) -> Report | None:
    """A report through the door of those who may open a case, whatever it stands at: it may have been handed back a moment ago."""
    door = dossiers_for(person, at, "case.open")
    rows = Report.objects.filter(reference=reference, dossier__in=door).exclude(state__in=UNSENT)
    return rows.select_related("dossier__academy", "academy", "platform", "policy_version").first()


def may_be_opened(report: Report) -> bool:
    """Whether a case can be opened from it as it stands: it is in triage, or in a case about somebody else already."""
    return report.state in (IN_TRIAGE, LINKED_TO_CASE)


def incident_day(report: Report):
    """The day it happened, or, where nobody knows, the day it was reported."""
    return report.happened_on or report.submitted_at.date()


def report_clauses(report: Report) -> dict[str, bool]:
    """Codes of the clauses triage chose, and which is the main one."""
    return dict(report.clauses.values_list("clause__code", "primary"))
