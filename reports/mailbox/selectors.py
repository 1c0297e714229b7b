"""Every read of letters and notes, each through a door: the reporter's own, or that of those who triage."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers import sealing
from foundation.dossiers.selectors import dossiers_for, own_for
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.models import Report
from reports.intake.rules import INFO_REQUESTED
from reports.intake.selectors import own_reports

from . import rules
from .models import Letter, Note

_UNREAD = Q(direction=rules.FROM_REPORTER, read_at__isnull=True)
RIGHT = "report.triage"  # reading a report is not enough: what a reporter says in confidence is for those who triage it


def letters_for(person: Person, report: Report, at: datetime) -> QuerySet[Letter]:
    """The conversation, for those who may triage the report now, oldest first; empty for everybody else."""
    return Letter.objects.filter(report=report, report__dossier__in=dossiers_for(person, at, RIGHT)).order_by("pk")


def notes_for(person: Person, report: Report, at: datetime) -> QuerySet[Note]:
    """What those who may triage the report wrote for each other, oldest first; empty for everybody else."""
    return Note.objects.filter(report=report, report__dossier__in=dossiers_for(person, at, RIGHT)).order_by("pk")


def own_letters(person: Person | Nobody, report: Report) -> list[Letter]:
    """The conversation about a report of one's own, oldest first."""
    return list(Letter.objects.filter(report=report, report__dossier__in=own_for(person)).select_related("by", "read_by", "report"))


def words_of(letters: list[Letter]) -> dict:
    """What was written, by the letter's uuid."""
    return {uuid: opened["words_sealed"] for uuid, opened in sealing.read(letters).items()} if letters else {}


def open_question(report: Report) -> Letter | None:
    """The question the reporter has not answered yet."""
    if report.state != INFO_REQUESTED:
        return None
    return Letter.objects.filter(report=report, kind=rules.QUESTION).select_related("by", "report").order_by("pk").last()


def unread(report: Report) -> QuerySet[Letter]:
    """What the reporter wrote and nobody has said they have read."""
    return Letter.objects.filter(_UNREAD, report=report)


def has_unread() -> Exists:
    """The same for a line of a list of reports."""
    return Exists(Letter.objects.filter(_UNREAD, report=OuterRef("pk")))


def questions_to(person: Person) -> QuerySet[Report]:
    """The person's own reports in which they have been asked something, with `due_at`, what is due first on top."""
    due = Deadline.objects.filter(about=OuterRef("uuid"), kind=rules.INFO_REQUEST, state=RUNNING).order_by("-pk").values("due_at")[:1]
    return own_reports(person).filter(state=INFO_REQUESTED).annotate(due_at=Subquery(due)).order_by("due_at", "pk")


def unanswered(at: datetime) -> QuerySet[Report]:
    """Reports whose question was to be answered before `at`."""
    late = Deadline.objects.filter(kind=rules.INFO_REQUEST, state=RUNNING, due_at__lt=at)
    return Report.objects.filter(state=INFO_REQUESTED, uuid__in=late.values("about")).select_related("dossier").order_by("pk")


def is_unanswered(report: Report, at: datetime) -> bool:
    return unanswered(at).filter(pk=report.pk).exists()
