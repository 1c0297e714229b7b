"""Who was told of something that nobody may make public, and what may be said (Education Act 2002 section 141F)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.selectors import day_of
from reports.concerns import rules
from reports.concerns.models import Knower, SafeguardingRecord


def tell_somebody(
    record: SafeguardingRecord, *, name: str, why: str, told_by: str, told_on: date, may_say: str, by: Person, at: datetime,
    version: int | None = None,
) -> Knower:  # fmt: skip
    """Somebody knows who has no door here: `name`, `why` they need to know, `told_by` and what they `may_say` are sealed. Raises Refused
    for a missing word, a day to come, and where nothing is restricted."""
    facts = {"name": name, "why": why, "told_by": told_by, "told_on": told_on, "today": day_of(at)}
    with transaction.atomic():
        seen = _step(record, "tell_somebody", facts, {}, by=by, at=at, version=version)
        row = Knower(record=seen, by=by, at=at, told_on=told_on)
        for column, said in {"name": name, "why": why, "told_by": told_by, "may_say": may_say}.items():
            sealing.write(row, f"{column}_sealed", said)
        row.save()
    return row


def agree_line(record: SafeguardingRecord, *, line: str, by: Person, at: datetime, version: int | None = None) -> SafeguardingRecord:
    """What may be said when somebody asks, the press or parents, and what is done about gossip; sealed. Writing again replaces it."""
    with transaction.atomic():
        seen = _step(record, "agree_line", {"line": line}, {"line_at": at}, by=by, at=at, version=version)
        sealing.write(seen, "line_sealed", line)
        seen.save(update_fields=["line_sealed"])
    return seen


def _step(record: SafeguardingRecord, name: str, facts: Mapping, also: Mapping, *, by: Person, at: datetime, version) -> SafeguardingRecord:
    dossiers.lock(record.dossier)
    held = standing(by, record.dossier, at)
    known, kept = {"restricted": record.restricted, **facts}, {"state_since": record.state_since, **also}
    return move(record, rules.KNOWING, name, by=by, at=at, standing=held, version=version, facts=known, also=kept)
