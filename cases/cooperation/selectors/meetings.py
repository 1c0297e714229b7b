"""Who can be there on a day, when it may be at the earliest, and the minutes of it."""

import hashlib
from datetime import date, datetime

from cases.casefile.selectors import free_of_conflict, investigator_of, manager_of
from cases.cooperation.models import CooperationRequest, Minutes, Signature
from foundation.deadlines.rules.kinds import GUARDS
from foundation.deadlines.selectors import calendar_of, overrides_of
from foundation.dossiers.models import Party
from foundation.dossiers.rules import APPEAL_CHAIR, HEARING_CHAIR, PANEL
from foundation.people.models import Person
from foundation.people.rules import CLERK, EXEC, HR, SLT
from foundation.people.selectors import academies, can_sign_in, holders
from foundation.trail.models import Event

NOTICE = "interview_notice"
_AT_THE_TRUST = (HR, EXEC, CLERK)
_JUDGES = (HEARING_CHAIR, APPEAL_CHAIR, PANEL)


def attendants(row: CooperationRequest, at: datetime) -> list[Person]:
    """Who may ask the questions or take the notes, whoever investigates first: see `fits`."""
    found = [investigator_of(row.case, at)]
    found += [one for role in _AT_THE_TRUST for one in holders(role, None, at)]
    found += [one for place in academies() for one in holders(SLT, place, at)]
    return _fitting(row, [one for one in dict.fromkeys(found) if one is not None], at)


def fits(row: CooperationRequest, people: list[Person], at: datetime) -> bool:
    """Whether all of `people` may be there: signed in here, in no conflict, not beside the person under one line manager nor that manager,
    not whoever manages the case, and nobody who judges it (DOMAIN 5.4)."""
    allowed = {one.pk for one in attendants(row, at)}
    return all(one.pk in allowed for one in people)


def _fitting(row: CooperationRequest, people: list[Person], at: datetime) -> list[Person]:
    judges = set(Party.objects.filter(dossier=row.dossier, part__in=_JUDGES).values_list("person_id", flat=True))
    out = (manager_of(row.case, at), row.hr_agreed_by, row.dpo_agreed_by)
    return [
        one for one in free_of_conflict(people, row.dossier, at)
        if can_sign_in(one) and one not in out and one.pk not in judges and not _beside(one, row.target.person)
    ]  # fmt: skip


def _beside(one: Person, asked: Person | None) -> bool:
    """Whether somebody is the line manager of the person, or works beside them under the same one."""
    line = asked.line_manager_id if asked else None
    return line is not None and line in (one.pk, one.line_manager_id)


def earliest_day(row: CooperationRequest, at: datetime) -> date:
    """The first day that keeps the trust's least notice, in working days after the one `at` counts for."""
    days = calendar_of(row.dossier)
    amount = overrides_of(row.dossier).get(NOTICE, {}).get("amount", GUARDS[NOTICE].terms.amount)
    return days.add_working_days(days.work_day_of(at), amount)


def minutes_of(row: CooperationRequest) -> Minutes | None:
    return Minutes.objects.filter(request=row).select_related("written_by", "dossier", "request").first()


def digest_of(minutes: Minutes) -> str:
    """Of the text as it lies sealed, so that it tells nothing once the key is gone."""
    return hashlib.sha256(bytes(minutes.words_sealed)).hexdigest()[:40]


def unchanged(minutes: Minutes) -> bool:
    """Whether the text is the one that was handed over, as the chain of events has it."""
    fixed = Event.objects.filter(chain=minutes.dossier.uuid, action="coop.minuted", ids__cooperation=str(minutes.request.uuid))
    return [one.ids["sha256"] for one in fixed] == [digest_of(minutes)]


def signatures_of(minutes: Minutes) -> dict[str, Signature]:
    """By side."""
    return {one.side: one for one in minutes.signatures.select_related("by")}


def progress(row: CooperationRequest, at: datetime) -> dict[str, object]:
    """How far something is that was arranged, as facts."""
    sides = set(Signature.objects.filter(minutes__request=row).values_list("side", flat=True))
    return {
        "stopped": row.stopped_at is not None,
        "begun": row.meets_at is not None and row.meets_at <= at,
        "written": bool(sides) or Minutes.objects.filter(request=row).exists(),
        "signed": "asked" in sides,
        "countersigned": "trust" in sides,
    }
