"""Messages with the reporter and notes on a report's page, with what may be written now. Who may not triage it has none of these rows."""

from foundation.face import when
from foundation.face.rows import MoveLink
from reports.mailbox import pages as mailbox

from . import rules
from .reading import Found


def sections(found: Found) -> dict:
    """The letters, the notes, and the moves that stand below each."""
    offered = rules.moves_offered(found.report.state, found.standing)
    return {
        "letters": [
            mailbox.row(row.b, row.d, row.a, row.moment, _text(found, row), reader=row.c or "", to_reporter=False)
            for row in found.of("letter")
        ],
        "letter_moves": [link for name, link in _letter_moves(found) if name in offered],
        "notes": [mailbox.Row(row.a, when.moment(row.moment), when.iso(row.moment), _text(found, row)) for row in found.of("note")],
        "note_moves": [MoveLink("Write a note", _href(found, "note"), kind="secondary")] if "note" in offered else [],
    }


def _letter_moves(found: Found) -> list[tuple[str, MoveLink]]:
    facts, finished = found.facts, found.report.finished_at is not None
    links = []
    if facts["unread"]:
        links.append(("receive", MoveLink("Say that you have read it", _href(found, "receive"), "The reporter sees that, with your name.")))
    if not facts["proposed"]:
        links.append(("ask", MoveLink("Ask the reporter a question", _href(found, "ask"), "The report then waits for them.", "secondary")))
    if not finished:
        links.append(("write", MoveLink("Write to the reporter", _href(found, "write"), kind="secondary")))
    links.append(("go_on", MoveLink("Go on without an answer", _href(found, "go-on"), kind="secondary")))
    return links


def _text(found: Found, row) -> str:
    return found.words[row.uuid]["words_sealed"]


def _href(found: Found, page_name: str) -> str:
    return f"/triage/{found.report.reference}/{page_name}/"
