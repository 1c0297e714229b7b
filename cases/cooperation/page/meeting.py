"""What is arranged for a day: for the person, for whoever is there, and for those who read the case."""

from datetime import datetime

from cases.casefile.listing import party_name
from cases.cooperation import links, rules, selectors
from cases.cooperation.models import CooperationRequest, Signature
from cases.cooperation.services import lettering
from cases.cooperation.services.telling import path
from foundation.deadlines.selectors import calendar_of, countdown
from foundation.dossiers import sealing
from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow
from foundation.letters import pages as letters
from foundation.letters.models import Letter
from foundation.letters.selectors import letters_about
from foundation.people.models import Person

from . import session

READ_FIRST = "Read the minutes first. What you find missing or wrong stands beside them for good; the minutes themselves do not change."
UNCHANGED = "Nobody can change them."
CHANGED = "They are no longer what was handed over: the system administrator must look at it."
TO_COME = "This is all you see of the matter. Say nothing about it to anybody else."


def arranged(row: CooperationRequest, *, comes: str = "Comes with them") -> list[SummaryRow]:
    """When, where, who is there; the last day that was arranged. `comes`: what a companion is called to the reader."""
    if row.meets_at is None:
        return []
    words = sealing.read_one(row)
    rows = [
        ("When", when.moment(row.meets_at)),
        ("Where", words["place_sealed"]),
        ("Asks the questions", f"{row.led_by.name}, {row.led_by.job}"),
        ("Takes the notes", f"{row.note_taker.name}, {row.note_taker.job}"),
        (comes, words["companion_sealed"] or "Nobody named yet"),
        ("They did not come", words["missed_sealed"]),
    ]
    return [SummaryRow(label, said) for label, said in rows if said]


def minutes(row: CooperationRequest) -> dict[str, object]:
    """The minutes and what each side said about them, to be drawn; empty where there are none."""
    made = selectors.minutes_of(row)
    if made is None:
        return {}
    signed = selectors.signatures_of(made)
    words = sealing.read([made, *signed.values()])
    by = f"Written by {made.written_by.name}, {when.moment(made.at)}."
    return {
        "minutes": words[made.uuid]["words_sealed"],
        "minuted": f"{by} {UNCHANGED if selectors.unchanged(made) else CHANGED}",
        "signatures": [_side(name, signed.get(side), words) for side, name in _names(row)],
    }


def _names(row: CooperationRequest) -> tuple[tuple[str, str], ...]:
    return (rules.BY_THEM, party_name(row.target)), (rules.BY_TRUST, row.led_by.name)


def _side(name: str, one: Signature | None, words: dict) -> SummaryRow:
    if one is None:
        return SummaryRow(name, "Has not signed yet")
    said, at = words[one.uuid]["words_sealed"], when.moment(one.at)
    if not one.signed:
        return SummaryRow(name, f"Does not sign, {at}\n{said}")
    return SummaryRow(name, f"Signed, {at}\n{said}".strip())


def attending(row: CooperationRequest, person: Person, at: datetime) -> dict[str, object]:
    """Everything `cooperation/attend.html` draws for whoever is there on the day, and reads nothing of the case."""
    begun = row.meets_at <= at
    return {
        "title": rules.KINDS[row.kind].label,
        "row": row,
        "day": arranged(row),
        "about": [
            SummaryRow("With", party_name(row.target)), SummaryRow("About", sealing.read_one(row)["what_sealed"]),
            *session.scope_rows(row),
        ],
        "shown": session.captured_rows(row, look=False),
        "part": "You take the notes" if row.note_taker == person else "You ask the questions",
        "due": None if begun else countdown(row.meets_at, at, days=calendar_of(row.dossier)),
        "moves": links.moves(row, person, at),
        "lead": TO_COME,
        "stopped": session.STOPPED if row.stopped_at else "",
        "inside": session.INSIDE if rules.KINDS[row.kind].session else "",
        "back": "/cooperation/",
        **minutes(row),
    }  # fmt: skip


def letter_moves(row: CooperationRequest, standing, at: datetime) -> list[MoveLink]:
    """The way to each letter, for those who read the case; to begin the one whose time it is, for whoever asks."""
    kept: dict[str, Letter] = {}
    for one in letters_about(row.dossier, row.uuid):
        kept.setdefault(one.template, one)
    links = [MoveLink(_READ.get(code, "Read the letter"), letters.href(one), _stands(one), "secondary") for code, one in kept.items()]
    code = lettering.may_write(row, standing, at)
    if code and code not in kept:
        links.append(MoveLink("Write the letter", f"{path(row)}letter/", _FOR[code], "secondary"))
    return links


def before_lettering(row: CooperationRequest, at: datetime) -> str:
    """What becomes of the letter, for whoever begins it."""
    served = lettering.letter_now(row, at) == rules.LETTER
    then = "What is served is the letter as it was made." if served else "They can download the letter once it is made."
    return f"You get a draft to read and change. {then}"


_READ = {rules.INVITATION: "Read the invitation"}
_FOR = {
    rules.INVITATION: "The day as a PDF, for them to keep.",
    rules.LETTER: "The request as a PDF. They cannot sign in, so it is what is served.",
}


def _stands(letter: Letter) -> str:
    return f"{letter.reference}, {'made' if letter.frozen else 'a draft'}"


def choices(row: CooperationRequest, at: datetime) -> dict[str, object]:
    """Who can be there, and what is asked about the day."""
    people = [(str(one.uuid), f"{one.name}, {one.job}") for one in selectors.attendants(row, at)]
    day = when.london(row.meets_at) if row.meets_at else None
    now = {
        "version": row.version,
        "day": row.date_wished if row.wishes_another_date else day and day.date(),
        "clock": f"{day:%H:%M}" if day else "",
        "place": sealing.read_one(row)["place_sealed"] if day else "",
        "led_by": str(row.led_by.uuid) if row.led_by else people[0][0] if people else "",
        "note_taker": str(row.note_taker.uuid) if row.note_taker else "",
    }
    return {"people": people, "earliest": when.day(selectors.earliest_day(row, at)), "initial": now}
