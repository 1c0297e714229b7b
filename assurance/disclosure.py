"""Disclosure control (DOMAIN 6.6): how a true count becomes a published cell, and what may be computed from cells.

No ORM here. A cell is published once, for a closed term, by `publish`; every total, range and comparison takes published
cells, never true counts, so that nothing more can be worked out than the cells themselves say.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MIN_CELL = 5
ROUND_TO = 5
MIN_DENOMINATOR = 20
TOO_SMALL = "group too small to show"
STEPS = (5, 10, 20, 25)  # percent; how wide the range of a share is
SMALL_ACADEMY = 30  # staff; smaller academies are shown together


@dataclass(frozen=True, order=True)
class Cell:
    """What is published of a count: the lowest and the highest it may be."""

    low: int
    high: int

    @property
    def shown(self) -> str:
        if self.low == self.high == 0:
            return "0"
        if self.high < MIN_CELL:
            return "fewer than 5" if self.low else "0 to 4"
        return str(self.middle)

    @property
    def middle(self) -> int:
        """The rounded value of a cell of five and more."""
        return self.high - ROUND_TO // 2

    @property
    def small(self) -> bool:
        """Whether the cell hides a small number; a chart draws it as hidden, not as a bar."""
        return 0 < self.high < MIN_CELL


def publish(count: int, *, sensitive: bool = False) -> Cell:
    """The cell for a true count (0 or more). `sensitive` merges zero into the small numbers: it hides whether there was one."""
    if count < 0:
        raise ValueError("A count cannot be negative.")
    if count < MIN_CELL:
        if sensitive:
            return Cell(0, MIN_CELL - 1)
        return Cell(1, MIN_CELL - 1) if count else Cell(0, 0)
    rounded = (2 * count + ROUND_TO) // (2 * ROUND_TO) * ROUND_TO
    return Cell(max(MIN_CELL, rounded - ROUND_TO // 2), rounded + ROUND_TO // 2)


def total(cells: Iterable[Cell]) -> Cell:
    """From-to range of a sum of published cells: lows summed, highs summed."""
    cells = list(cells)
    return Cell(sum(cell.low for cell in cells), sum(cell.high for cell in cells))


def words(total_cell: Cell) -> str:
    """A total in words; unlike a cell it is a range and says so."""
    return str(total_cell.low) if total_cell.low == total_cell.high else f"{total_cell.low} to {total_cell.high}"


def share(part: int, whole: int, cells: Iterable[Cell]) -> str:
    """A percentage as a range, wide enough that it holds five counts or more; or words where the group is small (DOMAIN 6.6 `pct`).

    Whether it is shown, and how wide the ranges are, follows from the published `cells` of the same things alone: for every total that
    they allow, each range holds some part. So a share beside its cells narrows none of them. Raises ValueError for a part beyond the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError("The part must lie within the whole.")
    least = total(cells).low
    if least < MIN_DENOMINATOR or whole < least:  # of fewer than the cells allow, a range could hold one single count
        return TOO_SMALL
    step = next(step for step in STEPS if step * least >= 100 * MIN_CELL)
    low = min(100 * part // whole // step * step, 100 - step)
    return f"{low}% to {low + step}%"


ALL, NOT_ALL, TOO_FEW = "all in time", "not all in time", "none arose, or too few to say"


def statement(part: int, whole: int, cells: Iterable[Cell]) -> str:
    """Whether all of `whole` were in time, in words: for duties whose number may not be shown (DOMAIN 6.5). "None" is merged with "few".

    Nothing is said below five, nor where the published `cells` of the same things add up to fewer than five at least: that something is
    said must not tell more about a cell than the cell. Raises ValueError for a part beyond the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError("The part must lie within the whole.")
    if min(whole, total(cells).low) < MIN_CELL:
        return TOO_FEW
    return ALL if part == whole else NOT_ALL


def together(statements: Iterable[str]) -> str:
    """What several published statements say together, and nothing beyond them."""
    said = {one for one in statements if one != TOO_FEW}
    return "not all in time" if NOT_ALL in said else ("all in time, where enough arose" if said else TOO_FEW)


def shares(shown: Iterable[str]) -> str:
    """What several published ranges of a percentage say together: the lowest and the highest of them."""
    ends = [int(end) for one in shown for end in re.findall(r"\d+(?=%)", one)]
    return f"{min(ends)}% to {max(ends)}%, where the group is large enough" if ends else TOO_SMALL


def average(cells: Iterable[Cell], among: int) -> str:
    """What a unit has on average, from the published cells of all of them: a range of whole numbers. `among`: how many, at least 1."""
    all_of_them = total(cells)
    return words(Cell(all_of_them.low // among, -(-all_of_them.high // among)))


def trend(before: Cell, after: Cell) -> str:
    """An arrow in words, only where both published values are ten or more and their ranges do not touch; else ""."""
    if min(before.low, after.low) < 2 * MIN_CELL - 2 or before.small or after.small:
        return ""
    if after.low > before.high:
        return "more than the term before"
    return "fewer than the term before" if after.high < before.low else "about the same as the term before"


def groups(headcounts: Mapping[str, int]) -> dict[str, str]:
    """Which unit each academy is shown in: itself, or all small academies together, never fewer than two.

    A single small academy joins the smallest other. Codes in, {academy code: unit code} out; unit codes join with "+".
    """
    small = sorted(code for code, staff in headcounts.items() if staff < SMALL_ACADEMY)
    if len(small) == 1 and len(headcounts) > 1:
        others = {code: staff for code, staff in headcounts.items() if code != small[0]}
        small = sorted([small[0], min(others, key=lambda code: (others[code], code))])
    unit = "+".join(small)
    return {code: unit if code in small else code for code in headcounts}
