"""What naming somebody, or taking a name back, would do: as its page says it before it is done."""

from foundation.face.rows import SummaryRow
from foundation.people.models import Person
from reports.intake.models import Report
from reports.targets.selectors import happening, hides_reporter

from .services.foreseeing import Foreseen

NOBODY_LEFT = "Nobody: everybody is in conflict, or works on it"
_BY_ROLE = "HR, or whoever stands in for them"  # who it is would say who is in conflict, and so who reported (ADR 24)
GONE = "You no longer see it yourself then."


def rows(report: Report, who: Person, reason: str, seen: Foreseen, *, back: bool) -> list[SummaryRow]:
    """`back`: the name is taken back. `who` always stands on the page in the same way: whether another part bars them too is not said."""
    hidden = hides_reporter(happening(report))
    pairs = [
        ("Named wrongly" if back else "You name", who.name),
        ("Your reason", reason),
        ("Not kept out by this any more" if back else "Sees nothing of it any more", who.name),
        ("No longer read it", _names(seen.loses, who) or "Nobody else"),
        ("Read it from then on", _names(seen.gains, who)),
        ("Then it is read by", "\n".join(dict.fromkeys(reader.role_name for reader in seen.readers))),
        *((f"Looks after {person.name}", _giver(giver, hidden)) for person, giver in seen.gives.items()),
        *((f"Need not look after {person.name}", _giver(giver, hidden)) for person, giver in seen.frees.items() if giver),
    ]
    return [SummaryRow(key, value) for key, value in pairs if value]


def _names(people: list[Person], who: Person) -> str:
    return "\n".join(one.name for one in people if one != who)


def _giver(giver: Person | None, hidden: bool) -> str:
    if giver is None:
        return NOBODY_LEFT
    return _BY_ROLE if hidden else giver.name
