"""A leader's live figures and the lists they lead to."""

from assurance import operations, rules
from cases.casefile.rules import CLOSED
from cases.casefile.rules import STATE_WORDS as STANDS
from cases.removals.rules import STATE_WORDS
from foundation.deadlines.models import Deadline
from foundation.deadlines.rules.kinds import KINDS
from foundation.dossiers.routing import PART_OF
from foundation.dossiers.rules import SUBJECT
from foundation.face import when
from foundation.face.figures import Figure, bar_figure
from foundation.face.rows import Empty, Stat, TaskRow
from foundation.people.rules import DEPUTY_DSL, DPO, DSL, HEAD, HR, TRUST_SG


def operations_page(person, now) -> dict:
    """The context of a leader's own page: what is open, each number leading to its list, and the school year so far."""
    found = operations.live(person, now)
    return {
        "title": "What you may open now" if found.this_year is None else "My academy now",
        "stats": [
            Stat("Reports open", str(found.open_reports), "/triage/", f"{found.waiting} not taken on yet"),
            Stat("Cases open", str(found.open_cases), "/cases/"),
            Stat("Removal requests open", str(found.open_removals), "/assurance/operations/removals/"),
            Stat("Deadlines passed", str(found.overdue), "/assurance/operations/overdue/", kind="alert" if found.overdue else ""),
        ],
        "figures": _figures(found),
    }


def _figures(found: operations.Live) -> list[Figure]:
    """Where the open cases stand, if there are any; the year, for somebody who heads an academy."""
    standing = [_standing(found.cases)] if found.open_cases else []
    return standing if found.this_year is None else [*standing, _year(found.this_year)]


def _standing(cases) -> Figure:
    """Each case here is on the list that "Cases open" leads to."""
    return bar_figure("Open cases, by where they stand", [(STANDS[one], cases[one]) for one in STANDS if one != CLOSED], unit="Cases")


def _year(reports) -> Figure:
    kinds = {**rules.CATEGORIES, rules.UNDECIDED: "Not decided yet"}
    return bar_figure(
        "Reports since 1 September, by kind",
        [(name, reports[category]) for category, name in kinds.items()],
        unit="Reports",
        note="Reports that concern you, or went past you for another reason, are not in these figures.",
    )


def overdue_page(person, now, after: str) -> dict:
    """What has passed its deadline, longest first, and who holds it; each row leads to the thing itself."""
    late = operations.overdue(person, now, after)
    names = operations.who_holds(late.rows, now)
    rows = [
        TaskRow(
            row.opens,
            KINDS[row.kind].words,
            holder=holder(row, names),
            reference=row.reference,
            due_text=when.countdown(row.due_at, now),
            due_class=when.due_class(row.due_at, now),
        )
        for row in late.rows
    ]
    return {"title": "Deadlines passed", "rows": rows, "further": late.further, "empty": Empty("Nothing is late")}


def holder(row: Deadline, names: dict[tuple[int, str], str]) -> str:
    """Who has to meet a deadline: a name, or in words; never the name of somebody a concern is about."""
    symbols = row.owner.split(",") if row.owner else []
    if row.owner_person and SUBJECT not in symbols:
        return row.owner_person.name
    said = [names.get((row.dossier_id, PART_OF.get(one, one))) or _HOLDERS.get(one, "") for one in symbols]
    return " and ".join(dict.fromkeys(filter(None, said))) or "nobody yet"


_HOLDERS = {
    SUBJECT: "the person who was asked",
    **dict.fromkeys((DSL, DEPUTY_DSL, TRUST_SG), "the safeguarding lead"),
    DPO: "the data protection officer",
    HR: "HR",
    HEAD: "the headteacher",
    "line_manager": "their line manager",
}


def removals_page(person, now, after: str) -> dict:
    """Removal requests that are not settled, oldest first."""
    found = operations.removals(person, now, after)
    rows = [
        TaskRow(
            f"/removals/{row.reference}/",
            STATE_WORDS[row.state],
            "Removal request",
            since=when.since(row.state_since, now),
            reference=row.reference,
        )
        for row in found.rows
    ]
    return {"title": "Removal requests open", "rows": rows, "further": found.further, "empty": Empty("No removal request is open")}
