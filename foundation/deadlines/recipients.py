"""Who is told by a rung: resolved at that moment from parties, desks and placements, past everybody in conflict (DESIGN 5, DOMAIN 8.2).

Who has to act is the owner; whoever is away is passed over for their deputy or for whoever else is there (DOMAIN 8.1, cover). `first`,
`next` and `all` are those the kind escalates to; where they are the owners themselves, or nobody, it goes up a rung of DOMAIN 6.2, and
their desk opens so that they can read what they are told about.
"""

from collections.abc import Iterable
from datetime import datetime

from foundation.dossiers.audience import Audience
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import next_up
from foundation.dossiers.rules import BARRING, REPORTER, RUNG_ROLE
from foundation.dossiers.services import escalate, set_desk
from foundation.people.models import Person
from foundation.people.rules import CLERK, DEPUTY_DSL, DPO, DSL, EXEC, HEAD, HR, ROLE_NAMES, SLT, SYSTEM, TRUST_SG
from foundation.people.selectors import Everybody

from .rules.ladders import ALL, DEPUTY, FIRST, OWNER
from .selectors import DueRow, Folder

_RUNG_OF = {role: tier for tier, role in RUNG_ROLE.items()}
_STANDS_IN = {"triager": SLT, DSL: DEPUTY_DSL, "case_manager": HEAD, HEAD: SLT}
# roles beside the ladder, whose desk may open because a clock says so; whom the ladder names comes in by its rungs alone
_ASIDE = frozenset({DSL, DEPUTY_DSL, TRUST_SG, HR, DPO, EXEC, CLERK})


class Recipients:
    """The people a batch of due deadlines has to tell. With `look_only` no desk opens: for saying what would go out."""

    def __init__(self, rows: Iterable[DueRow], at: datetime, everybody: Everybody | None = None, *, look_only: bool = False):
        rows = list(rows)
        self.everybody = everybody or Everybody(at)
        self.audience = Audience([row.dossier for row in rows], at, self.everybody)
        self.people = self.everybody.by_pk(row.owner_person_id for row in rows if row.owner_person_id)
        self.at, self.look_only = at, look_only
        self.away = self.everybody.away
        self._opened: dict[tuple[int, str], list[Person]] = {}

    def of(self, row: DueRow, word: str) -> list[Person]:
        """Whom `word` of a ladder means for this deadline."""
        owners = self._owners(row)
        if word == OWNER:
            return self._there(row, owners) or self._instead(row)
        if word == DEPUTY:
            roles = [_STANDS_IN[one] for one in row.owner.split(",") if one in _STANDS_IN]
            return [person for role in roles for person in self.audience.holders(row.dossier, role) if person not in owners]
        steps = row.terms.escalate
        if word == ALL:
            return [person for symbol in steps or ("",) for person in self._step(row, symbol, owners)]
        place = 0 if word == FIRST else 1
        return self._step(row, steps[place] if place < len(steps) else "", owners)

    def _there(self, row: DueRow, owners: list[Person]) -> list[Person]:
        """Past those who are away, to their deputies or whoever else is there; where all are away, they are told and so is the next one
        up. The person concerned and the reporter are told wherever they are: nobody stands in for them."""
        if not self.away or row.owner_person_id or row.owner in BARRING or not any(one.pk in self.away for one in owners):
            return owners
        deputies = [self.away[one.pk] for one in owners if self.away.get(one.pk)]
        found = [one for one in owners if one.pk not in self.away]
        found += [one for one in deputies if self.audience.may_open(one, row.dossier, row.about)]
        return list(dict.fromkeys(found)) or list(dict.fromkeys([*owners, *self._instead(row)]))

    def _owners(self, row: DueRow) -> list[Person]:
        if row.owner_person_id is not None:
            owner = self.people[row.owner_person_id]
            return [owner] if self.audience.may_open(owner, row.dossier, row.about) else []
        if "," not in row.owner:
            return self._holders(row, row.owner)
        found = [person for symbol in row.owner.split(",") for person in self._holders(row, symbol)]
        return list(dict.fromkeys(found))

    def _holders(self, row: DueRow, symbol: str) -> list[Person]:
        people = self.audience.holders(row.dossier, symbol)
        if symbol == "line_manager" or (symbol in BARRING and symbol != REPORTER):
            # the person concerned hears of what was shown to them, and of nothing else
            return [person for person in people if self.audience.may_open(person, row.dossier, row.about)]
        return people

    def _instead(self, row: DueRow) -> list[Person]:
        """Nobody holds it: whoever is next up, but nobody in place of the one person it asks something of."""
        if row.owner_person_id or row.owner in ("", "system") or row.owner in BARRING:
            return []
        return self._up(row.dossier, next((one for one in row.owner.split(",") if one in ROLE_NAMES), ""))

    def _step(self, row: DueRow, symbol: str, owners: list[Person]) -> list[Person]:
        others = [person for person in self._holders(row, symbol) if person not in owners] if symbol else []
        if others:
            return others
        placed = [person for person in self.audience.placed(row.dossier, symbol) if person not in owners]
        if placed and self._may_come_in(row, symbol):
            self._open(row.dossier, symbol)
            return placed
        here = symbol if symbol in _ASIDE or _RUNG_OF.get(symbol, 0) > row.dossier.tier else ""
        return [person for person in self._up(row.dossier, here) if person not in owners]

    def _may_come_in(self, row: DueRow, symbol: str) -> bool:
        """A head does not come into what is above a head; the Board comes in as persons, by `_up`; nobody of the line into what is
        kept from it."""
        if row.dossier.kind == Dossier.Kind.CARE:
            return False
        return symbol in _ASIDE or (symbol in (SLT, HEAD, "CEO") and _RUNG_OF[symbol] > row.dossier.tier)

    def _open(self, folder: Folder, role: str) -> None:
        if not self.look_only:
            dossier = _dossier(folder)
            academy = dossier.academy if self.audience.academy_of(dossier, role) else None
            set_desk(dossier, role, academy, by=SYSTEM, at=self.at, reason="escalation")

    def _up(self, folder: Folder, symbol: str) -> list[Person]:
        known = (folder.pk, symbol)
        if known not in self._opened and self.look_only:
            self._opened[known] = next_up(_dossier(folder), self.at, symbol)[2]
        elif known not in self._opened:
            self._opened[known] = escalate(_dossier(folder), symbol, by=SYSTEM, at=self.at)
        return self._opened[known]


def _dossier(folder: Folder) -> Dossier:
    return Dossier.objects.select_related("academy").get(pk=folder.pk)
