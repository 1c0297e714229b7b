"""A draft grows answer by answer. Only its reporter can open it; it stands in no queue."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import NOT_THIS_PERSON, REPORTER, SUBJECT, Refused, Stale
from foundation.dossiers.selectors import parties
from foundation.evidence import services as evidence
from foundation.evidence.addresses import handle_index, index
from foundation.evidence.selectors import exhibits_of
from foundation.people.models import Person
from foundation.people.rules import Nobody
from foundation.people.selectors import academy_by, day_of, is_open, person_by
from policy.models import Platform
from policy.selectors import clauses, in_force
from reports.intake import rules, selectors
from reports.intake.models import Answered, Hint, Report, ReportAddress, ReportClause
from reports.intake.services.alerting import alert_sealed

from .naming import name_targets, place_in_academy

SENT = "This report has been sent, so it cannot be changed any more. You can read it under “My reports”."
NOT_YOURS = "This draft belongs to somebody else."


def start_draft(*, by: Person, at: datetime, danger: str, key: UUID) -> Report:
    """A draft that only `by` can open, with the answer to the first question. The same `key` again gives the same draft. Raises Refused
    while the trust takes no reports."""

    def begin() -> str:
        _check_taken()
        dossier = dossiers.open_dossier(Dossier.Kind.REPORT, academy=by.academy, at=at, by=by)
        dossiers.add_party(dossier, by, REPORTER, by=by, at=at, source="reporter")
        draft = Report.objects.create(
            dossier=dossier, academy=by.academy, reference=dossiers.reference("R"), state=rules.DRAFT, state_since=at, danger=danger
        )
        Answered.objects.create(report=draft, step="danger", at=at)
        return draft.reference

    reference = dossiers.once(key, purpose="report.draft", by=by, at=at, make=begin)
    return Report.objects.select_related("dossier").get(reference=reference)


def _check_taken() -> None:
    if not is_open():
        raise Refused(rules.taking.NOT_YET)


def start_unnamed(*, by: Nobody, at: datetime, danger: str) -> Report:
    """A draft of somebody who does not sign in: whoever holds what `by.proof` is the hash of can open it, and nobody else. Raises Refused
    while too many begin at once, or the trust takes no reports."""
    with transaction.atomic():
        _check_taken()
        rules.naming.check_begun(selectors.begun_unnamed(at))
        dossier = dossiers.open_dossier(Dossier.Kind.REPORT, academy=None, at=at, by=by)
        dossiers.set_draft_token(dossier, by.proof)
        draft = Report.objects.create(
            dossier=dossier, reference=dossiers.reference("R"), state=rules.DRAFT, state_since=at, danger=danger, mode=rules.ANONYMOUS
        )
        Answered.objects.create(report=draft, step="danger", at=at)
    return draft


def answer(report: Report, step: str, cleaned: Mapping, *, by: Person | Nobody, at: datetime, mark: int | None = None) -> Report:
    """Write down the cleaned answer to one step of the journey. `mark`: `answered_mark` as the page showed it, None to overwrite.

    Raises Stale when the step has been answered anew since, Refused once the report is sent and for anybody but its reporter, KeyError
    for an unknown step.
    """
    write = _WRITERS[step]
    with transaction.atomic():
        dossiers.lock(report.dossier)
        draft = selectors.to_answer(report, by, at)
        if not draft.own:
            raise Refused(NOT_YOURS)
        if draft.state != rules.DRAFT:
            raise Refused(SENT)
        if mark is not None and mark != selectors.answered_mark(draft, step):
            raise Stale
        write(draft, cleaned, by, at)
        draft.version += 1
        draft.save()
        Answered.objects.update_or_create(report=draft, step=step, defaults={"at": at})
        dossiers.record(draft.dossier, action="report.answered", by=by, at=at, role=REPORTER, ids={"step": step})
    return draft


def _danger(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    draft.danger = cleaned["danger"]


def _conduct(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    """Make the subjects those of `cleaned["subjects"]`; the report belongs to their academy, or to the trust when they are of several."""
    changed = False
    wanted = {(one.kind, one.person, one.name and sealing.blind("name", one.name)): one for one in cleaned["subjects"]}
    for party in parties(draft.dossier, SUBJECT, at):
        known = (party.kind, str(party.person.uuid) if party.person else "", party.name_index)
        if wanted.pop(known, None) is None:
            dossiers.end_party(party, by=by, at=at, reason="draft_changed")
            changed = True
    for one in wanted.values():
        person = person_by(one.person) if one.person else None
        dossiers.add_party(draft.dossier, person, SUBJECT, by=by, at=at, source="reporter", kind=one.kind, name=one.name)
    if changed or wanted:
        _ask_again(draft, "readers", "rules")
    if isinstance(by, Person) and any(one.person == str(by.uuid) for one in cleaned["subjects"]):
        draft.mode = rules.NAMED  # whoever tells of themselves is named in what they tell
    draft.behalf = cleaned["behalf"]
    place_in_academy(draft, at, otherwise=by.academy if isinstance(by, Person) else academy_by(cleaned["academy"]))


def _ask_again(draft: Report, *steps: str) -> None:
    """Their offers have changed with another answer, so the reporter sees those pages once more."""
    draft.answered.filter(step__in=steps).delete()


def _leader(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    if draft.leader_involved != cleaned["leader_involved"]:
        _ask_again(draft, "readers")
    draft.leader_involved = cleaned["leader_involved"]


def _readers(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    """Keep out exactly the people of `cleaned["not_these"]` (uuids), and say who may see who the reporter is."""
    rules.naming.check_mode(cleaned["mode"], captured=selectors.has_details(draft))
    draft.mode = cleaned["mode"]
    wanted = set(cleaned["not_these"])
    for party in parties(draft.dossier, NOT_THIS_PERSON, at):
        if str(party.person.uuid) not in wanted:
            dossiers.end_party(party, by=by, at=at, reason="draft_changed")
        wanted.discard(str(party.person.uuid))
    for uuid in sorted(wanted):
        dossiers.add_party(draft.dossier, person_by(uuid), NOT_THIS_PERSON, by=by, at=at, source="reporter")


def _place(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    draft.platform = Platform.objects.filter(slug=cleaned["platform"]).first()
    draft.live = cleaned["live"]
    sealing.write(draft, "platform_other_sealed", cleaned["platform_other"])
    draft.addresses.all().delete()
    for typed in cleaned["addresses"]:
        row = ReportAddress(report=draft, address_index=index(typed), handle_index=handle_index(typed))
        if not draft.addresses.filter(address_index=row.address_index).exists():
            sealing.write(row, "address_sealed", typed)
            row.save()


def _seen(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    sealing.write(draft, "what_sealed", cleaned["what"])
    if "targets" in cleaned and name_targets(draft, cleaned["targets"], by=by, at=at):
        _ask_again(draft, "readers")


def _time(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    draft.happened_on = cleaned["happened_on"]
    sealing.write(draft, "when_sealed", cleaned["when"])


def _child(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    if draft.image != cleaned["image"]:
        _ask_again(draft, "picture")
    draft.child, draft.image = cleaned["child"], cleaned["image"]
    if not rules.may_upload(draft.image):  # a picture handed in before the answer changed is sealed at once for everybody
        for exhibit in exhibits_of(draft.dossier):
            evidence.mark_may_show_child(exhibit, by=by, at=at, alert=alert_sealed)


def _picture(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    if not cleaned.get("picture"):  # optional; and no page offers it where a child could be shown
        return
    evidence.add_exhibit(
        dossier=draft.dossier,
        upload=cleaned["picture"],
        by=by,
        at=at,
        how_seen=cleaned["how_seen"],
        visibility=cleaned["visibility"],
        image_answer=draft.image,
        strip_metadata=draft.mode != rules.NAMED,
    )


def _rules(draft: Report, cleaned: Mapping, by: Person | Nobody, at: datetime) -> None:
    """The reporter's own choice of rules: a hint for triage. The main one is the most serious, the first of equals."""
    chosen = set(cleaned["rules"])
    version = in_force(draft.happened_on or day_of(at)) or in_force(day_of(at))
    picked = [clause for clause in clauses(version) if clause.code in chosen] if version else []
    main = max(picked, key=lambda clause: clause.default_severity, default=None)
    draft.policy_version = version
    draft.hints.all().delete()
    Hint.objects.bulk_create(Hint(report=draft, clause=clause) for clause in picked)
    draft.clauses.all().delete()
    ReportClause.objects.bulk_create(ReportClause(report=draft, clause=clause, primary=clause is main) for clause in picked)


_WRITERS: Mapping[str, Callable[[Report, Mapping, Person | Nobody, datetime], None]] = MappingProxyType(
    {
        "danger": _danger,
        "conduct": _conduct,
        "leader": _leader,
        "readers": _readers,
        "place": _place,
        "seen": _seen,
        "time": _time,
        "child": _child,
        "picture": _picture,
        "rules": _rules,
    }
)
