"""A bar chart as numbers for an SVG: its geometry is worked out here, so that the page needs no style and no script."""

from dataclasses import dataclass

FULL = 1000  # user units of the longest bar; the drawing scales with the page
HATCHED = 81  # of a bar whose number may not be shown: the same on every chart
HIDDEN = "Too few to show"


@dataclass(frozen=True, slots=True)
class Bar:
    """`value`: None when the number may not be shown. `width`: user units, from 0 to FULL; `start`: where it begins, of a range."""

    label: str
    value: int | None
    text: str
    width: int
    hatched: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    caption: str
    bars: list[Bar]
    unit: str = "Number"
    note: str = ""
    summary: str = ""


def bar_figure(caption, pairs, *, unit="Number", note="", hidden=HIDDEN, hatched=False, summary=""):
    """A figure from (label, number or None) pairs; None draws no bar and says `hidden`, so that nothing can be read off its length.

    `hatched`: draws those as hatched bars, all of one length whatever they hide, so that they are not taken for 0.
    `unit`: the heading of the numbers ("Reports"). `note`: a sentence under it. `summary`: what it shows, in a sentence above it.
    """
    most = max((value for _, value in pairs if value), default=1)
    bars = [
        Bar(label, None, hidden, HATCHED if hatched else 0, hatched)
        if value is None
        else Bar(label, value, f"{value:,}", round(value / most * FULL))
        for label, value in pairs
    ]
    return Figure(caption, bars, unit, note, summary)


def range_figure(caption, rows, *, unit="Number", note="", summary=""):
    """A figure from (label, lowest, highest, text) rows: each bar lies between the lowest and the highest its number may be."""
    most = max((high for _, _, high, _ in rows), default=0) or 1
    bars = [
        Bar(label, None, text, round(high / most * FULL) - round(low / most * FULL), start=round(low / most * FULL))
        for label, low, high, text in rows
    ]
    return Figure(caption, bars, unit, note, summary)
