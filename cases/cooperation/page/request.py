"""The pages of a request to co-operate: for the person, and for those who read the case."""

from collections.abc import Mapping
from datetime import datetime

from cases.casefile.listing import party_name, waiting
from cases.casefile.models import Case
from cases.cooperation import links, rules, selectors
from cases.cooperation.models import CooperationRequest
from cases.cooperation.services.telling import path
from cases.serving import pages as serving
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar_of, countdown, current
from foundation.dossiers import sealing
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, SUBJECT
from foundation.evidence.models import Exhibit
from foundation.face import when
from foundation.face.rows import SummaryRow, TaskRow
from foundation.letters import pages as letters
from foundation.letters.models import Letter
from foundation.people.models import Person
from foundation.people.rules import DPO, HR

from . import meeting, session

WHAT_FOLLOWS = (
    "You may decline. Somebody from HR, who does not investigate, looks at your reason. If there is a good reason, it ends there. "
    "If not, that can become a matter of its own, and you are told so by a person first."
)
NOTHING_YET = {
    False: "Nothing goes out yet: the case manager approves it first, and then somebody tells the person.",
    True: "Nothing goes out yet: HR and data protection agree first, then the case manager, and then somebody tells the person.",
}
LOOK_INTO = (
    "The case then also looks into whether co-operation was refused without good reason. Only what was found unreasonable may be looked "
    "into, and you have to tell the person."
)
HELD = {
    INVESTIGATOR: "the investigator", CASE_MANAGER: "the case manager", HR: "HR", SUBJECT: "the person who was asked",
    DPO: "data protection", rules.NOTE_TAKER: "whoever took the notes", rules.LEADS: "whoever asked the questions",
}  # fmt: skip


def kinds_for(case: Case) -> list[rules.Kind]:
    """What can be asked for as the case stands."""
    return [kind for kind in rules.KINDS.values() if case.state in rules.ASKABLE[kind.code]]


def slug(code: str) -> str:
    return code.lower().replace("_", "-")


def kind_by(name: str) -> rules.Kind | None:
    return next((kind for kind in rules.KINDS.values() if slug(kind.code) == name), None)


def letter(row: CooperationRequest, at: datetime) -> list[SummaryRow]:
    """What the person reads: what, why, by when. No report, and nobody who reported."""
    words = sealing.read_one(row)
    return [
        SummaryRow("What", words["what_sealed"]),
        SummaryRow("Why", words["why_sealed"]),
        *session.scope_rows(row),
        SummaryRow("By when", by_when(row, at)),
    ]


def by_when(row: CooperationRequest, at: datetime) -> str:
    kind = rules.KINDS[row.kind]
    if row.state in rules.SETTLED:
        return "Nothing is asked any more"
    if row.state in rules.WITH_HR:
        return "Nothing runs while HR looks at it"
    if kind.kept and row.state == rules.ACKNOWLEDGED:
        return "Until you are told that it is over"
    if kind.meets and row.state in rules.OF_A_DAY:
        return when.moment(row.meets_at) if row.state == rules.SCHEDULED else rules.NOT_ARRANGED
    clock = selectors.answer_clock(row) or current([row.uuid]).get(row.uuid)
    if clock:
        return countdown(clock.due_at, at, days=calendar_of(row.dossier)).text
    return rules.NOT_ARRANGED if kind.meets else _LENGTHS[kind.dated]


_LENGTHS = {True: "Within 5 working days of being told, unless the trust has set another time", False: "At once"}


def now_what(row: CooperationRequest, at: datetime) -> list[str]:
    """Where it stands and what happens then, in sentences for the person who is asked; nobody is named."""
    if row.state == rules.SCHEDULED:
        so = selectors.progress(row, at)
        if so["stopped"] and not so["written"]:
            return [session.STOPPED, _OF_THE_DAY["begun"]]
        return [next(said for step, said in _OF_THE_DAY.items() if step == "" or so[step])]
    if row.state in rules.REVIEWED:
        return _REVIEWED[row.state] if row.review_told_at else ["HR has looked at it. Somebody will speak to you."]
    return _NOW_WHAT.get(row.state, [])


