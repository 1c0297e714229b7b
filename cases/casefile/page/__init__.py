"""The case page as its template draws it: who holds it, what is next, what is known, what happened (DESIGN 8)."""

from datetime import datetime

from cases.casefile import rules
from cases.casefile.models import Case
from cases.casefile.reading import Found
from foundation.face import when
from foundation.people.models import Person
from foundation.trail.models import Event

from .drawn import drawing
from .happened import days, told
from .moves import advises, first_move, hearing_path, holder_name, moves, stages, symbols
from .rows import (
    allegation_table,
    due_tags,
    exhibit_rows,
    hand_over_rows,
    hold_rows,
    note_rows,
    party_rows,
    person_rows,
    reopening_rows,
    report_cards,
    strand_rows,
    task_rows,
)

__all__ = ["context", "happened", "holder_name"]

NEWEST = 15  # steps that stand on the page of a case; those before them stand on one of their own
OTHERS_FIRST = "The LADO or the police decide first. Whoever manages the case puts it on hold and does nothing that could get in their way."


def happened(case: Case, events: list[Event]) -> dict[str, object]:
    """Everything `cases/happened.html` draws: every step, the newest first."""
    return {"title": "What happened", "case": case, "back": f"/cases/{case.reference}/", "days": days(told(events))}


def context(found: Found, person: Person, at: datetime) -> dict[str, object]:
    """Everything `cases/case.html` draws."""
    held = symbols(found, person, at)
    move, holder = first_move(found)
    case, steps = found.case, told(found.events)
    offered = moves(found, held, adviser=advises(found, held, person, at))
    return {
        "title": f"Case {case.reference}",
        "case": case, "restricted": found.restricted, "who_knows": found.who_knows,
        "state": rules.STATE_WORDS[case.state],
        "back": "/cases/",
        "stages": stages(case),
        "next_move": move,
        "holder": holder,
        "since": when.since(case.state_since, at),
        "hearing": hearing_path(found),
        "moves": [one for one in offered if not one.kind],
        "others": [one for one in offered if one.kind],
        "dues": due_tags(found, at),
        "person_rows": person_rows(found, held),
        "allegations": allegation_table(found),
        "reports": report_cards(found),
        "others_first": OTHERS_FIRST if found.others_first else "",
        "holds": hold_rows(found),
        "hand_overs": hand_over_rows(found),
        "reopenings": reopening_rows(found, held),
        "notes": note_rows(found),
        "tasks": task_rows(found, person, held),
        "strands": strand_rows(found),
        "exhibits": exhibit_rows(found),
        "parties": party_rows(found),
        "drawing": drawing(found, steps, at),
        "days": days(steps[:NEWEST]),
        "earlier": max(len(steps) - NEWEST, 0),
    }
