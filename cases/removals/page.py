"""The pages of a removal request: for the person, for those who ask, for whoever checks or decides."""

from datetime import datetime

from cases.casefile.listing import party_name, waiting
from cases.serving import pages as serving
from cases.serving.selectors import has_access
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar_of, countdown, current, time_said
from foundation.dossiers import sealing
from foundation.dossiers.models import Party
from foundation.dossiers.rules import INDEPENDENT, ISSUER, SUBJECT, VERIFIER, is_known, offered
from foundation.evidence.rules import CHECKED, READY
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TaskRow
from foundation.face.words import capital
from foundation.letters import pages as letters
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.people.models import Person
from foundation.people.rules import symbols_with
from policy.models import Clause

from . import grounds, rules, said, selectors
from .models import RemovalRequest
from .services.telling import path

_PAGES = {
    "ack": "acknowledge",
    "verify": "check",
    "still_there": "check",
    "still_gone": "check",
    "reappeared": "check",
    "uphold": "decide",
    "give_way": "decide",
    "name_checker": "name-checker",
    "name_judge": "name-judge",
    "not_done": "not-done",
    "file": "platform",
    "give_up": "give-up",
    "reposted": "check",
}
_STYLE = dict.fromkeys(("contest", "withdraw", "name_checker", "file", "give_up", "wait"), "secondary")


def moves(row: RemovalRequest, standing, at: datetime) -> list[MoveLink]:
    """The moves this person may make, each a link to its own page; two answers to one question share a page."""
    names = [name for name in offered(rules.REMOVAL, row.state, standing) if name != "end" and name not in _not_yet(row, at)]
    names = [name for name in names if name not in _told_already(row, at)]
    if not row.told_at:
        names = [name for name in names if name not in ("ack", "claim", "contest")]
    pages = {_PAGES.get(name, name): name for name in reversed(names)}
    links = [MoveLink(_label(row, pages[page]), f"{path(row)}{page}/", kind=_STYLE.get(pages[page], "")) for page in reversed(pages)]
    return links


def _told_already(row: RemovalRequest, at: datetime) -> set[str]:
    """How somebody is told depends on whether they can sign in, and whether it is on its way to them."""
    told = {"tell", "serve"} if row.told_at and row.reached_how != rules.COULD_NOT else set()
    on_its_way = rules.serving.may_come_back(row.reached_how, row.reached_at)
    return told | (set() if on_its_way else {"fate"}) | ({"serve"} if has_access(row.target.person, at) else set())


def _not_yet(row: RemovalRequest, at: datetime) -> set[str]:
    """Moves whose time has not come: each would be refused."""
    asked, binding = row.state in (rules.ISSUED, rules.ACKNOWLEDGED), rules.asked.is_binding(row.target.kind)
    out = {"file", "give_up"} if asked and binding else {"not_done"} if asked else set()
    if asked and binding and not selectors.is_late(row, at):
        out.add("not_done")
    if row.state in (rules.DRAFT, rules.AWAITING_POLICE_ADVICE):
        out |= {"issue", "file"} if grounds.waits(grounds.of(row)) else {"wait"}
    if not is_known(row.target.kind):
        out.add("issue")
    if row.state == rules.CONTESTED and selectors.judge_is_fit(row, at):
        out.add("name_judge")
    return out


def _label(row: RemovalRequest, name: str) -> str:
    shared = {"verify": "Check that it is gone", "still_gone": "Look again", "uphold": "Decide the objection"}
    return shared.get(name, rules.REMOVAL[row.state][name].label)


def letter_moves(row: RemovalRequest, standing) -> list[MoveLink]:
    """The way to the letter of the request, for those who read its case or report; to begin one, for whoever may ask."""
    if not is_known(row.target.kind):
        return []
    if kept := letters_about(row.dossier, row.uuid):
        stands = f"{kept[0].reference}, {'made' if kept[0].frozen else 'a draft'}"
        return [MoveLink("Read the letter", letters.href(kept[0]), stands, "secondary")]
    may = row.state in rules.LETTER_IN and standing & symbols_with("removal.issue")
    return [MoveLink("Write the letter", f"{path(row)}letter/", "The request as a PDF, for them to keep.", "secondary")] if may else []


def letter(row: RemovalRequest, at: datetime) -> list[SummaryRow]:
    """What the person reads (DOMAIN 5.2): what, where, why, which rule, by when. No report, and nobody who reported."""
    words = sealing.read_one(row)
    rows = [
        SummaryRow("What", rules.ACTIONS[row.action]),
        SummaryRow("Where", words["address_sealed"]),
        SummaryRow("Why", words["why_sealed"]),
    ]
    rows += [SummaryRow("Rule", f"{row.clause.ref} {row.clause.label}")] if row.clause else []
    rows += [SummaryRow("By when", said.by_when(row, at))] if is_known(row.target.kind) else []
    if words["answer_sealed"]:
        rows.append(SummaryRow("Answer to the objection" if row.contested_at else "Why it was withdrawn", words["answer_sealed"]))
    return rows


