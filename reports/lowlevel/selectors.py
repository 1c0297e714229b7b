"""Every read of low-level concerns, through their own narrow door (DOMAIN 6.3 R14)."""

from datetime import datetime, timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers import sealing
from foundation.dossiers.selectors import dossiers_for
from foundation.people.models import Person
from foundation.people.selectors import setting

from . import rules
from .models import Decision, LowLevelConcern

RIGHT = "concern.read"
MOST = 100  # people on one page


def concerns_for(person: Person, at: datetime) -> QuerySet[LowLevelConcern]:
    """What this person may read: of their own academy's people, never of anything they are in conflict with."""
    due = Deadline.objects.filter(about=OuterRef("uuid"), state=RUNNING).order_by("due_at").values("due_at")[:1]
    rows = LowLevelConcern.objects.filter(dossier__in=dossiers_for(person, at, RIGHT))
    return rows.select_related("dossier__academy", "person__academy", "report__dossier", "said_by").annotate(due_at=Subquery(due))


def concern_for(person: Person, reference: str, at: datetime) -> LowLevelConcern | None:
    return concerns_for(person, at).filter(reference=reference).first()


def to_decide(person: Person, at: datetime) -> QuerySet[LowLevelConcern]:
    """What waits for this person's decision, what is due first on top."""
    mine = concerns_for(person, at).filter(dossier__in=dossiers_for(person, at, "concern.decide"), state__in=rules.OPEN)
    return mine.order_by("due_at", "pk")


def lately(person: Person, about: Person, at: datetime) -> list[LowLevelConcern]:
    """The concerns of the last twelve months about one person that the reader may read, newest first; without what was taken back."""
    rows = concerns_for(person, at).filter(person=about, recorded_at__gte=_year_ago(at), recorded_at__lte=at)
    return list(rows.exclude(state=rules.WITHDRAWN).order_by("-recorded_at", "-pk"))


def people_with_concerns(person: Person, at: datetime) -> tuple[list[dict], bool]:
    """Each person with concerns within twelve months that the reader may read: how many, how many about children, how many open; one report
    counts once. And whether there are more people than `MOST`. One query."""
    rows = LowLevelConcern.objects.filter(dossier__in=dossiers_for(person, at, RIGHT), recorded_at__gte=_year_ago(at), recorded_at__lte=at)
    counted = rows.exclude(state=rules.WITHDRAWN).values("person", "person__name", "person__job", "person__uuid").annotate(
        number=Count("report", distinct=True),
        about_children_number=Count("report", distinct=True, filter=Q(about_children=True)),
        open_number=Count("pk", filter=Q(state__in=rules.OPEN)),
        last=Max("recorded_at"),
    )
    found = list(counted.order_by("-number", "-last", "person__uuid")[: MOST + 1])
    return found[:MOST], len(found) > MOST


def person_with_concerns(reader: Person, uuid, at: datetime) -> Person | None:
    """Somebody of whom the reader may read a concern."""
    return Person.objects.filter(uuid=uuid, pk__in=concerns_for(reader, at).values("person")).first()


def all_about(reader: Person, about: Person, at: datetime) -> list[LowLevelConcern]:
    """Every concern about one person that the reader may read, newest first."""
    return list(concerns_for(reader, at).filter(person=about).order_by("-recorded_at", "-pk"))


def least() -> int:
    """How many within a year are a pattern, as the trust has set it."""
    return setting(rules.PATTERN, rules.PATTERN_USUAL)


def pattern(rows: list[LowLevelConcern]) -> bool:
    """Whether these are to be seen as one; two out of one report are one."""
    reports, about_children = {row.report_id for row in rows}, {row.report_id for row in rows if row.about_children}
    return rules.is_pattern(len(reports), len(about_children), least())


def decisions(concern: LowLevelConcern) -> list[tuple[Decision, str]]:
    """What was decided, oldest first, with the reasons."""
    rows = list(concern.decisions.select_related("by", "concern"))
    words = sealing.read(rows) if rows else {}
    return [(row, words[row.uuid]["words_sealed"]) for row in rows]


def context(concern: LowLevelConcern) -> str:
    return sealing.read_one(concern)["context_sealed"]


def _year_ago(at: datetime) -> datetime:
    return at - timedelta(days=rules.WITHIN_DAYS)