_OF_THE_DAY = {
    "signed": "You have said whether you sign. It is done once the trust has signed, too.",
    "written": "The minutes stand below. Read them, and sign, or say why you do not. You can add what is missing.",
    "begun": "The minutes are being written. You read them here as soon as they are there.",
    "": "A day is arranged. If it does not suit you, ask for another one. Say who comes with you, if somebody does.",
}
_NOW_WHAT = {
    rules.COMPLETED: ["Thank you. Nothing more is asked of you here."],
    rules.PARTIAL: ["A part of it has come. Send the rest, or say why you cannot."],
    rules.DECLINED: [
        "HR looks at it now. Whoever investigates does not decide.",
        "You can still answer it after all, until HR has decided.",
    ],
    rules.OVERDUE_REVIEW: [
        "No answer has come in time, or you did not come on the day, so HR asks why.",
        "If you were away or unwell, say so: you then get more time.",
        "You can still answer.",
    ],
    rules.WITHDRAWN: ["This was withdrawn. Nothing is asked of you any more."],
}
_REVIEWED = {
    rules.ACCEPTED_REFUSAL: ["Your reason was accepted. Nothing more is asked of you here."],
    rules.UNREASONABLE: ["Your reason was not accepted. Somebody speaks to you before anything follows from that."],
}


def mine(
    row: CooperationRequest, person: Person, at: datetime, *, until: datetime | None = None, copies: list[Letter] = ()
) -> dict[str, object]:
    """Everything `cooperation/mine.html` draws for the person who is asked. `until`: when they can no longer read it; `copies`: letters of
    it."""
    told, words = row.review_told_at is not None, sealing.read_one(row)
    offered = links.moves(row, person, at)
    return {
        "title": "What you were asked to do" if row.state in rules.SETTLED else "What you are asked to do",
        "row": row,
        "label": rules.KINDS[row.kind].label,
        "state": known_state(row),
        "letter": letter(row, at),
        "moves": offered,
        "terms": rules.KINDS[row.kind].terms if offered else (),
        "follows": WHAT_FOLLOWS if any(one.href.endswith("/decline/") for one in offered) else "",
        "now_what": now_what(row, at),
        "day": meeting.arranged(row, comes="Comes with you"),
        "copies": letters.copies(copies),
        **meeting.minutes(row),
        "shown": session.captured_rows(row),
        "came_back": session.handover_rows(row),
        "dates": _dates(row),
        "sent": sent(row),
        "files": file_rows(selectors.files_of(row)),
        "decided": _one("HR's reason", words["review_sealed"] if told else ""),
        "ended": _one("Reason", words["ended_sealed"]),
        "until": when.moment(until) if until else "",
        "back": "/cooperation/",
    }


def known_state(row: CooperationRequest) -> str:
    """Where it stands, as the person asked may know it: what HR decided only once somebody has told them."""
    if rules.is_untold(row):
        return "With HR"
    return "Asked of you" if row.state == rules.ISSUED else rules.STATE_WORDS[row.state]


def _one(label: str, said: str) -> list[SummaryRow]:
    return [SummaryRow(label, said)] if said else []


def _dates(row: CooperationRequest) -> list[SummaryRow]:
    words = sealing.read_one(row)
    if not row.date_asked_at:
        return []
    wished = f" for {when.day(row.date_wished)}" if row.date_wished else ""
    answer = "No answer yet" if row.wishes_another_date else words["date_answer_sealed"] or "There is more time"
    return [
        SummaryRow(f"Another date was asked{wished}", f"{words['date_reason_sealed']}\n{when.moment(row.date_asked_at)}"),
        SummaryRow("Answer to that", answer),
    ]


def sent(row: CooperationRequest) -> list[SummaryRow]:
    """What was sent, the first first."""
    rows = selectors.supplies_of(row)
    words = sealing.read(rows) if rows else {}
    found = []
    for one in rows:
        said, missing = words[one.uuid]["words_sealed"], words[one.uuid]["missing_sealed"]
        files = ", ".join(file.exhibit.label for file in one.files.all())
        lines = [said, f"Files: {files}" if files else "", f"Missing: {missing}" if missing else ""]
        came = f"Came on paper {when.day(one.came_on)}" if one.came_on else f"Sent {when.moment(one.at)}"
        found.append(SummaryRow(came, "\n".join(filter(None, lines))))
    return found


def file_rows(files) -> list[SummaryRow]:
    return [_file(one.exhibit, one.supply_id is not None) for one in files]


def _file(exhibit: Exhibit, went: bool) -> SummaryRow:
    return SummaryRow(f"File {exhibit.label}", "Sent" if went else "Added, not sent yet", f"/evidence/{exhibit.uuid}/", "Look")


