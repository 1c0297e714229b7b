"""The list of who knows, as its page draws it."""

from datetime import datetime

from foundation.dossiers import sealing
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, Table
from foundation.people.models import Person
from reports.concerns.knowing import Reads, told_by_hand, who_reads
from reports.concerns.models import SafeguardingRecord
from reports.concerns.rules import RESTRICTED
from reports.intake.models import Report

_HEAD = ("Who", "May read it as", "Has read it")


def page(report: Report, record: SafeguardingRecord, person: Person, at: datetime) -> dict:
    told, line = told_by_hand(record)
    base = f"/triage/{report.reference}"
    return {
        "title": "Who knows",
        "reference": report.reference,
        "back": f"{base}/",
        "warning": RESTRICTED,
        "line": [SummaryRow("Agreed", f"{line}\n{when.moment(record.line_at)}")] if line else [],
        "readers": Table("By their access", _HEAD, tuple(_reads(one) for one in who_reads(report, person, at)), caption_hidden=True),
        "told": [SummaryRow(words["name_sealed"], _told(row, words)) for row, words in told],
        "moves": [
            MoveLink("Write down somebody who knows", f"{base}/tell-somebody/"),
            MoveLink("Write down what may be said", f"{base}/line/", kind="secondary"),
        ],
    }


def line_of(record: SafeguardingRecord) -> str:
    return sealing.read_one(record)["line_sealed"] if record.line_at else ""


def _reads(one: Reads) -> tuple[str, str, str]:
    days = [when.day(day) for day in dict.fromkeys(filter(None, (one.first, one.last)))]
    return one.name, one.roles or "No longer", " to ".join(days) or "Not yet"


def _told(row, words: dict) -> str:
    may = f"May say: {words['may_say_sealed']}" if words["may_say_sealed"] else "May say nothing"
    told = f"Told on {when.day(row.told_on)} by {words['told_by_sealed']}, written down by {row.by.name}"
    return "\n".join((words["why_sealed"], told, may))
