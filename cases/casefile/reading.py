"""What the case page shows, read in as few queries as it takes: everything of one case, unsealed once per dossier."""

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models import Case as CaseWhen
from django.db.models.functions import Cast

from cases.casefile.models import Case, CaseNote, CaseReport, CaseTask, HandOver, Hold, Reopening, Strand
from cases.casefile.selectors import hand_overs_of, holds_of, notes_of, reopenings_of, tasks_of
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.ledger import RUNNING
from foundation.deadlines.selectors import of_dossier
from foundation.dossiers import sealing
from foundation.dossiers.models import Disclosure, Party, Seen
from foundation.dossiers.rules import INVESTIGATOR
from foundation.dossiers.selectors import dossiers_for
from foundation.evidence.models import Exhibit
from foundation.people.models import Person
from foundation.people.selectors import current, day_of
from foundation.trail.models import Event
from foundation.trail.selectors import events_of
from reports.concerns.knowing import keeps
from reports.concerns.rules import RESTRICTED
from reports.intake.models import Report, ReportAddress
from reports.intake.rules import POSSIBLE, UNSURE, YES

from . import rules


@dataclass
class Found:
    """Everything the page needs, read once: the case, its reports with their addresses, and what stands in its dossier."""

    case: Case
    reports: list[Report]
    addresses: list[ReportAddress]
    things: dict[str, list[SimpleNamespace]]
    words: dict = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    seen_today: bool = True
    keeps: frozenset[str] = frozenset()  # references of the reports of which this reader keeps the list of who knows
    holds: list[Hold] = field(default_factory=list)
    hand_overs: list[HandOver] = field(default_factory=list)
    notes: list[CaseNote] = field(default_factory=list)
    tasks: list[CaseTask] = field(default_factory=list)
    reopenings: list[Reopening] = field(default_factory=list)
    asked: str = ""  # the name of whoever is asked to investigate and has not answered

    @property
    def expression(self) -> bool:
        """Whether a rule looked into is about expression, so that a formal answer has to be proportionate (DOMAIN 5.6)."""
        return any("proportionality" in row.more for row in self.of("allegation"))

    @property
    def others_first(self) -> bool:
        """Whether the LADO or the police decide first, and the case does not wait for them yet (DOMAIN 3.1)."""
        return self.case.state in rules.HOLDABLE and any(report.harm == POSSIBLE for report in self.reports)

    @property
    def reopening(self) -> Reopening | None:
        """Who asks to open it again, and waits for an answer."""
        return next((row for row in self.reopenings if row.answer == rules.ASKED), None)

    @property
    def kept_back(self) -> bool:
        """As `selectors.kept_back`, of what is read already."""
        return any(hold.ended_at is None and rules.keeps_back(hold.reason, told=self.case.told_at) for hold in self.holds)

    @property
    def restricted(self) -> str:
        """What nobody may make public about a report of this case (Education Act 2002 section 141F)."""
        flags = filter(None, (getattr(report, "safeguarding", None) for report in self.reports))
        return RESTRICTED if any(flag.restricted in (YES, UNSURE) for flag in flags) else ""

    @property
    def who_knows(self) -> list[str]:
        """Where the lists are kept of who knows of it, for those whom the reports let in to keep them."""
        flags = {report.reference: getattr(report, "safeguarding", None) for report in self.reports}
        kept = [reference for reference, flag in flags.items() if flag and flag.restricted in (YES, UNSURE) and reference in self.keeps]
        return [f"/triage/{reference}/who-knows/" for reference in kept]

    def of(self, kind: str) -> list[SimpleNamespace]:
        return self.things.get(kind, [])


def found_for(person: Person, reference: str, at: datetime) -> Found | None:
    """The case through the door with all that its page shows, in five queries; None where it does not exist for this person."""
    rows = list(_with_reports(person, reference, at))
    if not rows:
        return None
    case = rows[0].case
    reports = list({row.report.pk: row.report for row in rows}.values())
    addresses = [_address(row) for row in rows if row.address_uuid]
    found = Found(case, reports, addresses, _things(case, person, at), seen_today=rows[0].seen_today)
    found.keeps = keeps(person, reports, at) if found.restricted else frozenset()
    found.asked = _asked(found)
    found.events = steps_of(case)
    happened = {event.action for event in found.events}
    found.holds = holds_of(case) if "case.hold" in happened else []
    found.hand_overs = hand_overs_of(case) if "case.hand_over" in happened else []
    found.notes = notes_of(case) if "case.note" in happened else []
    found.tasks = tasks_of(case) if "case.add_task" in happened else []
    found.reopenings = reopenings_of(case) if "case.ask_reopen" in happened else []
    reviews = [review for hold in found.holds for review in hold.reviews.all()]
    beside = [*found.holds, *reviews, *found.hand_overs, *found.notes, *found.tasks, *found.reopenings]
    found.words = sealing.read([case, case.subject, *reports, *addresses, *beside])
    found.deadlines = [row for row in of_dossier(case.dossier) if row.state == RUNNING]
    return found


