"""A frozen page as it is shown, the way to earlier ones, and the trust's roll-up."""

from django.urls import reverse

from assurance import rules, selectors
from assurance.models import Snapshot
from foundation.face import when
from foundation.face.figures import Figure, bar_figure
from foundation.face.rows import Cell, Empty, MoveLink, Table
from foundation.people.models import Academy


def newest(academy: Academy, own: list[Academy], now) -> dict:
    """The context of an academy's newest frozen page; before the first, when it comes."""
    row = selectors.newest_of(academy)
    others = [one for one in own if one != academy]
    if row is None:
        return {"title": academy.name, "empty": Empty("No figures yet", first_ones(now)), "others": others}
    return shown(row) | {"others": others}


def shown(row: Snapshot) -> dict:
    """The context of one frozen page: what was frozen, and nothing read anew but which others there are."""
    said = row.content
    return {
        "title": f"Assurance: {said['name']}",
        "term": said["label"],
        "made": _made(said),
        "together": said["together"],
        "digest": row.digest[:16],
        "sections": [{"table": _table(one), "means": one["means"], "figure": _figure(one.get("chart"))} for one in said["sections"]],
        "copies": [
            MoveLink("Download as PDF", href(row, "pdf"), "signed, for the papers of the meeting", "secondary"),
            MoveLink("Download as JSON", href(row, "json"), "signed, for other programs", "secondary"),
        ],
        "earlier": [(href(one), _name(one)) for one in selectors.made_before(row)],
    }


def href(row: Snapshot, page: str = "snapshot") -> str:
    return reverse(f"assurance:{page}", args=[row.uuid])


def _name(row: Snapshot) -> str:
    for_what = f", for the meeting on {when.day(row.meeting)}" if row.meeting else ""
    return f"{row.publication.label}{for_what}, made on {when.day(row.made_at)}"


def _made(said: dict) -> str:
    for_what = f"For the meeting on {said['meeting']}. " if said["meeting"] else ""
    published = f"The figures of the {said['label']} were published on {said['published']}."
    return f"{for_what}{published} This page was made on {said['made']}, and does not change afterwards."


def _figure(chart: dict | None) -> Figure | None:
    if chart is None:
        return None
    note = "A hatched bar stands for any number from 1 to 4: its length says nothing."
    bars = [(label, value) for label, value in chart["bars"]]
    return bar_figure(chart["title"], bars, unit="Reports", note=note, hidden="Fewer than 5", hatched=True)


def _table(section: dict) -> Table:
    numeric = tuple(range(1, len(section["head"]))) if section.get("numeric") else ()
    return Table(section["title"], tuple(section["head"]), tuple(tuple(row) for row in section["rows"]), numeric)


def first_ones(now) -> str:
    """When the first figures come."""
    term = rules.term_of(when.london(now).date())
    day = when.day(rules.published_on(term))
    return f"Figures appear two weeks after a term has ended. Those of the {term.label} are published on {day}."


def meetings() -> dict:
    """The clerk's list: the newest page of each academy, and the way to another."""
    rows = [(Cell(row.academy.name, href(row)), _name(row)) for row in selectors.newest_by_academy()]
    if not rows:
        return {"title": MEETINGS, "empty": Empty("No page yet", "The first ones are made when the first term is published.")}
    table = Table("The newest page of each governing body", ("Academy", "Newest page"), tuple(rows))
    return {"title": MEETINGS, "table": table, "moves": [MoveLink("Make a page for a meeting", reverse("assurance:for-a-meeting"))]}


def for_a_meeting(form) -> dict:
    return {"title": "Make a page for a meeting", "form": form, "back": reverse("assurance:meetings"), "lead": LEAD}


MEETINGS = "Pages for meetings"
LEAD = "It holds the figures of the newest closed term, and the arrangements as they stand today. Once made it never changes."
