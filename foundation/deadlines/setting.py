"""How long the trust's clocks run: as a list, one by one with its history, and which of those the reader may open run now."""

from datetime import datetime

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import MoveLink, SummaryRow, Table
from foundation.face.words import capital
from foundation.people.models import Person, Setting
from foundation.people.selectors import setting_history

from . import holding, pages, selectors
from .rules import setting
from .rules.kinds import Kind
from .rules.terms import AT_ONCE

READ, CHANGE = "settings.read", "settings.change"


def index(person: Person, rights, at: datetime) -> dict:
    """Every time limit the trust uses, with what it rests on."""
    set_here = selectors.newest_settings()
    groups = [
        {"title": title, "rows": [_row(kind, set_here.get(kind.key)) for kind in kinds]} for title, kinds in setting.shown().items()
    ]
    return {"title": "Time limits", "places": pages.places(person, rights, at, "deadlines:limits"), "groups": groups}


def show(kind: Kind, person: Person, rights, at: datetime) -> dict:
    """One of them: how long, what it rests on, how long it was before, and what of it runs now."""
    history = list(setting_history(f"{selectors.SETTING}{kind.key}"))
    newest = history[0] if history else None
    running = holding.page(holding.led_by(person, at).filter(kind=kind.key))
    return {
        "title": setting.name(kind),
        "back": reverse("deadlines:limits"),
        "facts": [SummaryRow("Time", amount_said(kind, newest)), SummaryRow("Rests on", _rests_on(kind, newest)), *_owner(kind)],
        "fixed": setting.fixed(kind),
        "moves": [MoveLink("Change it", reverse("deadlines:change-limit", args=[kind.key]))]
        if CHANGE in rights and not setting.fixed(kind) else [],
        "history": _history(kind, history),
        "guard": kind.about == "",
        "running": pages.tasks(running.rows, person, at),
        "more": bool(running.further),
    }


def amount_said(kind: Kind, newest: Setting | None) -> str:
    """"3 working days", as it holds now."""
    return _said(kind, _amount(kind, newest))


def unit(kind: Kind) -> str:
    """The unit an amount is asked for in: "working days"."""
    return f"{setting.UNITS[kind.terms.clock]}s"


def initial(kind: Kind) -> dict:
    """What the form of a change begins with."""
    newest = setting_history(f"{selectors.SETTING}{kind.key}").first()
    return {
        "amount": _amount(kind, newest), "basis": newest.basis if newest else setting.OWN, "version": newest.pk if newest else 0,
    }


def _row(kind: Kind, newest: Setting | None) -> SummaryRow:
    said = f"{amount_said(kind, newest)}. {setting.BASES[_basis(kind, newest)]}."
    return SummaryRow(setting.name(kind), said, reverse("deadlines:limit", args=[kind.key]), "Look at it")


def _said(kind: Kind, amount: int) -> str:
    if kind.terms.clock == AT_ONCE:
        return "At once"
    if kind.terms.offsets:
        *most, last = kind.terms.offsets
        return f"Days {', '.join(map(str, most))} and {last}"
    return when.count(amount, setting.UNITS[kind.terms.clock])


def _amount(kind: Kind, newest: Setting | None) -> int:
    return newest.value.get("amount", kind.terms.amount) if newest else kind.terms.amount


def _basis(kind: Kind, newest: Setting | None) -> str:
    return newest.basis if newest and newest.basis in setting.BASES else setting.basis_of(kind)


def _rests_on(kind: Kind, newest: Setting | None) -> str:
    said = setting.BASES[_basis(kind, newest)]
    return f"{said} ({kind.source})" if newest is None and setting.basis_of(kind) != setting.OWN else said


def _owner(kind: Kind) -> list[SummaryRow]:
    words = pages.in_words(kind.terms.owner)
    return [SummaryRow("Met by", capital(words))] if words and kind.about else []


def _history(kind: Kind, rows: list[Setting]) -> Table:
    told = [(when.moment(row.at), _said(kind, _amount(kind, row)), setting.BASES.get(row.basis, row.basis), _author(row)) for row in rows]
    shipped = ("From the beginning", _said(kind, kind.terms.amount), setting.BASES[setting.basis_of(kind)], "As the system came")
    return Table("How long it was, newest first", ("Since", "Time", "Rests on", "Set by"), (*told, shipped))


def _author(row: Setting) -> str:
    return row.by.name if row.by else "The system"