def object_within(row: RemovalRequest, at: datetime) -> str:
    """How long somebody is told that they have to object: "1 working day", as it was when they were asked."""
    return time_said("removal_contest", row.issued_at or at)


def mine(row: RemovalRequest, standing, at: datetime, copies: list[Letter], *, until: datetime | None = None) -> dict[str, object]:
    """Everything `removals/mine.html` draws for the person who is asked. `copies`: letters of it; `until`: when they can no longer read."""
    offered_now = moves(row, standing, at)
    return {
        "title": "What you were asked to do" if row.state in rules.SETTLED else "What you are asked to do",
        "row": row,
        "state": "Asked of you" if row.state == rules.ISSUED else rules.STATE_WORDS[row.state],
        "letter": letter(row, at),
        "moves": offered_now, "may_object": any(one.href.endswith("/contest/") for one in offered_now),
        "binding": rules.asked.is_binding(row.target.kind),
        "object_within": object_within(row, at),
        "now_what": said.now_what(row, at),
        "copies": letters.copies(copies),
        "until": when.moment(until) if until else "", "back": "/removals/",
    }  # fmt: skip


def working(row: RemovalRequest, standing, at: datetime, *, back: str) -> dict[str, object]:
    """Everything `removals/request.html` draws for those who read the case or the report. `back`: the address of either."""
    words, ground, waits_for = sealing.read_one(row), grounds.of(row), _next_move(row, at)
    kept = f"Exhibit {row.exhibit.label}" if row.exhibit else f"None: {words['evidence_reason_sealed']}"
    facts = [
        SummaryRow("Asked of" if is_known(row.target.kind) else "Posted by", capital(party_name(row.target))),
        *letter(row, at),
        SummaryRow("Evidence kept", kept, f"/evidence/{row.exhibit.uuid}/" if row.exhibit and back == ground.path else "", "Look"),
        SummaryRow("Asked by", row.issuer.name),
        SummaryRow("Checked by", row.verifier.name if row.verifier else ""),
    ]
    facts += [SummaryRow(label, said) for label, said in _history(row, words) if said]
    facts += serving.rows(row.uuid, rules.BY_THE_PERSON)
    clock = current([row.uuid]).get(row.uuid)
    return {
        "title": f"Removal request {row.reference}",
        "row": row,
        "state": rules.STATE_WORDS[row.state],
        "next_move": waits_for,
        "holder": row.issuer.name if waits_for in CANNOT.values() else holder(row),
        "since": when.since(row.state_since, at),
        "due": countdown(clock.due_at, at, days=calendar_of(row.dossier)) if clock else None,
        "facts": facts,
        "moves": moves(row, standing, at) + (letter_moves(row, standing) if back == ground.path else []),
        "back": back,
        "place": ground.name,
        "draft": row.state == rules.DRAFT,
    }


def _history(row: RemovalRequest, words: dict[str, str]) -> list[tuple[str, str]]:
    told = f"{rules.TOLD_HOW[row.reached_how]}, {when.moment(row.told_at)}" if row.told_at else "Not yet"
    done = f"{_said(rules.METHODS[row.claimed_how])}{when.moment(row.claimed_at)}" if row.claimed_at else ""
    checked = f"{_said(rules.LOOK_WORDS.get(row.looked_how, ''))}{when.moment(row.looked_at)}" if row.looked_at else ""
    return [
        ("Told", told if is_known(row.target.kind) else ""),
        ("Not reached because", words["not_reached_sealed"]),
        ("Acknowledged", when.moment(row.acknowledged_at) if row.acknowledged_at else ""),
        ("Objection", words["objection_sealed"]),
        ("Decided by", row.judge.name if row.judge else ""),
        ("Said to be removed", done),
        ("They added", words["claim_sealed"]),
        ("Checked", checked),
        ("Seen there", words["check_sealed"]),
        ("Not done in time", when.moment(row.not_done_at) if row.not_done_at else ""),
        ("They could have done it", words["found_sealed"]),
        ("Reported to the platform", _filed(row)),
        ("Their reference", words["filed_sealed"]),
        ("Taken further", f"{rules.beyond.FURTHER[row.further][0]}, {when.moment(row.further_at)}" if row.further_at else ""),
        ("They said", words["further_sealed"]),
        ("Why it cannot be achieved", words["ended_sealed"]),
        ("Done for whoever it harms", words["support_sealed"]),
        ("Round", str(row.round) if row.round > 1 else ""),
    ]


