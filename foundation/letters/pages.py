"""What the pages of a letter show, ready made."""

from django.template.loader import get_template
from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, TimelineRow
from foundation.trail.models import Event

from . import rules
from .models import Letter
from .rules.templates import Template

NO_SIGN_IN = "Whoever it is written to has no page here: print it, or hand them the file."


def show(letter: Letter, began: Template, text: str, versions: list[Letter], *, writes: bool) -> dict:
    """Context of the page of one version. `writes`: whether the reader may change or make it."""
    newest = versions[0]
    return {
        "title": began.title,
        "letter": letter,
        "state": "Made" if letter.frozen else "Draft",
        "blocks": rules.blocks(text),
        "rows": _facts(letter),
        "moves": _moves(letter, newest, writes),
        "back": letter.path,
        "newer": [] if newest.pk == letter.pk else [(href(newest), newest.reference, "a draft" if not newest.frozen else "made")],
        "earlier": [(href(one), one.reference, when.moment(one.frozen_at)) for one in versions if one.pk < letter.pk],
        "note": "" if letter.to else NO_SIGN_IN,
    }


def question(form, letter: Letter, began: Template, title: str, *, text: str = "") -> dict:
    """Context of a page that asks something about it."""
    return {"form": form, "title": title, "letter": letter, "about": began.title, "blocks": rules.blocks(text), "back": href(letter)}


def history(events: list[tuple[Event, str]]) -> dict:
    """What happened to it, as a timeline: who and when from the events, the words from each code's own template."""
    return {"events": [TimelineRow(when.moment(event.at), _said(event), who, iso=when.iso(event.at)) for event, who in events]}


def _said(event: Event) -> str:
    return get_template(f"events/{event.action}.txt").render({"ids": event.ids}).strip()


def href(letter: Letter, page: str = "show") -> str:
    return reverse(f"letters:{page}", args=[letter.uuid])


def copies(letters: list[Letter]) -> list[MoveLink]:
    """Links for the person the letters are written to."""
    return [MoveLink("Download the letter (PDF)", href(one, "download"), f"{one.reference}, {when.day(one.frozen_at)}", "secondary")
            for one in letters]


def _facts(letter: Letter) -> list[SummaryRow]:
    made = f"{letter.frozen_by.name}, {when.moment(letter.frozen_at)}" if letter.frozen else ""
    facts = [
        ("Letter", letter.reference),
        ("Begun by", f"{letter.created_by.name}, {when.moment(letter.created_at)}"),
        ("Made by", made),
        ("Begins from", f"{letter.template}, version {letter.template_version}"),
        ("Instead of", letter.supersedes.reference if letter.supersedes else ""),
        ("Fingerprint (SHA-256)", letter.sha256),
    ]
    return [SummaryRow(key, value) for key, value in facts if value]


def _moves(letter: Letter, newest: Letter, writes: bool) -> list[MoveLink]:
    taken = "It is noted that you did."
    text = MoveLink("Download the text, for Word", href(letter, "text"), taken, "secondary")
    if not letter.frozen:
        make = MoveLink("Make the letter", href(letter, "make"), "A PDF that is signed and never changes.")
        return [make, MoveLink("Change the text", href(letter, "edit"), "", "secondary"), text] if writes else [text]
    again = MoveLink("Write a new version", href(letter, "revise"), "This one stays beside it.", "secondary")
    may = [again] if writes and newest.pk == letter.pk else []
    return [MoveLink("Download the letter (PDF)", href(letter, "download"), taken), *may, text]
