"""What is known of a process, as rows."""

from datetime import date

from cases.casefile.rules import FINDINGS, PROPORTIONALITY
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary, Hearing, Outcome
from foundation.dossiers import sealing
from foundation.evidence import pages
from foundation.face import when
from foundation.face.rows import SummaryRow, Table


def where_and_when(day: Hearing | None) -> list[SummaryRow]:
    if day is None:
        return []
    return [SummaryRow("When", when.moment(day.starts_at)), SummaryRow("Where", sealing.read_one(day)["place_sealed"])]


def who_hears(row: Disciplinary) -> SummaryRow:
    names = [f"{one.person.name}, {one.person.job}{' (chair)' if one.chair else ''}" for one in selectors.seats_of(row)]
    return SummaryRow("Who hears it", "\n".join(names) or "Nobody yet")


def declared(row: Disciplinary) -> SummaryRow:
    """Who of those who hear it has said that they have no conflict."""
    names = [f"{one.person.name}: {'none' if one.declared_at else 'no answer yet'}" for one in selectors.seats_of(row)]
    return SummaryRow("Conflicts of interest", "\n".join(names))


def alleged(row: Disciplinary) -> SummaryRow:
    return SummaryRow("What it is about", "\n".join(f"{one.clause.ref} {one.clause.label}" for one in selectors.allegations(row)))


def found(row: Disciplinary) -> Table:
    """What the investigation found, rule by rule, with the reason."""
    looked_into = selectors.allegations(row)
    words = sealing.read(looked_into)
    lines = tuple(
        (f"{one.clause.ref} {one.clause.label}", FINDINGS.get(one.finding, "Nothing"), words[one.uuid]["finding_reason_sealed"])
        for one in looked_into
    )
    return Table("What the investigation found", ("Rule", "Finding", "Why"), lines)


def summary(row: Disciplinary) -> list[SummaryRow]:
    """The investigator's summary, which the room of the investigation keeps on the case."""
    kept = getattr(row.case, "investigation", None)
    said = sealing.read_one(kept)["summary_sealed"] if kept is not None else ""
    return [SummaryRow("Summary of the investigation", said)] if said else []


def weighing(row: Disciplinary) -> list[SummaryRow]:
    """How proportionality was weighed when the case was decided, which the room of the decision keeps on the case."""
    kept = getattr(row.case, "proportionality", None)
    if kept is None:
        return []
    words = sealing.read_one(kept)
    return [SummaryRow(question, words[f"{name}_sealed"]) for name, question in PROPORTIONALITY.items()]


def evidence(row: Disciplinary) -> list[SummaryRow]:
    said = sealing.read_one(row)["no_evidence_sealed"]
    return [pages.released(one) for one in selectors.released(row)] or ([SummaryRow("None was released", said)] if said else [])


def said(row: Disciplinary, *, own: bool = False) -> list[SummaryRow]:
    """Who comes with the person, and what they wish to say. `own`: they read it themselves."""
    if not row.said_at:
        return []
    words = sealing.read_one(row)
    beside = ", ".join(filter(None, (rules.COMPANIONS[row.companion], words["companion_sealed"])))
    labels = ("Who comes with you", "What you wish to say") if own else ("Who comes with them", "What they wish to say")
    rows = [SummaryRow(labels[0], beside), SummaryRow(labels[1], words["statement_sealed"])]
    return [one for one in rows if one.value]


def days(row: Disciplinary) -> list[SummaryRow]:
    """Each day that was set, why it did not hold, and what was asked and answered about it."""
    kept = selectors.hearings_of(row)
    words = sealing.read(kept) if kept else {}
    return [one for day in kept for one in _of_day(day, words[day.uuid])]


def _of_day(day: Hearing, words: dict[str, str]) -> list[SummaryRow]:
    rows = []
    if day.asked_at:
        asked = f"{rules.POSTPONED_FOR[day.asked_why]}. They asked for {when.moment(day.asked_for)}."
        rows.append(SummaryRow(f"Another day was asked for, {when.short(day.asked_at)}", f"{asked}\n{words['asked_sealed']}".strip()))
    if words["answer_sealed"]:
        rows.append(SummaryRow(f"The day stands, {when.short(day.answered_at)}", words["answer_sealed"]))
    if day.postponed_at:
        why = f"{rules.POSTPONED_FOR[day.postponed_why]}\n{words['postponed_sealed']}".strip()
        rows.append(SummaryRow(f"Not on {when.moment(day.starts_at)}", why))
    return rows


def invited(day: Hearing | None) -> list[SummaryRow]:
    if day is None:
        return []
    told = f"{rules.REACHED[day.invited_how]}, {when.moment(day.invited_at)}" if day.invited_at else "Not yet"
    why = sealing.read_one(day)["not_reached_sealed"]
    return [SummaryRow("Invited", told), *([SummaryRow("Not reached because", why)] if why else [])]


def record(day: Hearing | None) -> list[SummaryRow]:
    """What was written down of the hearing."""
    if day is None or not day.heard_at:
        return []
    words = sealing.read_one(day)
    rows = [
        ("Written down", when.moment(day.heard_at)),
        ("Did the person come?", {"yes": "Yes", "no": "No"}[day.came]),
        ("Held without them because", words["absence_sealed"]),
        ("Who was there", words["present_sealed"]),
        ("What was said", words["notes_sealed"]),
    ]
    return [SummaryRow(label, text) for label, text in rows if text]


def rulings(outcome: Outcome | None) -> list[SummaryRow]:
    """What was found about each rule by those who heard it."""
    if outcome is None:
        return []
    kept = list(outcome.rulings.select_related("allegation__clause"))
    words = sealing.read(kept)
    return [
        SummaryRow(
            f"{one.allegation.clause.ref} {one.allegation.clause.label}", f"{FINDINGS[one.finding]}\n{words[one.uuid]['reason_sealed']}"
        )
        for one in kept
    ]


def decided(outcome: Outcome | None) -> list[SummaryRow]:
    if outcome is None:
        return []
    words = sealing.read_one(outcome)
    return [
        SummaryRow("What follows", rules.SANCTIONS[outcome.sanction]),
        SummaryRow("Why", words["reason_sealed"]),
        SummaryRow("What speaks for the person", words["mitigation_sealed"]),
        SummaryRow("Live warnings", words["warnings_sealed"]),
        SummaryRow("Decided by", f"{outcome.decided_by.name}, {when.moment(outcome.decided_at)}"),
        *given(outcome),
    ]


def given(outcome: Outcome, *, own: bool = False) -> list[SummaryRow]:
    """When the person got it, how long it counts, until when and to whom they can appeal."""
    if not outcome.issued_at:
        return []
    to = f", to {outcome.appeal_to.name}" if outcome.appeal_to else ""
    whom, who = ("you", "You") if own else ("the person", "They")
    rows = [SummaryRow(f"Given to {whom}", f"{rules.REACHED[outcome.issued_how]}, {when.moment(outcome.issued_at)}")]
    if outcome.live_until:
        rows.append(SummaryRow("Counts until the end of", when.day(outcome.live_until)))
    return [*rows, SummaryRow(f"{who} can appeal until", f"{when.moment(outcome.appeal_until)}{to}")]


def live(warnings: list[tuple[str, date]]) -> list[SummaryRow]:
    """Warnings that still count: what, and until when; nothing of where they came from."""
    return [SummaryRow(rules.SANCTIONS[sanction], f"Counts until the end of {when.day(until)}") for sanction, until in warnings]
