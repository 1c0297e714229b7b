"""Every read of concerns, and who has to be told about one."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from foundation.dossiers import sealing
from foundation.dossiers.routing import Reader, conflicted_ids
from foundation.dossiers.routing import holders as holders_here
from foundation.dossiers.rules import RUNG_CEO
from foundation.dossiers.selectors import dossiers_for, standing
from foundation.face import paging
from foundation.people.models import Person
from foundation.people.rules import DEPUTY_DSL, DPO, DSL, ROLE_NAMES, TRUST_SG
from foundation.people.selectors import holders
from reports.intake.models import Report
from reports.intake.rules import ADVISED, POSSIBLE, UNSURE, YES
from reports.intake.selectors import report_for

from .models import BreachRecord, Contact, SafeguardingRecord, Screening, Telling
from .rules import CLOSED, DATA_BREACH, FLAGGED, OUTCOME, SUSPECTED, breaches, may_stand_in


def screening_of(report: Report) -> Screening | None:
    return Screening.objects.filter(report=report).first()


def safeguarding_of(report: Report) -> SafeguardingRecord | None:
    return SafeguardingRecord.objects.filter(report=report).select_related("dossier", "report").first()


def breach_of(report: Report) -> BreachRecord | None:
    return BreachRecord.objects.filter(report=report).first()


def being_assessed(reports: Iterable[Report]) -> list[BreachRecord]:
    """What may be a data breach in any of these reports and is not assessed yet."""
    return list(BreachRecord.objects.filter(report__in=reports, state=SUSPECTED).select_related("report").order_by("pk"))


def flagged_for(person: Person, reference: str, at: datetime) -> SafeguardingRecord | None:
    """The record a safeguarding lead has to look at, through the report's door; None where it does not exist for them."""
    report = report_for(person, reference, at)
    return SafeguardingRecord.objects.filter(report=report, state=FLAGGED).select_related("dossier", "report").first() if report else None


def record_for(person: Person, reference: str, at: datetime) -> SafeguardingRecord | None:
    """The safeguarding record of a report in any state, through the report's door; None where it does not exist for them."""
    report = report_for(person, reference, at)
    return SafeguardingRecord.objects.filter(report=report).select_related("dossier", "report").first() if report else None


def contacts_of(record: SafeguardingRecord) -> list[Contact]:
    """What the LADO and the police said, in order."""
    return list(record.contacts.select_related("by", "record"))


def removal_waits(reports: Iterable[Report]) -> bool:
    """Whether the LADO or the police have to be asked before anything is removed: possible harm, the four questions still open, or a last
    answer of theirs that does not say that they have no objection, until the outcome is agreed with them (DOMAIN 5.1)."""
    waits = [report for report in reports if report.harm in ("", POSSIBLE)]
    advised = [report.pk for report in reports if report.harm == ADVISED]
    ended = SafeguardingRecord.objects.filter(report__in=advised, state__in=(OUTCOME, CLOSED)).values_list("report", flat=True)
    advised = [pk for pk in advised if pk not in set(ended)]
    said = dict(Contact.objects.filter(record__report__in=advised).order_by("pk").values_list("record__report", "removal"))
    return bool(waits) or any(said.get(pk) != YES for pk in advised)


def is_restricted(reports: Iterable[Report]) -> bool:
    """Whether naming the person of any of these in public might be an offence (Education Act 2002 section 141F)."""
    return SafeguardingRecord.objects.filter(report__in=reports, restricted__in=(YES, UNSURE)).exists()


def breach_for(person: Person, reference: str, state: str, at: datetime) -> BreachRecord | None:
    """The record of a possible data breach in `state`, through the report's door; None where it does not exist for them."""
    report = report_for(person, reference, at)
    return BreachRecord.objects.filter(report=report, state=state).select_related("dossier", "report").first() if report else None


def breach_open_for(person: Person, reference: str, move: str, at: datetime) -> BreachRecord | None:
    """The record of a data breach in a state that knows `move`, through the report's door; None where it does not exist for them."""
    report = report_for(person, reference, at)
    states = [state for state, moves in DATA_BREACH.items() if move in moves]
    rows = BreachRecord.objects.filter(report=report, state__in=states).select_related("dossier", "report")
    return rows.first() if report else None


def tellings_of(record: BreachRecord) -> list[Telling]:
    """Whom of those whose data got out the trust told, in order. None where the record never came to a high risk, without asking."""
    return list(record.tellings.select_related("by", "record")) if record.risk == YES else []


REGISTERED = 25


def register(person: Person, at: datetime, *, ended: bool, after: str = "") -> tuple[list[BreachRecord], str]:
    """Possible data breaches through the door, newest suspicion first: those still to be dealt with, or those that have `ended`. At most
    25, and the mark of the page after them ("" for none). `after`: mark of the page before."""
    rows = BreachRecord.objects.filter(dossier__in=dossiers_for(person, at, "breach.read")).select_related("report__academy")
    rows = rows.filter(state__in=breaches.ENDED) if ended else rows.exclude(state__in=breaches.ENDED)
    if begin := paging.read_mark(after):
        rows = rows.filter(Q(aware_at__lt=begin[0]) | Q(aware_at=begin[0], reference__lt=begin[1]))
    found = list(rows.order_by("-aware_at", "-reference")[: REGISTERED + 1])
    last = found[REGISTERED - 1] if len(found) > REGISTERED else None
    return found[:REGISTERED], paging.mark(last.aware_at, last.reference) if last else ""


def register_words(record: BreachRecord) -> dict[str, str]:
    """What the register keeps of one breach so far, for whoever goes on writing it."""
    if record.described_at is None:
        return {}
    words = sealing.read_one(record)
    return {name: words[f"{name}_sealed"] for name in ("facts", "effects", "actions")}


def is_for_dpo(person: Person, record: Report | BreachRecord, at: datetime) -> bool:
    """Whether this person assesses it: a data protection officer, or where none is left without a conflict whoever stands in."""
    return may_stand_in(standing(person, record.dossier, at), dpo_here=bool(holders_here(record.dossier, DPO, at)))


def team(report: Report, at: datetime) -> list[Reader]:
    """The safeguarding queue of DOMAIN 6.2 without anybody in conflict: the academy's lead and deputy, past both the trust's lead;
    the trust's lead from the chief executive's rung up."""
    dossier = report.dossier
    out = conflicted_ids(dossier, at)
    local = ((DSL, dossier.academy_id), (DEPUTY_DSL, dossier.academy_id)) if dossier.tier < RUNG_CEO and dossier.academy_id else ()
    for desks in (local, ((TRUST_SG, None),)):
        found = [_reader(role, academy_id, out, at) for role, academy_id in desks]
        if any(reader.people for reader in found):
            return [reader for reader in found if reader.people]
    return []


def _reader(role: str, academy_id: int | None, out: set[int], at: datetime) -> Reader:
    return Reader(role, ROLE_NAMES[role], tuple(one for one in holders(role, academy_id, at) if one.pk not in out))
