"""Somebody who has every page of figures ever published, and works out what must follow. Knows the pages, shares no code with them.

A cell is an unknown number with a lowest and a highest value. Every total, average, arrow and "all in time" is a condition on several of
them. Conditions are applied until nothing moves any more.
"""

import re
from dataclasses import dataclass, field

MOST = 10_000
Cell = tuple[str, str, str]  # unit, kind of concern, term


def reads(text: str) -> tuple[int, int]:
    """What a published number says: "fewer than 5", "0 to 4", "9 to 16", or a rounded one."""
    if text == "fewer than 5":
        return 1, 4
    if between := re.fullmatch(r"(\d+) to (\d+)", text):
        return int(between[1]), int(between[2])
    number = int(text)
    return (0, 0) if number == 0 else (max(5, number - 2), number + 2)


def range_of(text: str) -> tuple[int, int]:
    """What a sum says. Unlike a cell it is not rounded: one number is that number."""
    ends = [int(end) for end in re.findall(r"\d+", text)]
    return ends[0], ends[-1]


@dataclass
class Attacker:
    """`company`: how many academies there are. `units`: of academies."""

    units: tuple[str, ...]
    company: int
    low: dict[Cell, int] = field(default_factory=dict)
    high: dict[Cell, int] = field(default_factory=dict)
    sums: list[tuple[frozenset[Cell], int, int]] = field(default_factory=list)
    orders: list[tuple[Cell, Cell]] = field(default_factory=list)  # the first is less than the second

    def reads_a_page(self, unit: str, content: dict) -> None:
        """One frozen page of one governing body."""
        _, duties, volume, beside, _ = content["sections"]
        labels = [head for head in volume["head"][1:] if "term 20" in head]
        kinds = [row[0] for row in volume["rows"][:-1]]
        year = self._this_year(labels)
        for kind, *values in volume["rows"][:-1]:
            for label, text in zip(labels, values, strict=False):
                self._cell((unit, kind, label), *reads(text))
            self._sum([(unit, kind, label) for label in labels[:year]], values[-2])
            self._sum([(unit, kind, label) for label in labels], values[-1])
        *by_term, so_far, together = volume["rows"][-1][1:]
        for label, text in zip(labels, by_term, strict=True):
            self._sum([(unit, kind, label) for kind in kinds], text)
        self._sum([(unit, kind, label) for kind in kinds for label in labels[:year]], so_far)
        self._sum([(unit, kind, label) for kind in kinds for label in labels], together)
        for row in duties["rows"]:
            self._duty(unit, kinds, labels, row[1:])
        for kind, here, average, arrow in beside["rows"]:
            self._cell((unit, kind, labels[0]), *reads(here))
            least, most = range_of(average)
            everywhere = frozenset((one, kind, labels[0]) for one in self.units)
            self.sums.append((everywhere, least * self.company, most * self.company))
            if arrow.startswith(("More", "Fewer")):
                now, then = (unit, kind, labels[0]), (unit, kind, labels[1])
                self.orders.append((then, now) if arrow.startswith("More") else (now, then))

    def reads_the_roll_up(self, shown: dict, trust: str) -> None:
        """What the Board reads."""
        kinds, terms = shown["tables"]
        names = [line["first"].text for line in kinds.lines[:-1]]
        newest = terms.lines[0]["first"].text
        for line in kinds.lines[:-1]:
            self._three([line["first"].text], newest, line, trust)
        self._three(names, newest, kinds.lines[-1], trust)
        for line in terms.lines:
            self._three(names, line["first"].text, line, trust)
        for bar in shown["figure"].bars:
            self._sum([(unit, bar.label, newest) for unit in self.units], bar.text)

    def works_it_out(self) -> None:
        """Raises AssertionError where what was published contradicts itself."""
        moved = True
        while moved:
            moved = False
            for cells, least, most in self.sums:
                lows, highs = sum(self.low[one] for one in cells), sum(self.high[one] for one in cells)
                for one in cells:
                    moved |= self._cell(one, least - (highs - self.high[one]), most - (lows - self.low[one]))
            for less, more in self.orders:
                moved |= self._cell(less, 0, self.high[more] - 1) | self._cell(more, self.low[less] + 1, MOST)

    def left_open(self, cell: Cell) -> int:
        """How many values the cell may still have."""
        return self.high[cell] - self.low[cell] + 1

    def _three(self, kinds: list[str], label: str, line: dict, trust: str) -> None:
        here = [(unit, kind, label) for unit in self.units for kind in kinds]
        own = [(trust, kind, label) for kind in kinds]
        for cells, cell in zip((here, own, here + own), line["rest"], strict=True):
            self._sum(cells, cell.text)

    def _duty(self, unit: str, kinds: list[str], labels: list[str], said: list[str]) -> None:
        """That anything is said tells that there was enough to say it of."""
        for label, text in zip(labels, said, strict=True):
            enough = 20 if "%" in text else 5 if text in ("All in time", "Not all in time") else 0
            self.sums.append((frozenset((unit, kind, label) for kind in kinds), enough, MOST))

    def _sum(self, cells: list[Cell], text: str) -> None:
        for one in cells:
            self._cell(one, 0, MOST)
        self.sums.append((frozenset(cells), *range_of(text)))

    def _cell(self, cell: Cell, low: int, high: int) -> bool:
        before = self.low.get(cell, 0), self.high.get(cell, MOST)
        after = max(before[0], low), min(before[1], high)
        assert after[0] <= after[1], f"{cell} is published as something that cannot be"
        self.low[cell], self.high[cell] = after
        return before != after

    @staticmethod
    def _this_year(labels: list[str]) -> int:
        """How many of the terms, newest first, are of the newest one's school year."""
        years = [int(label[-4:]) - (not label.startswith("Autumn")) for label in labels]
        return years.count(years[0])