def working(row: CooperationRequest, person: Person, at: datetime) -> dict[str, object]:
    """Everything `cooperation/request.html` draws for those who read the case."""
    move, part = waits_for(row, selectors.progress(row, at))
    clock = current([row.uuid]).get(row.uuid)
    return {
        "title": f"Co-operation request {row.reference}",
        "row": row,
        "label": rules.KINDS[row.kind].label,
        "state": rules.STATE_WORDS[row.state],
        "next_move": _next(row, move),
        "holder": HELD.get(part, ""),
        "since": when.since(row.state_since, at),
        "due": countdown(clock.due_at, at, days=calendar_of(row.dossier)) if clock else None,
        "notice": links.waits_for_the_case(row) or ("Nobody has been sent this yet." if row.state == rules.DRAFT else ""),
        "facts": [SummaryRow("Asked of", party_name(row.target)), *letter(row, at), *_history(row)],
        "served": serving.rows(row.uuid, rules.BY_THE_PERSON),
        "sent": sent(row),
        "files": file_rows(selectors.files_of(row)),
        "moves": links.moves(row, person, at),
        "paper": meeting.letter_moves(row, selectors.standing(row, person, at), at),
        "day": meeting.arranged(row),
        **meeting.minutes(row),
        "shown": session.captured_rows(row),
        "came_back": session.handover_rows(row),
        "back": f"/cases/{row.case.reference}/",
    }


def waits_for(row: CooperationRequest, progress: Mapping[str, object]) -> tuple[str, str]:
    """What the request waits for, and the part or role that holds it. `progress`: how far a day is that was arranged."""
    of_a_day = rules.of_a_meeting(row.state, **progress) if rules.KINDS[row.kind].meets else ("", "")
    return of_a_day if of_a_day[0] else rules.first_move(row.state, **_so(row))


def _so(row: CooperationRequest) -> dict[str, object]:
    return {"told": bool(row.told_at), "returned": bool(row.returned_at), "told_of_review": bool(row.review_told_at)} | _agreement(row)


def _agreement(row: CooperationRequest) -> dict[str, tuple[str, str] | None]:
    sides = {"hr": bool(row.hr_agreed_by_id), "dpo": bool(row.dpo_agreed_by_id)}
    return {"agreement_missing": rules.agreement(**sides) if rules.KINDS[row.kind].session else None}


def _next(row: CooperationRequest, move: str) -> str:
    """What it waits for; what is kept waits for nothing."""
    return "Kept until it is lifted, or the case ends" if row.state == rules.ACKNOWLEDGED and rules.KINDS[row.kind].kept else move


def _history(row: CooperationRequest) -> list[SummaryRow]:
    words = sealing.read_one(row)
    told = f"{rules.TOLD_HOW[row.reached_how]}, {when.moment(row.told_at)}" if row.told_at else "Not yet"
    reviewed = f"{rules.STATE_WORDS.get(row.state)}, {when.moment(row.reviewed_at)}" if row.state in rules.REVIEWED else ""
    rows = [
        ("Written by", row.drafted_by.name),
        *((one.key, one.value) for one in session.agreement_rows(row)),
        ("Approved by", f"{row.approved_by.name}, {when.moment(row.issued_at)}" if row.approved_by else ""),
        ("Sent back because", words["returned_sealed"] if row.returned_at else ""),
        ("Told", told if row.issued_at else ""),
        ("Not reached because", words["not_reached_sealed"]),
        ("Acknowledged", when.moment(row.acknowledged_at) if row.acknowledged_at else ""),
        *((one.key, one.value) for one in _dates(row)),
        ("Declined because", words["decline_sealed"]),
        ("Asked of HR", words["asked_hr_sealed"] or words["missed_sealed"]),
        ("HR decided", reviewed),
        ("Away or unwell", {"yes": "Yes", "no": "No"}.get(row.absence, "")),
        ("HR's reason", words["review_sealed"]),
        ("Told what HR decided", _told_of_review(row)),
        ("Ended because", words["ended_sealed"]),
        ("Round", str(row.round) if row.round > 1 else ""),
    ]
    return [SummaryRow(label, said) for label, said in rows if said]


def _told_of_review(row: CooperationRequest) -> str:
    if row.state not in rules.REVIEWED:
        return ""
    return f"{rules.REACHED[row.review_told_how]}, {when.moment(row.review_told_at)}" if row.review_told_at else "Not yet"


def task(
    row: CooperationRequest, title: str, move: str, at: datetime, due=None, days: Calendar | None = None, *, holder="", own=False
) -> TaskRow:
    """One request as a row of a list. `due`: its clock that ends first; `days`: the calendar to count in; `own`: for the person asked, who
    learns nothing from it that nobody has told them, nor since when."""
    since = "" if own and rules.is_untold(row) else when.since(row.state_since, at)
    said = {"holder": holder, "state": known_state(row) if own else rules.STATE_WORDS[row.state], "since": since}
    return waiting(row, path(row), title, move, at, due_at=due and due.due_at, days=days, **said)
