"""What the evidence pages show, ready made."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TimelineRow
from foundation.trail.models import Event

from . import rules
from .forms import CoverForm, MayShowChildForm
from .models import Exhibit, PoliceAdvice


def show(exhibit: Exhibit, address: str, closed: str, *, clear: bool, works: bool) -> dict:
    """Context of an exhibit's page. `closed`: the sentence why it cannot be opened; `clear`: whether somebody asked to see it.

    A closed one names no address, because nobody should look there either.
    """
    if closed:
        return {
            "title": f"Exhibit {exhibit.label}",
            "rows": _facts(exhibit, ""),
            "warning": closed,
            "sealed": exhibit.state == rules.SEALED,
        }
    shown = {
        rules.PICTURE: {"picture": reverse("evidence:preview" if clear else "evidence:blurred", args=[exhibit.uuid])},
        rules.WORDS: {"note": "It is a text. Nothing in it can do anything on this page, and its links cannot be followed."},
    }.get(exhibit.kind.shows, {"note": _UNSEEN})
    return shown | {
        "title": f"Exhibit {exhibit.label}",
        "rows": _facts(exhibit, address),
        "clear": clear,
        "moves": _moves(exhibit, clear, works),
        **({"back": reverse("evidence:show", args=[exhibit.uuid])} if clear else {}),
    }


def with_advice(page: dict, exhibit: Exhibit, said: list[tuple[PoliceAdvice, dict[str, str]]]) -> dict:
    """A closed exhibit's page with what the police said, and the way to write it down while it is sealed."""
    rows = [SummaryRow("The police said", _of_police(row, words)) for row, words in said]
    hint = "Only that opens it again, or destroys it."
    move = MoveLink("Write down what the police said", reverse("evidence:police", args=[exhibit.uuid]), hint)
    return page | {"rows": [*page["rows"], *rows], "moves": [move] if exhibit.state == rules.SEALED else []}


def _of_police(row: PoliceAdvice, words: dict[str, str]) -> str:
    spoke = f"{row.by.name} spoke to {words['with_sealed']} on {when.moment(row.spoken_at)}, reference {words['reference_sealed']}"
    return f"{rules.advice.DECISIONS[row.decision][0]}\n{words['words_sealed']}\n{spoke}"


def police(form, exhibit: Exhibit) -> dict:
    """Context of the page that asks what the police said."""
    lead = "Do not send them the picture, and do not open it for them: they say how they want to have it."
    return {"form": form, "title": f"What did the police say about exhibit {exhibit.label}?", "lead": lead,
            "back": reverse("evidence:show", args=[exhibit.uuid])}


def words(exhibit: Exhibit, said: str) -> dict:
    """Context of the page on which the words of a text or an e-mail can be read."""
    return {"title": f"What stands in exhibit {exhibit.label}", "words": said, "back": reverse("evidence:show", args=[exhibit.uuid])}


_UNSEEN = (
    "This kind of file is not shown here, because whatever shows it could be attacked by it. Download it, and open it on a device of the "
    "school, with nobody looking over your shoulder. Do not sign in or press anything in it."
)


def custody(events: list[tuple[Event, str]]) -> dict:
    """What happened to it, as a timeline: who and when from the events, the words from each code's own template."""
    return {"events": [TimelineRow(when.moment(event.at), _said(event), who, iso=when.iso(event.at)) for event, who in events]}


def _said(event: Event) -> str:
    return get_template(f"events/{event.action}.txt").render({"ids": event.ids}).strip()


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the grid over a picture."""

    id: str
    value: str
    label: str
    ticked: bool


def cover(form: CoverForm, exhibit: Exhibit) -> dict:
    """Context of the page on which parts of a picture are blacked out."""
    ticked = form["cells"].value() or []
    options = form.fields["cells"].options
    return {
        "title": f"Black out parts of exhibit {exhibit.label}",
        "form": form,
        "label": exhibit.label,
        "picture": reverse("evidence:preview", args=[exhibit.uuid]),
        "cells": [Box(f"id_cells_{at}", value, label, value in ticked) for at, (value, label) in enumerate(options)],
        "back": reverse("evidence:show", args=[exhibit.uuid]),
    }


def question(form: MayShowChildForm, exhibit: Exhibit) -> dict:
    """Context of the page with the button that seals."""
    return {"form": form, "title": "Does it show a child?", "label": exhibit.label, "back": reverse("evidence:show", args=[exhibit.uuid])}


def released(exhibit: Exhibit) -> SummaryRow:
    """One line of a list for somebody to whom it was released: how it was seen, and the way to it while it can be opened."""
    closed = rules.NOT_OPEN.get(exhibit.state)
    seen = closed or rules.HOW_SEEN[exhibit.how_seen]
    return SummaryRow(exhibit.label, seen, "" if closed else reverse("evidence:show", args=[exhibit.uuid]), "Look")


def _facts(exhibit: Exhibit, address: str) -> list[SummaryRow]:
    facts = [
        ("Kind of file", exhibit.kind.name),
        ("Copy", "Parts of it are blacked out or cut away. The original is kept." if exhibit.covered else ""),
        ("Seen", when.moment(exhibit.captured_at)),
        ("How it was seen", rules.HOW_SEEN[exhibit.how_seen]),
        ("Who could see it", rules.VISIBILITY[exhibit.visibility]),
        ("Web address", address),
        ("Added", when.moment(exhibit.created_at)),
        ("Hidden details", "Removed before it was stored" if exhibit.stripped else "Kept in the original"),
        ("Fingerprint (SHA-256)", exhibit.sha256),
    ]
    return [SummaryRow(key, value) for key, value in facts if value]


def _moves(exhibit: Exhibit, clear: bool, works: bool) -> list[MoveLink]:
    download = MoveLink(
        "Download the original", reverse("evidence:download", args=[exhibit.uuid]), "It is noted that you did.", "secondary"
    )
    child = MoveLink("This may show a child", reverse("evidence:may-show-child", args=[exhibit.uuid]), kind="warning")
    look = {rules.PICTURE: ("Show the picture", "clear"), rules.WORDS: ("Read the words", "words")}.get(exhibit.kind.shows)
    if exhibit.kind.shows == rules.PICTURE and works:
        hint = "A copy in which names and faces are covered, before somebody else sees it."
        download = [download, MoveLink("Black parts out", reverse("evidence:cover", args=[exhibit.uuid]), hint, "secondary")]
    else:
        download = [download]
    if look is None or clear:
        return [*download, child]
    return [MoveLink(look[0], reverse(f"evidence:{look[1]}", args=[exhibit.uuid]), "It is noted that you looked."), *download, child]
