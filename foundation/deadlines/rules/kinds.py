"""The kinds of clocks: DOMAIN 8.3 as data (`deadlines.json`), and what each hangs on in this house (`clocks.json`).

`clocks.json` says of each kind which states of the thing it runs in (`*`: any), what meets it and what pauses it; whether it may wake
people at night (danger and safeguarding only, DESIGN 5); whether the start is `announced` by the room's own message, so that the ladder
does not say it again; whether law or guidance has `fixed` the time. Kinds under `later` come with the rooms named there; `guards` are
minimum notices, limits and lives, `checked` when something is planned, and never sent. `words` is what people read: what is to have
happened by the date.
`alone`: its page opens for whoever has to meet it, and for nobody else. `when`: what tells it from others of the same words.
`least`, `most`: what a trust may set it to; `waivable`: whether it can be decided that it need not be met.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from .ladders import LADDERS, parse
from .terms import CLOCKS, Terms

_DATA = Path(__file__).resolve().parent.parent / "data"
ANY = "*"


@dataclass(frozen=True)
class Kind:
    """A kind of clock. `basis` is P policy, V law or guidance, D trust default, U unverified (DOMAIN, confidence marks)."""

    key: str
    label: str
    words: str
    when: str
    basis: str
    source: str
    about: str
    runs_while: frozenset[str]
    met_by: frozenset[str]
    pauses_in: frozenset[str]
    pausable: bool
    fixed: bool
    alone: bool
    wired: bool
    comes_with: str
    pattern: str
    least: int
    most: int
    waivable: bool
    terms: Terms

    def runs_in(self, state: str) -> bool:
        return ANY in self.runs_while or state in self.runs_while


def terms_of(key: str, override: dict | None = None) -> Terms:
    """The terms of a kind as the trust has set them: `override` may name `amount`, `ladder` (a pattern or pairs) and `escalate`.

    Raises KeyError for a kind that is no clock, ValueError for an override that cannot be.
    """
    return _as_set(key, KINDS[key].terms, override)


def notice_of(key: str, override: dict | None = None) -> Terms:
    """The terms of a minimum, a limit or a life, which a guard asks for, as the trust has set them. Raises as `terms_of` does."""
    return _as_set(key, GUARDS[key].terms, override)


def _as_set(key: str, terms: Terms, override: dict | None) -> Terms:
    if not override:
        return terms
    if unknown := set(override) - {"amount", "ladder", "escalate"}:
        raise ValueError(f"A clock has no {', '.join(sorted(unknown))}")
    amount = override.get("amount", terms.amount)
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= 1000:
        raise ValueError("A clock's amount is a whole number from 0 to 1000")
    asked = override.get("ladder", terms.ladder)
    ladder = _ladder(key, LADDERS[asked] if isinstance(asked, str) else asked)
    return terms.but(amount=amount, ladder=ladder, escalate=tuple(override.get("escalate", terms.escalate)))


def _ladder(key: str, pairs) -> tuple[tuple[str, str], ...]:
    for when, _ in pairs:
        parse(when)
    return tuple((when, to) for when, to in pairs if not (when == "start" and key in _ANNOUNCED))


def _symbols(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(","))


def _kind(row: dict, hung: dict, *, wired: bool) -> Kind:
    if row["clock"] not in CLOCKS:
        raise ValueError(f"Unknown clock {row['clock']}")
    terms = Terms(
        kind=row["key"], clock=row["clock"], amount=row["amount"], nature=row["kind"], roll_end=row["roll_end"],
        offsets=tuple(row.get("offsets", ())),
        ladder=_ladder(row["key"], LADDERS[row["reminder_pattern"]]), owner=_symbols(row["owner"]), escalate=_symbols(row["escalate_to"]),
        closures=row["pausable_on_hold"], safeguarding=hung.get("safeguarding", False), night=hung.get("night", False),
    )
    return Kind(
        key=row["key"], label=row["label"], words=hung.get("words", ""), when=hung.get("when", ""), basis=row["basis"],
        source=row["source"], about=hung.get("about", ""), runs_while=frozenset(hung.get("runs_while", ())),
        met_by=frozenset(hung.get("met_by", ())),
        pauses_in=frozenset(row["pauses_in"]) | frozenset(hung.get("pauses_in", ())), pausable=row["pausable_on_hold"],
        fixed=hung.get("fixed", False), alone=hung.get("alone", False), wired=wired, comes_with=hung.get("comes_with", ""),
        pattern=row["reminder_pattern"], least=hung.get("least", 1), most=hung.get("most", 0), waivable=hung.get("waivable", False),
        terms=terms,
    )


_ROWS = json.loads((_DATA / "deadlines.json").read_text())
_HUNG = json.loads((_DATA / "clocks.json").read_text())
_ANNOUNCED = frozenset(key for key, hung in _HUNG["wired"].items() if hung.get("announced"))
_GUARDS = _HUNG["guards"]
KINDS: dict[str, Kind] = {
    row["key"]: _kind(row, _HUNG["wired"].get(row["key"]) or _HUNG["later"][row["key"]], wired=row["key"] in _HUNG["wired"])
    for row in _ROWS if row["key"] not in _GUARDS
}
GUARDS: dict[str, Kind] = {row["key"]: _kind(row, _GUARDS[row["key"]], wired=True) for row in _ROWS if row["key"] in _GUARDS}
