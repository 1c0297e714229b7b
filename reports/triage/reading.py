"""What a report's page shows, read in as few queries as it takes, and unsealed once."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace

from django.db.models import BinaryField, BooleanField, Case, CharField, DateTimeField, Exists, F, OuterRef, UUIDField, Value, When
from django.db.models.functions import Cast

from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.rules.ledger import RUNNING
from foundation.deadlines.selectors import calendar
from foundation.dossiers import sealing
from foundation.dossiers.models import Desk, Party, Seen
from foundation.dossiers.rules import REPORTER, TARGET, WORKING
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import CHECKED, COUNTS
from foundation.people.models import Alias, Person
from foundation.people.selectors import current, day_of, placements_of
from foundation.trail.selectors import events_of
from reports.concerns.rules import ASSESSORS, CLEARED, ELSEWHERE, FLAGGED
from reports.concerns.selectors import contacts_of, is_for_dpo, tellings_of
from reports.intake import rules as intake
from reports.intake.models import Report, ReportAddress
from reports.intake.selectors import founded_before, has_opened, reports_for
from reports.mailbox import rules as mailbox
from reports.mailbox.models import Letter, Note
from reports.mailbox.selectors import letters_for, notes_for
from reports.targets.selectors import of_report

from . import rules
from .models import Agreement, Naming, Outcome, Remark
from .same import candidates, merged_into

BESIDE = (
    "dossier__academy",
    "academy",
    "platform",
    "policy_version",
    "acknowledged_by",
    "screening",
    "safeguarding",
    "data_breach",
    "weighing",
)


@dataclass
class Found:
    """Everything of one report: its row with what hangs on it, its parties, desks, clauses, exhibits, addresses and clocks, and for
    those who triage it its letters and notes."""

    report: Report
    things: dict[str, list[SimpleNamespace]]
    standing: frozenset[str]
    days: Calendar
    at: datetime
    events: list = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # actor token → name
    for_dpo: bool = False  # whether the reader assesses a possible data breach
    opened: bool = False  # whether the reader has looked up who the confidential reporter is
    words: dict = field(default_factory=dict)  # row uuid → column → text

    def of(self, kind: str) -> list[SimpleNamespace]:
        return self.things.get(kind, [])

    def parties(self, part: str) -> list[SimpleNamespace]:
        return [row for row in self.of("party") if row.b == part]

    @property
    def may_know(self) -> bool:
        """Whether the reader may look up who the confidential reporter is."""
        return self.report.mode == intake.CONFIDENTIAL and bool(self.standing & intake.naming.MAY_KNOW)

    @property
    def shows_reporter(self) -> bool:
        return self.report.mode == intake.NAMED or (self.may_know and self.opened)

    def text(self, column: str) -> str:
        return self.words[self.report.uuid][column]

    def beside(self, name: str):
        """A record that hangs on the report, None where there is none."""
        return getattr(self.report, name, None)

    @property
    def flags(self) -> set[str]:
        """What the rules chosen carry with them (`policy.rules.FLAGS`)."""
        return {flag for row in self.of("clause") for flag in json.loads(row.e or "[]")}

    @property
    def facts(self) -> dict[str, object]:
        """What the rules ask about a report, without another query."""
        report, flag, weighing = self.report, self.beside("safeguarding"), self.beside("weighing")
        wanted = [row for row in self.of("agreement") if row.flag is None and row.d != "lapsed"]
        agreed = [row for row in self.of("agreement") if row.b == rules.LEAD and row.flag and row.d != "lapsed"]
        return {
            "harm": report.harm,
            "breach": report.breach,
            "image": report.image,
            "flagged": bool(flag and flag.state == FLAGGED),
            "elsewhere": bool(flag and flag.state in ELSEWHERE),
            "evidence": any(row.c in COUNTS and row.a != CHECKED for row in self.of("exhibit")),
            "evidence_reason": bool(report.evidence_reason_sealed),
            "clauses": len(self.of("clause")),
            "looked": weighing is not None,
            "asked": rules.questions.asked(self.flags),
            "unanswered": rules.questions.unanswered(self.flags, weighing.answers if weighing else {}),
            "severity": report.severity,
            "severity_reason": bool(report.severity_reason_sealed),
            "proposed": report.proposed_at is not None,
            "agreed": report.agreed_at is not None,
            "safeguarding": flag is not None or "safeguarding" in self.flags,
            "lead_agrees": bool(agreed or (flag and flag.state in CLEARED)),
            "wanted": wanted[0].b if wanted else "",
            "unread": any(row.b == mailbox.FROM_REPORTER and not row.c for row in self.of("letter")),
        }


def found_for(person: Person, reference: str, at: datetime) -> Found | None:
    """The report through the door with all that its page shows; None where it does not exist for this person."""
    seen = Seen.objects.filter(dossier=OuterRef("dossier"), person=person, day=day_of(at))
    rows = reports_for(person, at).filter(reference=reference).select_related(*BESIDE).annotate(seen_today=Exists(seen))
    report = rows.first()
    if report is None:
        return None
    things = _things(report, person, at)
    found = Found(report, things, _standing(things, person, at), calendar(report.academy_id), at)
    found.events = list(events_of(report.dossier.uuid))
    tokens = {event.actor for event in found.events} - {"system", "anonymous"}
    found.opened = found.may_know and has_opened(person, report)
    unnamed = [] if found.shows_reporter else [row.person for row in found.parties(REPORTER) if row.person]
    known = Alias.objects.filter(token__in=tokens).exclude(person__uuid__in=unnamed)
    found.names = {str(token): name for token, name in known.values_list("token", "person__name")}
    found.for_dpo = bool(found.standing & ASSESSORS) and is_for_dpo(person, report, at) if found.beside("data_breach") else False
    found.things["contact"] = contacts_of(report.safeguarding) if found.beside("safeguarding") else []
    found.things["telling"] = tellings_of(report.data_breach) if found.beside("data_breach") else []
    found.things["support"] = of_report(report) if found.parties(TARGET) or found.of("merged") or found.of("target") else []
    found.words = sealing.read(_sealed(found))
    return found


def _sealed(found: Found) -> list:
    """Every row whose words the page shows, rebuilt from what the one query gave."""
    report = found.report
    addresses = [ReportAddress(uuid=row.uuid, report=report, address_sealed=row.words) for row in found.of("address")]
    outsiders = [Party(uuid=row.uuid, dossier_id=report.dossier_id, name_sealed=row.words) for row in found.of("party") if row.words]
    beside = filter(None, (found.beside("safeguarding"), found.beside("data_breach")))
    letters = [Letter(uuid=row.uuid, report=report, words_sealed=row.words) for row in found.of("letter")]
    notes = [Note(uuid=row.uuid, report=report, words_sealed=row.words) for row in found.of("note")]
    return [report, *addresses, *outsiders, *letters, *notes, *found.of("contact"), *found.of("telling"), *beside, *_endings(found)]


def _endings(found: Found) -> list:
    """Those with two texts come twice from the one query: once with each."""
    report, second = found.report, {row.uuid: row.words for kind in ("reference", "answer") for row in found.of(kind)}
    outcomes = [
        Outcome(uuid=row.uuid, report=report, words_sealed=row.words, reference_sealed=second[row.uuid]) for row in found.of("outcome")
    ]
    agreements = [
        Agreement(uuid=row.uuid, report=report, words_sealed=row.words, answer_sealed=second[row.uuid]) for row in found.of("agreement")
    ]
    namings = [Naming(uuid=row.uuid, report=report, why_sealed=row.words) for row in found.of("naming")]
    namings += [Naming(uuid=row.uuid, report=report, back_sealed=row.words) for row in found.of("named_back")]
    return [*outcomes, *agreements, *namings, *(Remark(uuid=row.uuid, report=report, words_sealed=row.words) for row in found.of("remark"))]


def _standing(things: dict, person: Person, at: datetime) -> frozenset[str]:
    """The parts and roles of somebody who has come through the door here, and is therefore not barred."""
    parts = {row.b for row in things.get("party", []) if row.person == person.uuid and row.b in WORKING}
    held = placements_of(person, at)
    return frozenset(parts | {row.a for row in things.get("desk", []) if (row.a, row.number or None) in held})


def _things(report: Report, person: Person, at: datetime) -> dict[str, list[SimpleNamespace]]:
    """Parties, desks, clauses, exhibits, addresses, clocks, letters and notes in one query: small columns of unlike rows, nothing of it
    unsealed."""
    first, *others = _tables(report, person, at)
    things: dict[str, list[SimpleNamespace]] = {}
    for kind, _, *rest in first.union(*others, all=True).order_by("c_pk"):
        things.setdefault(kind, []).append(SimpleNamespace(**dict(zip(_NAMES, rest, strict=True))))
    return things


def _tables(report: Report, person: Person, at: datetime) -> list:
    here = report.dossier_id
    who = {"a": F("person__name"), "d": F("person__job"), "person": F("person__uuid"), "words": F("name_sealed")}
    rule = {"a": F("clause__code"), "b": F("clause__ref"), "c": F("clause__label"), "d": F("clause__level"), "e": F("clause__flags")}
    seen = {"a": F("how_seen"), "b": F("visibility"), "c": F("state"), "d": F("media_type"), "flag": F("may_show_child")}
    seen["moment"] = F("captured_at")
    note = {"a": F("by__name"), "moment": F("at"), "words": F("words_sealed")}
    letter = {**note, "b": F("direction"), "c": F("read_by__name"), "d": F("kind")}
    ended = {"uuid": F("uuid"), "a": F("by__name"), "b": F("state"), "c": F("passed_to"), "d": F("passed_on"), "moment": F("at")}
    lapsed = Case(When(lapsed_at__isnull=False, then=Value("lapsed")), default=Value(""))
    asked = {"uuid": F("uuid"), "a": F("asked_by__name"), "b": F("kind"), "c": F("answered_by__name"), "d": lapsed, "flag": F("agreed")}
    named = {"a": F("party__person__name"), "b": F("party__part"), "c": F("by__name")}
    parties = Party.objects.filter(current(at), dossier=here, link__isnull=True)
    return [
        _columns(parties, "party", uuid=F("uuid"), b=F("part"), c=F("kind"), moment=F("since"), **who),
        _columns(Desk.objects.filter(current(at), dossier=here), "desk", number=F("academy_id"), a=F("role"), b=F("reason")),
        _columns(report.clauses, "clause", number=F("clause__default_severity"), flag=F("primary"), **rule),
        _columns(Exhibit.objects.filter(dossier=here), "exhibit", number=F("number"), uuid=F("uuid"), **seen),
        _columns(report.addresses, "address", uuid=F("uuid"), words=F("address_sealed")),
        _columns(Deadline.objects.filter(dossier=here, state=RUNNING), "clock", uuid=F("about"), a=F("kind"), moment=F("due_at")),
        _columns(letters_for(person, report, at), "letter", uuid=F("uuid"), **letter),
        _columns(notes_for(person, report, at), "note", uuid=F("uuid"), **note),
        _columns(Seen.objects.filter(dossier=here), "seen", a=F("person__name")),
        _columns(founded_before(person, report, at), "founded", a=F("report__reference"), moment=F("at")),
        _columns(candidates(person, report, at), "alike", a=F("reference")),
        _columns(merged_into(person, report, at), "merged", a=F("reference")),
        _columns(reports_for(person, at).filter(same=report), "target", a=F("reference")),
        _columns(report.outcomes, "outcome", words=F("words_sealed"), **ended),
        _columns(report.outcomes, "reference", uuid=F("uuid"), words=F("reference_sealed")),
        _columns(report.agreements, "agreement", words=F("words_sealed"), moment=F("asked_at"), **asked),
        _columns(report.agreements, "answer", uuid=F("uuid"), words=F("answer_sealed")),
        _columns(report.namings.filter(back_at__isnull=True), "naming", uuid=F("uuid"), **named, moment=F("at"), words=F("why_sealed")),
        _columns(report.namings.filter(back_at__isnull=False), "named_back", uuid=F("uuid"), a=F("back_by__name"), moment=F("back_at"),
                 words=F("back_sealed")),
        _columns(report.strands, "strand", uuid=F("uuid"), a=F("reference"), b=F("words"), c=F("path"), flag=F("settled"),
                 moment=F("since")),
        _columns(report.remarks.filter(kind__in=(rules.REOPENED, rules.SENT_BACK)), "remark", uuid=F("uuid"), c=F("kind"), **note),
    ]


_NAMES = ("number", "uuid", "person", "a", "b", "c", "d", "e", "flag", "moment", "words")
_TYPES = {
    "uuid": UUIDField,
    "person": UUIDField,
    "a": CharField,
    "b": CharField,
    "c": CharField,
    "d": CharField,
    "e": CharField,
    "flag": BooleanField,
    "moment": DateTimeField,
    "words": BinaryField,
}


def _columns(rows, kind: str, *, number=None, **given):
    columns = {f"c_{name}": Cast(given.get(name, Value(None)), made()) for name, made in _TYPES.items()}
    rows = rows.order_by().annotate(c_kind=Cast(Value(kind), CharField()), c_pk=F("pk"), c_number=number or F("pk"), **columns)
    return rows.values_list("c_kind", "c_pk", *(f"c_{name}" for name in _NAMES))
