"""What stands above the question of a step, for whoever takes it."""

from datetime import datetime

from cases.casefile.listing import party_name
from cases.cooperation import links, rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.cooperation.services.telling import path
from cases.serving.selectors import has_access
from foundation.dossiers import sealing
from foundation.face import when
from foundation.face.rows import SummaryRow
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person

from .request import WHAT_FOLLOWS, file_rows, letter, sent
from .session import agreement_rows, as_scoped


def as_written(row: CooperationRequest) -> dict[str, object]:
    words = sealing.read_one(row)
    return as_scoped(row) | {"version": row.version, "what": words["what_sealed"], "why": words["why_sealed"]}


def returned(row: CooperationRequest) -> str:
    """What has to change, where it was sent back."""
    return sealing.read_one(row)["returned_sealed"] if row.returned_at else ""


def before_approving(row: CooperationRequest, at: datetime) -> dict[str, object]:
    kind = rules.KINDS[row.kind]
    return {
        "letter": letter(row, at),
        "agreement": agreement_rows(row),
        "terms": kind.terms,
        "follows": WHAT_FOLLOWS,
        "label": kind.label,
    }


def before_agreeing(row: CooperationRequest, at: datetime) -> dict[str, object]:
    return before_approving(row, at) | {"name": party_name(row.target), "too_far": f"{path(row)}goes-too-far/"}


def before_telling(row: CooperationRequest, at: datetime) -> dict[str, object]:
    return {"name": party_name(row.target), "here": has_access(row.target.person, at)}


def before_answering(row: CooperationRequest) -> dict[str, object]:
    files = file_rows(selectors.unsent_files(row))
    what = sealing.read_one(row)["what_sealed"]
    return {"what": what, "rows": files, "file_path": f"{path(row)}file/", "terms": rules.KINDS[row.kind].terms}


def answers_at(row: CooperationRequest, person: Person, at: datetime) -> str:
    """Where whoever has added a file goes on: what came on paper is written down on a page of its own."""
    return f"{path(row)}{'on-paper' if 'paper' in links.offered(row, person, at) else 'answer'}/"


AS_IT_STANDS = "Change nothing, and add nothing. The page of the request says who wrote it down for them. Keep the paper."


def wish(row: CooperationRequest, at: datetime) -> str:
    """What the person asked about the date, for whoever answers it."""
    if not row.wishes_another_date:
        return ""
    day = f" They would like {when.day(row.date_wished)}." if row.date_wished else ""
    return f"They asked {when.ago(row.date_asked_at, at)}: {sealing.read_one(row)['date_reason_sealed']}{day}"


def before_review(row: CooperationRequest) -> dict[str, object]:
    words = sealing.read_one(row)
    rows = [
        ("What was asked", words["what_sealed"]),
        ("Why", words["why_sealed"]),
        ("Their reason", words["decline_sealed"]),
        ("What the investigator says", words["asked_hr_sealed"]),
        ("They did not come", words["missed_sealed"]),
        ("Could not be reached", words["not_reached_sealed"] if row.reached_how == COULD_NOT else ""),
    ]
    return {"rows": [SummaryRow(label, said) for label, said in rows if said], "sent": sent(row)}


def before_telling_review(row: CooperationRequest) -> dict[str, object]:
    words = sealing.read_one(row)
    reason = SummaryRow("HR's reason", words["review_sealed"])
    return {"name": party_name(row.target), "decided": rules.STATE_WORDS[row.state], "rows": [reason]}
