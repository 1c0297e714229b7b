"""Every read of care: through the door for whoever asks, by the own door for the reporter."""

from datetime import datetime, timedelta

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import BARRING, SUBJECT
from foundation.dossiers.selectors import dossiers_for, own_for
from foundation.people.models import Person
from foundation.people.selectors import current
from reports.intake.models import Report

from . import rules
from .models import Care, CheckIn

RIGHT = "care.ask"
SOON = timedelta(days=7)  # from when it stands on the first page
_BESIDE = Dossier.Kind.SUPPORT  # whoever looks after somebody targeted had no part in the report


def cares_for(person: Person, at: datetime) -> QuerySet[Care]:
    """Reporters whom this person asks how they are: never one of a report they had a part in."""
    due = Deadline.objects.filter(about=OuterRef("uuid"), state=RUNNING).order_by("due_at").values("due_at")[:1]
    rows = Care.objects.filter(dossier__in=dossiers_for(person, at, RIGHT)).select_related("dossier", "person__academy")
    had = Party.objects.filter(person=person).values("dossier")  # also who has got a part since, in the report or a case of it
    rows = rows.exclude(report__dossier__in=had).exclude(report__dossier__links_to_cases__case__in=had.exclude(dossier__kind=_BESIDE))
    last = CheckIn.objects.filter(care=OuterRef("pk")).order_by("-pk").values("outcome")[:1]
    return rows.annotate(due_at=Subquery(due), last=Subquery(last))


def care_for(person: Person, reference: str, at: datetime) -> Care | None:
    return cares_for(person, at).filter(reference=reference).first()


def to_ask(person: Person, at: datetime, *, soon: bool = False) -> QuerySet[Care]:
    """Whom to ask, what is due first on top, before them whoever wrote unasked; `soon`: only what is due within a week."""
    waits = Q(state__in=rules.WAITING, due_at__lte=at + SOON) if soon else Q(state__in=rules.WAITING)
    rows = cares_for(person, at).filter(waits | Q(last=rules.SAID)).exclude(state=rules.STOPPED)
    wrote = Case(When(last=rules.SAID, then=0), default=1)
    return rows.order_by(wrote, "due_at", "pk")


def own_care(person: Person, report: Report) -> Care | None:
    """The person's own, of their report; None while it is not finished, and where nobody asks."""
    rows = Care.objects.filter(report=report, person=person, dossier__in=own_for(person))
    return rows.exclude(state=rules.STOPPED).select_related("dossier").first()


def own_by_reference(person: Person, reference: str) -> Care | None:
    rows = Care.objects.filter(reference=reference, person=person, dossier__in=own_for(person))
    return rows.exclude(state=rules.STOPPED).select_related("dossier", "report").first()


def check_ins(care: Care) -> list[tuple[CheckIn, str]]:
    """What was said so far, oldest first, each with its words."""
    rows = list(care.check_ins.select_related("by", "care"))
    words = sealing.read(rows) if rows else {}
    return [(row, words[row.uuid]["words_sealed"]) for row in rows]


def still_asked(report: Report) -> list[Care]:
    return list(Care.objects.filter(report=report, state__in=rules.WAITING).select_related("dossier"))


def had_a_part(report: Report, at: datetime) -> list[tuple[Person, str, str]]:
    """Everybody with a part in the report or in what came of it, as (person, part, kind): those in conflict with what they are, all others
    once, as somebody who worked on it."""
    of_case = report.dossier.links_to_cases.exclude(case__kind=_BESIDE).values("case")
    rows = Party.objects.filter(dossier__in=[report.dossier_id], person__isnull=False) | Party.objects.filter(
        dossier__in=of_case, person__isnull=False
    )
    found: dict[tuple[int, str], tuple[Person, str, str]] = {}
    for row in rows.select_related("person").order_by("pk"):
        barring = row.part in BARRING and (row.until is None or row.part != SUBJECT)
        part = row.part if barring else "recused"
        found.setdefault((row.person_id, part), (row.person, part, row.kind))
    return list(found.values())


def due_days(care: Care) -> list[datetime]:
    """When the reporter will be asked, nearest first."""
    return list(Deadline.objects.filter(about=care.uuid, state=RUNNING).order_by("due_at", "pk").values_list("due_at", flat=True))


__all__ = [
    "care_for", "cares_for", "check_ins", "current", "due_days", "had_a_part", "own_by_reference", "own_care", "still_asked", "to_ask"
]  # fmt: skip
