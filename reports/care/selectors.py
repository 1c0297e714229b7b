"""Every read of care: through the door for whoever asks, by the own door for the reporter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.routing import conflicted_ids, holders
from foundation.dossiers.rules import BARRING, ROUTED, SUBJECT
from foundation.dossiers.selectors import barred_from, dossiers_for, own_for, people_in
from foundation.people.models import Person
from foundation.people.rules import CHAIR_TRUSTEES, CLERK, HR, VICE_CHAIR_TRUSTEES, WB_TRUSTEE
from foundation.people.selectors import holders as placed
from reports.intake.models import Report

from . import rules
from .models import Care, CheckIn

RIGHT, FILLS = "care.ask", "care.fill"
SOON = timedelta(days=7)  # from when it stands on the first page
_BESIDE = Dossier.Kind.SUPPORT  # whoever looks after somebody targeted had no part in the report
FINDERS = (CLERK, CHAIR_TRUSTEES), (VICE_CHAIR_TRUSTEES,)  # who can have somebody found to ask, and whom then


@dataclass(frozen=True)
class Askers:
    """Who may ask a reporter how they are now: HR, and the trustees for whistleblowing who were brought in; nobody with a part in it."""

    hr: tuple[Person, ...]
    trustees: tuple[Person, ...]

    @property
    def all(self) -> list[Person]:
        return list(dict.fromkeys((*self.hr, *self.trustees)))


def cares_for(person: Person, at: datetime) -> QuerySet[Care]:
    """Reporters whom this person asks how they are: never one of a report they had a part in."""
    rows = Care.objects.filter(dossier__in=dossiers_for(person, at, RIGHT)).select_related("dossier", "person__academy")
    had = Party.objects.filter(person=person).values("dossier")  # also who has got a part since, in the report or a case of it
    rows = rows.exclude(report__dossier__in=had).exclude(report__dossier__links_to_cases__case__in=had.exclude(dossier__kind=_BESIDE))
    return _where_it_stands(rows)


def _where_it_stands(rows: QuerySet[Care]) -> QuerySet[Care]:
    """With what is due next, whether that is to speak again to somebody who was treated worse, and what was said last: whoever was not
    reached has said nothing."""
    running = Deadline.objects.filter(about=OuterRef("uuid"), state=RUNNING)
    said = CheckIn.objects.filter(care=OuterRef("pk")).exclude(outcome=rules.NOT_REACHED).order_by("-pk")
    return rows.annotate(due_at=Subquery(running.order_by("due_at").values("due_at")[:1]), last=Subquery(said.values("outcome")[:1]),
                         follows_up=Exists(running.filter(kind=rules.FOLLOW_UP)))  # fmt: skip


_ASKED_OF = Q(state__in=rules.WAITING) | Q(last=rules.SAID) | Q(follows_up=True)  # something is to be done by whoever asks them


def care_for(person: Person, reference: str, at: datetime) -> Care | None:
    return cares_for(person, at).filter(reference=reference).first()


def to_ask(person: Person, at: datetime, *, soon: bool = False) -> QuerySet[Care]:
    """Whom to ask, what is due first on top, before them whoever wrote unasked; `soon`: only what is due within a week."""
    rows = cares_for(person, at).filter(_ASKED_OF).exclude(state__in=rules.OVER)
    rows = rows.filter(Q(due_at__lte=at + SOON) | Q(last=rules.SAID)) if soon else rows
    return rows.order_by(Case(When(last=rules.SAID, then=0), default=1), "due_at", "pk")


def open_cares() -> list[Care]:
    """Every one in which there is something to do for whoever asks."""
    rows = _where_it_stands(Care.objects.select_related("dossier", "person")).filter(_ASKED_OF)
    return list(rows.exclude(state__in=rules.OVER).order_by("pk"))


def follows_up(care: Care, at: datetime) -> bool:
    """Whether it is due to speak again to somebody who was treated worse, and the second time to ask them has not come yet."""
    due = dict(Deadline.objects.filter(about=care.uuid, state=RUNNING).values_list("kind", "due_at"))
    return rules.FOLLOW_UP in due and not due.get(rules.CLOCKS[1], at + 2 * SOON) <= at + SOON


def askers(dossier: Dossier, at: datetime) -> Askers:
    out = conflicted_ids(dossier, at)
    routed = [one for one in people_in(dossier, at, ROUTED) if one.pk not in out]
    return Askers(tuple(holders(dossier, HR, at)), tuple(dict.fromkeys((*holders(dossier, WB_TRUSTEE, at), *routed))))


def finders(dossier: Dossier, at: datetime) -> list[Person]:
    """Who is told that nobody can ask a reporter: they can have somebody found, had no part in it, and learn neither who nor what."""
    out = conflicted_ids(dossier, at)
    groups = ([one for role in roles for one in placed(role, None, at) if one.pk not in out] for roles in FINDERS)
    return next((people for people in groups if people), [])


def with_nobody(person: Person, at: datetime) -> tuple[int, datetime | None]:
    """How many reporters nobody can ask, as far as this person had no part in it, and since when the first of them waits."""
    rows = _where_it_stands(Care.objects.filter(nobody_since__isnull=False)).filter(_ASKED_OF).exclude(state__in=rules.OVER)
    since = list(rows.exclude(dossier__in=barred_from(person, at)).order_by("nobody_since", "pk").values_list("nobody_since", flat=True))
    return len(since), since[0] if since else None


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


def to_stop(report: Report) -> list[Care]:
    """Those that begin anew with the report's next end: all but of those who do not want to be asked, or have left."""
    states = (*rules.WAITING, rules.DONE)
    return list(Care.objects.filter(report=report, state__in=states).select_related("dossier").order_by("pk"))


def looked_after(report: Report) -> set[int]:
    """Ids of its reporters who have a care of it already that is not stopped."""
    return set(Care.objects.filter(report=report).exclude(state=rules.STOPPED).values_list("person", flat=True))


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
