"""A case drawn over its time: the stages as one band, what each part did as dots, what is due as marks ahead.

Everything is worked out here as percentages of the width, so that the drawing needs no style and no script and scales with the page; each
lane says in words what it shows, and the list below tells all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.casefile import rules
from cases.casefile.reading import Found
from foundation.deadlines.rules.kinds import KINDS
from foundation.face import when

from .happened import Told

LEAST_WIDTH = 1.5  # per cent: narrower than that nobody sees it
LONGEST_AHEAD = 30  # days a date ahead may stretch the drawing
SPANS = {
    rules.SCOPING: ("Prepared", "prepare"),
    rules.HELD: ("On hold", "hold"),
    rules.INVESTIGATING: ("Investigated", "investigate"),
    rules.DECISION_PENDING: ("Decided", "decide"),
    **dict.fromkeys(rules.DECIDED, ("Acted", "act")),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the band, in per cent of the width."""

    x: str
    width: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One part's dots over time (per cent), and in words how many they are."""

    label: str
    said: str
    dots: tuple[str, ...]
    kind: str = "dot"


@dataclass(frozen=True, slots=True)
class Drawing:
    spans: list[Span]
    lanes: list[Lane]
    begins: str
    ends: str
    now: str


def drawing(found: Found, told: Iterable[Told], at: datetime) -> Drawing:
    """The case from its opening to its end, or to what is due next where that is not far away."""
    case, told = found.case, list(told)
    until = case.closed_at or at
    ahead = [] if case.closed_at else [row for row in found.deadlines if at < row.due_at <= at + timedelta(days=LONGEST_AHEAD)]
    end = max([until, *(row.due_at for row in ahead)])
    scale = _Scale(case.opened_at, end)
    lanes = [_lane(role, [one for one in told if one.role == role], scale) for role in dict.fromkeys(one.role for one in told) if role]
    if ahead:
        said = "; ".join(f"{KINDS[row.kind].words}, {when.short(row.due_at)}" for row in ahead)
        lanes.append(Lane("Due", said, tuple(scale.at(row.due_at) for row in ahead), "due"))
    spans = [_span(state, since, ended, scale) for state, since, ended in _stretches(found, until)]
    return Drawing(spans, lanes, when.short(case.opened_at), when.short(end), scale.at(at) if ahead else "")


class _Scale:
    def __init__(self, start: datetime, end: datetime):
        self.start, self.whole = start, max((end - start).total_seconds(), 1)

    def share(self, moment: datetime) -> float:
        return min(max((moment - self.start).total_seconds() / self.whole * 100, 0), 100)

    def at(self, moment: datetime) -> str:
        """Where a dot is set: never so near an edge that half of it is lost."""
        return f"{2 + self.share(moment) * 0.96:.2f}%"


def _stretches(found: Found, until: datetime) -> list[tuple[str, datetime, datetime]]:
    """The states the case has been in, each with when it began and ended."""
    moved = [(event.to_state, event.at) for event in found.events if event.action.startswith("case.") and event.to_state in rules.STATES]
    steps = [one for place, one in enumerate(moved) if place == 0 or moved[place - 1][0] != one[0]]
    ends = [moment for _, moment in steps[1:]] + [until]
    return [(state, since, ended) for (state, since), ended in zip(steps, ends, strict=True) if state in SPANS]


def _span(state: str, since: datetime, ended: datetime, scale: _Scale) -> Span:
    label, kind = SPANS[state]
    begin = scale.share(since)
    width = max(scale.share(ended) - begin, LEAST_WIDTH)
    days = (when.london(ended).date() - when.london(since).date()).days
    lasted = when.count(days, "day") if days else "within a day"
    return Span(f"{min(begin, 100 - LEAST_WIDTH):.2f}%", f"{width:.2f}%", kind, f"{label} from {when.short(since)}: {lasted}")


def _lane(role: str, told: list[Told], scale: _Scale) -> Lane:
    steps = when.count(len(told), "step")
    said = steps if len(told) == 1 else f"{steps}, last on {when.short(told[0].event.at)}"
    return Lane(role, said, tuple(scale.at(one.event.at) for one in reversed(told)))
