"""What the parts in `templates/parts/` draw. Every text is ready made: their loops hold no filter, tag or include."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NavItem:
    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One thing that waits: next move, holder, since when, and a countdown tag (`when.since`, `when.countdown`, `when.due_class`).
    `aside`: where its own history is read, beside the thing it leads to. Without `href` it leads nowhere."""

    href: str
    title: str
    next_move: str = ""
    holder: str = ""
    since: str = ""
    due_text: str = ""
    due_class: str = "govuk-tag--grey"
    reference: str = ""
    state: str = ""
    due_at: datetime | None = None  # to sort by; the words are in `due_text`
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    """What a room gives the first page of one person: what needs them now, what they wait for, what they reported. `beyond`: how many
    more of each there are than it gives."""

    needs_me: list[TaskRow] = field(default_factory=list)
    waiting: list[TaskRow] = field(default_factory=list)
    mine: list[TaskRow] = field(default_factory=list)
    beyond: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened. `kind`: "", "good", "wait" or "alert", and always told in words as well."""

    when: str
    title: str
    who: str = ""
    text: str = ""
    href: str = ""
    link: str = ""
    iso: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    key: str
    value: str
    href: str = ""
    action: str = "Change"


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure; `href` leads to its list where the reader may open the list. `kind`: "" or "alert"."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """`state`: "done", "now" or "next"."""

    label: str
    state: str = "next"
    note: str = ""

    @property
    def told(self):
        return {"done": "Done: ", "now": "Now: "}.get(self.state, "Next: ")


@dataclass(frozen=True, slots=True)
class TaskItem:
    title: str
    href: str = ""
    status: str = ""
    status_class: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`head`: its column's heading, which stands beside it where a table is stacked (`parts/stacked.html`)."""

    text: str
    href: str = ""
    css: str = ""
    head: str = ""


@dataclass(frozen=True)
class Table:
    """`rows`: of texts or `Cell`s, the first of each is the row's heading. `numeric`: columns, from 0, set to the right."""

    caption: str
    head: tuple
    rows: tuple
    numeric: tuple = ()
    caption_hidden: bool = False
    lines: list = field(init=False)
    heads: list = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "heads", [Cell(str(text), css=self._css(n, "header")) for n, text in enumerate(self.head)])
        object.__setattr__(self, "lines", [self._line(row) for row in self.rows])

    def _css(self, column, part):
        return f"govuk-table__{part}" + (f" govuk-table__{part}--numeric" if column in self.numeric else "")

    def _line(self, row):
        cells = [cell if isinstance(cell, Cell) else Cell(str(cell)) for cell in row]
        heads = [str(head) for head in self.head] + [""] * len(cells)
        first, *rest = [
            Cell(c.text, c.href, f"{self._css(n, 'cell' if n else 'header')} {c.css}".rstrip(), heads[n]) for n, c in enumerate(cells)
        ]
        return {"first": first, "rest": rest}


@dataclass(frozen=True, slots=True)
class Empty:
    """Says what to do next when there is nothing to show."""

    title: str
    text: str = ""
    href: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """`kind`: "", "success" or "danger"."""

    text: str
    title: str = "Important"
    kind: str = ""
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    text: str = ""
    big: str = ""


@dataclass(frozen=True, slots=True)
class MoveLink:
    """A move this page offers, on a page of its own. `kind`: "", "secondary" or "warning"."""

    label: str
    href: str
    hint: str = ""
    kind: str = ""

    @property
    def css(self):
        return f"govuk-button govuk-button--{self.kind}" if self.kind else "govuk-button"