def steps_of(case: Case) -> list[Event]:
    """Everything that happened in the case, oldest first; the caller has been through its door."""
    return list(events_of(case.dossier.uuid))


def _asked(found: Found) -> str:
    waits = [row.uuid for row in found.of(rules.APPOINTMENT) if not row.flag]
    shown = Disclosure.objects.filter(object_kind="appointment", object_uuid__in=waits) if waits else Disclosure.objects.none()
    return ", ".join(shown.order_by("pk").values_list("person__name", flat=True))


def _with_reports(person: Person, reference: str, at: datetime) -> QuerySet[CaseReport]:
    door = dossiers_for(person, at, "case.read")
    seen = Seen.objects.filter(dossier=OuterRef("case__dossier"), person=person, day=day_of(at))
    beside = ("case__dossier__academy", "case__academy", "case__subject__person__academy", "case__policy_version", "report__platform",
              "report__safeguarding")  # fmt: skip
    rows = CaseReport.objects.filter(case__reference=reference, case__dossier__in=door).select_related(*beside)
    return rows.annotate(
        seen_today=Exists(seen), address_uuid=F("report__addresses__uuid"), address_words=F("report__addresses__address_sealed")
    ).order_by("pk", "report__addresses__pk")


def _address(row: CaseReport) -> ReportAddress:
    return ReportAddress(uuid=row.address_uuid, report=row.report, address_sealed=row.address_words)


def _things(case: Case, person: Person, at: datetime) -> dict[str, list[SimpleNamespace]]:
    """Allegations, strands, exhibits and parties of the case in one query: nothing here is sealed. What was found is read once it is
    handed in, before by the investigator only."""
    looked_into = "uuid clause__ref clause__label shown primary case__opened_at"
    exhibits = Exhibit.objects.filter(dossier=case.dossier_id)
    people = Party.objects.filter(current(at), dossier=case.dossier_id, person__isnull=False)
    own = ExpressionWrapper(Q(link__isnull=True), BooleanField())
    allegations = case.allegations.annotate(shown=_finding_for(case, person, at))
    rows = _columns(allegations, Value("allegation"), looked_into, more=F("clause__flags")).union(
        _columns(Strand.objects.filter(case=case), F("kind"), "uuid reference words path settled since"),
        _columns(exhibits, Value("exhibit"), "uuid how_seen visibility state may_show_child captured_at", number=F("number")),
        _columns(people.annotate(own=own), Value("party"), "person__uuid person__name part person__job own since"),
        all=True,
    )
    things: dict[str, list[SimpleNamespace]] = {}
    for kind, *row in rows.order_by("c_number"):
        things.setdefault(kind, []).append(SimpleNamespace(**dict(zip(_NAMES, row, strict=True))))
    return things


def _finding_for(case: Case, person: Person, at: datetime):
    if case.stage in rules.HANDED_IN:
        return F("finding")
    own = Party.objects.filter(current(at), dossier=case.dossier_id, part=INVESTIGATOR, person=person, link__isnull=True)
    return CaseWhen(When(Exists(own), then=F("finding")), default=Value(""))


_NAMES = ("number", "uuid", "first", "second", "third", "more", "flag", "moment")


def _columns(rows, kind, names: str, *, number=None, more=None):
    """`names`: the columns that stand for a uuid, three words, a flag and a moment. Cast alike, so that four tables make one answer."""
    types = (UUIDField, CharField, CharField, CharField, BooleanField, DateTimeField)
    cast = [Cast(F(name), type_of()) for name, type_of in zip(names.split(), types, strict=True)]
    out = dict(zip(("c_uuid", "c_first", "c_second", "c_third", "c_flag", "c_moment"), cast, strict=True))
    out |= {"c_kind": Cast(kind, CharField()), "c_number": number or F("pk"), "c_more": Cast(more or Value(""), CharField())}
    return rows.order_by().annotate(**out).values_list("c_kind", *(f"c_{name}" for name in _NAMES))