def _filed(row: RemovalRequest) -> str:
    return f"{row.platform.name}, by {rules.beyond.FILERS[row.filer].lower()}, {when.moment(row.filed_at)}" if row.filed_at else ""


def _said(words: str) -> str:
    """What somebody chose of themselves ("I deleted it"), for others to read, with a comma behind it."""
    return f"{capital(words.removeprefix('I '))}, " if words else ""


def checking(row: RemovalRequest) -> list[SummaryRow]:
    """What whoever checks sees: where, what was asked, how it is said to have been done; no case, no reporter, no name."""
    words = sealing.read_one(row)
    rows = [
        SummaryRow("Where", words["address_sealed"]),
        SummaryRow("What was asked", rules.ACTIONS[row.action]),
        SummaryRow("Said to be done", f"{_said(rules.METHODS[row.claimed_how])}{when.moment(row.claimed_at)}" if row.claimed_at else ""),
        SummaryRow("Reported to the platform", when.moment(row.filed_at) if row.filed_at else ""),
    ]
    rows = [one for one in rows if one.value]
    if row.exhibit:
        rows.append(SummaryRow("How it looked", f"Exhibit {row.exhibit.label}", f"/evidence/{row.exhibit.uuid}/", "Look"))
    return rows


def judging(row: RemovalRequest, at: datetime) -> list[SummaryRow]:
    """What the independent senior leader decides on: the request as it was sent, and the objection."""
    words = sealing.read_one(row)
    evidence = [SummaryRow("Evidence", f"Exhibit {row.exhibit.label}", f"/evidence/{row.exhibit.uuid}/", "Look")] if row.exhibit else []
    return [*letter(row, at)[:4], *evidence, SummaryRow("Objection", words["objection_sealed"])]


CANNOT = {
    INDEPENDENT: "Ask somebody else to decide: whoever was asked cannot any more",
    VERIFIER: "Name somebody else to check: whoever was named cannot any more",
}


def _next_move(row: RemovalRequest, at: datetime) -> str:
    """What it waits for, with what a list does not ask: the LADO or the police, and whether whoever was named can still look or decide."""
    if row.state in (rules.DRAFT, rules.AWAITING_POLICE_ADVICE):
        return rules.first_move(rules.AWAITING_POLICE_ADVICE, told=False)[0] if grounds.waits(grounds.of(row)) else _send(row)
    if row.state == rules.CONTESTED and not selectors.judge_is_fit(row, at):
        return CANNOT[INDEPENDENT]
    if row.state in rules.ANSWERS and not selectors.checker_is_fit(row, at):
        return CANNOT[VERIFIER]
    return _first_move(row)[0]


def _send(row: RemovalRequest) -> str:
    return rules.first_move(rules.DRAFT, told=False, known=is_known(row.target.kind))[0]


def _first_move(row: RemovalRequest) -> tuple[str, str]:
    return rules.first_move(row.state, told=bool(row.told_at), known=is_known(row.target.kind))


def holder(row: RemovalRequest) -> str:
    """Who holds the next move, for a list: whoever checks or decides by name, the person who is asked only as that."""
    _, part = _first_move(row)
    names = {ISSUER: row.issuer, VERIFIER: row.verifier, INDEPENDENT: row.judge}
    return names[part].name if names.get(part) else "the person who was asked" if part == SUBJECT else ""


def task(
    row: RemovalRequest, title: str, next_move: str, at: datetime, due=None, days: Calendar | None = None, *, holder: str = ""
) -> TaskRow:
    """One request as a row of a list. `due`: its clock that ends first; `days`: the calendar to count in."""
    said = {"holder": holder, "state": rules.STATE_WORDS[row.state], "since": when.since(row.state_since, at)}
    return waiting(row, path(row), title, next_move, at, due_at=due and due.due_at, days=days, **said)


def clause_options(clauses: list[Clause]) -> list[tuple[str, str]]:
    return [(clause.code, f"{clause.ref} {clause.label}") for clause in clauses]


def people_options(people: list[Person]) -> list[tuple[str, str]]:
    return [(str(one.uuid), f"{one.name}, {one.job}") for one in people]


def exhibit_options(exhibits) -> list[tuple[str, str, str]]:
    """Exhibits of the case that can be opened: none that is sealed, and none that nobody has checked yet."""
    return [
        (str(one.uuid), f"Exhibit {one.label}", f"Captured {when.moment(one.captured_at)}") for one in exhibits if _is_evidence(one)
    ]


def _is_evidence(exhibit) -> bool:
    return exhibit.state == READY and exhibit.how_seen != CHECKED


def about(people: list[Party]) -> str:
    """The title of the form: by name where only one can be asked."""
    known = len(people) == 1 and is_known(people[0].kind)
    return f"Ask {party_name(people[0])} to remove something" if known else "Ask for something to be removed"
