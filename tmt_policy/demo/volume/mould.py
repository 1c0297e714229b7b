"""One report, really sent by the services and rolled back: the rows from which any number can be stamped."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from foundation.deadlines.models import ClockEvent, Deadline
from foundation.dossiers import sealing
from foundation.dossiers.models import Desk, Dossier, DossierKey, OneTimeKey, Party
from foundation.messages.models import Message
from foundation.people.models import Alias
from foundation.trail.models import ChainHead, Event, Tally
from reports.intake.measures import delta
from reports.intake.models import Answered, Hint, Report, ReportAddress, ReportClause
from reports.intake.selectors import family_of
from tmt_policy.demo.reporting import Told, send

PARENTS = {"dossier_id": Dossier, "report_id": Report, "deadline_id": Deadline}
WRITTEN = (Dossier, DossierKey, Party, Desk, Report, ReportAddress, ReportClause, Hint, Answered, Deadline, ClockEvent, Message, OneTimeKey,
           Alias, Event, ChainHead, Tally)  # every table that sending a report writes to, parents first


@dataclass(frozen=True)
class Row:
    """One row of the mould: its columns but the key and the parents, the parents' keys, and what was sealed in it, opened."""

    model: type[Model]
    pk: object
    columns: dict[str, object]
    parents: dict[str, int]
    words: dict[str, str]


@dataclass(frozen=True)
class Mould:
    """`names`: every random id in the rows; `woven`: every text one of them, or the reference, is part of, with that part."""

    at: datetime
    reference: str
    rows: dict[type[Model], list[Row]]
    names: tuple[UUID, ...]
    woven: dict[str, tuple[str, object]]
    tally: tuple

    @property
    def clocks(self) -> int:
        return len(self.rows[Deadline])


def mould_of(told: Told, *, at: datetime) -> Mould:
    """Send it at `at`, read what was written, and take it back: nothing stays, and nobody is told."""
    with transaction.atomic():
        report = send(told, at=at)
        rows = {model: [_row(one) for one in found] for model, found in _written(report).items()}
        tally = delta(report, family_of(report))
        opened = _opened(report)
        transaction.set_rollback(True)
    for row in (one for found in rows.values() for one in found):
        row.words.update({column: text for column, text in opened.get(row.columns.get("uuid"), {}).items() if text})
    names = tuple(dict.fromkeys(value for found in rows.values() for row in found for value in _ids(row)))
    return Mould(at, report.reference, rows, names, _woven(rows, names, report.reference), tally)


def _written(report: Report) -> dict[type[Model], QuerySet]:
    dossier, chain = report.dossier, report.dossier.uuid
    found = {model: model.objects.filter(dossier=dossier) for model in (DossierKey, Party, Desk, Report, Deadline, Message)}
    found |= {model: model.objects.filter(report=report) for model in (ReportAddress, ReportClause, Hint, Answered)}
    found |= {model: model.objects.filter(chain=chain) for model in (Alias, Event, ChainHead)}
    found |= {Dossier: Dossier.objects.filter(pk=dossier.pk), ClockEvent: ClockEvent.objects.filter(deadline__dossier=dossier),
              OneTimeKey: OneTimeKey.objects.filter(answer=report.reference)}
    return {model: found[model].order_by("seq" if model is Event else "pk") for model in WRITTEN if model in found}


def _row(one: Model) -> Row:
    columns = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if not field.primary_key}
    parents = {name: columns.pop(name) for name in PARENTS if name in columns}
    return Row(type(one), one.pk, columns, parents, {})


def _opened(report: Report) -> dict[UUID, dict[str, str]]:
    addresses = list(report.addresses.select_related("report"))
    return sealing.read([report, *Party.objects.filter(dossier=report.dossier), *addresses])


def _ids(row: Row) -> list[UUID]:
    """Random ids made with this very row; `about` and `chain` are another's."""
    return [row.columns[name] for name in ("uuid", "token", "key") if isinstance(row.columns.get(name), UUID)]


def _woven(rows: dict[type[Model], list[Row]], names: tuple[UUID, ...], reference: str) -> dict[str, tuple[str, object]]:
    parts = [(reference, reference)] + [(said, name) for name in names for said in (str(name), name.hex)]
    texts = {text for found in rows.values() for row in found for text in _texts(row)}
    return {text: (part, name) for text in texts for part, name in parts if part in text}


def _texts(row: Row) -> list[str]:
    said = [value for value in row.columns.values() if isinstance(value, str)]
    return said + [value for value in row.columns.get("ids", {}).values() if isinstance(value, str)]
