"""Where a dossier goes: computed from the posts of the people it is about, past everybody in conflict (DESIGN 3, DOMAIN 6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from foundation.people.models import Person
from foundation.people.rules import CEO, DEPUTY_DSL, DPO, DSL, HEAD, HR, ROLE_NAMES, SLT, TRUST_ROLES, TRUST_SG, WB_TRUSTEE
from foundation.people.selectors import current, holders_by_place, near_ids, person_by, roles_of, setting
from foundation.people.selectors import holders as placed

from .models import Desk, Dossier, Party
from .rules import BARRING, BOARD_RUNGS, RUNG_CEO, RUNG_HEAD, RUNG_LEADER, RUNG_NAMED, RUNG_ROLE, SUBJECT, TARGET, TRIAGER, WORKING, rung_of
from .selectors import people_in

NAMED_PERSON = "routing.named_person"  # setting: uuid of the last resort above the vice-chair
# who stands in where nobody unconflicted holds the role
_NEXT_ROLE = {SLT: HEAD, HEAD: CEO, DSL: DEPUTY_DSL, DEPUTY_DSL: TRUST_SG, TRUST_SG: CEO, HR: CEO, DPO: CEO}
PART_OF = {"IO": "investigator", "HEARING_CHAIR": "hearing_chair"}


@dataclass(frozen=True)
class Plan:
    """A rung, the desks it stands for as (role, academy id), the people of that rung, who else sits at its desks, and who is kept out."""

    tier: int
    desks: tuple[tuple[str, int | None], ...]
    people: tuple[Person, ...]
    sitting: Mapping[tuple[str, int | None], tuple[Person, ...]] = field(default_factory=dict)
    out: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Reader:
    """A role that will read, by its name, with the people in it."""

    role: str
    role_name: str
    people: tuple[Person, ...]


def conflicted_ids(dossier: Dossier, at: datetime) -> set[int]:
    """Ids of everybody a conflict keeps out of this dossier: the other side of `selectors.barred_from`."""
    return _conflicted(_barring(dossier, at), at)


def plan(dossier: Dossier, at: datetime, *, minimum: int = 0) -> Plan:
    """The lowest rung, not under `minimum`, at which somebody unconflicted can read this dossier. Never a dead queue:
    above the vice-chair stand the whistleblowing trustee and a person named in settings."""
    bars = _barring(dossier, at)
    out = frozenset(_conflicted(bars, at))
    start = max(_start(dossier, [bar for bar in bars if bar.part == SUBJECT and bar.link_id is None], at), minimum)
    for tier in range(start, RUNG_NAMED):
        own, desks = (RUNG_ROLE[tier], _academy(RUNG_ROLE[tier], dossier.academy_id)), _desks(dossier, tier)
        sitting = {place: _unconflicted(people, out) for place, people in holders_by_place({own, *desks}, at).items()}
        if sitting[own]:
            return Plan(tier, desks, sitting[own], sitting, out)
    return Plan(RUNG_NAMED, (), _unconflicted(_last_resort(at), out), out=out)


def readers(dossier: Dossier, at: datetime, *, minimum: int = 0) -> list[Reader]:
    """Who will read the dossier, by role. A draft that stands in no queue yet is routed in thought."""
    desks = list(Desk.objects.filter(current(at), dossier=dossier).order_by("pk").values_list("role", "academy_id"))
    routed = people_in(dossier, at, "routed")
    if not desks and not routed:
        return readers_of(plan(dossier, at, minimum=minimum), at)
    out = conflicted_ids(dossier, at)
    found = [Reader(role, ROLE_NAMES[role], _unconflicted(placed(role, academy, at), out)) for role, academy in desks]
    found += [Reader(role, ROLE_NAMES[role], (person,)) for person in routed for role in [_board_role(person, at)]]
    return [reader for reader in found if reader.people]


def readers_of(to: Plan, at: datetime) -> list[Reader]:
    """Who reads a dossier that goes where `to` says, by role."""
    found = [Reader(role, ROLE_NAMES[role], to.sitting[role, academy]) for role, academy in to.desks]
    if to.tier in BOARD_RUNGS:
        found += [Reader(role, ROLE_NAMES[role], (person,)) for person in to.people for role in [_board_role(person, at)]]
    return [reader for reader in found if reader.people]


def holders(dossier: Dossier, symbol: str, at: datetime) -> list[Person]:
    """Who holds a part ("triager") or a role ("HEAD") for this dossier now and may open it; conflicted people are skipped.

    A role counts where the dossier stands at its desk; the triager of an unclaimed report is whoever it is routed to.
    """
    symbol = PART_OF.get(symbol, symbol)
    out = conflicted_ids(dossier, at)
    if symbol in BARRING:
        return people_in(dossier, at, symbol)
    if symbol in WORKING:
        people = list(_unconflicted(people_in(dossier, at, symbol), out))
        return people or (_first_desk(dossier, at, out) if symbol == TRIAGER else [])
    if symbol == "line_manager":
        # of the person targeted, who is owed support (DOMAIN 8.3 victim_support); nobody's manager reads because somebody is accused
        return [
            person.line_manager for person in people_in(dossier, at, TARGET) if person.line_manager_id and person.line_manager_id not in out
        ]
    if symbol not in ROLE_NAMES:
        return []
    academy = _academy(symbol, dossier.academy_id)
    at_desk = Desk.objects.filter(current(at), dossier=dossier, role=symbol, academy_id=academy).exists()
    return list(_unconflicted(placed(symbol, academy, at), out)) if at_desk else []


def next_up(dossier: Dossier, at: datetime, symbol: str = "") -> tuple[str, int | None, list[Person]]:
    """The role above `symbol` (or above the dossier's rung) with somebody unconflicted in it: (role, academy id, people).

    Above the chief executive the answer is a Board rung: its people become parties, not a queue.
    """
    out = conflicted_ids(dossier, at)
    if dossier.kind == Dossier.Kind.CARE:  # nobody in line above a reporter learns who they are
        return WB_TRUSTEE, None, list(_unconflicted(placed(WB_TRUSTEE, None, at), out))
    role = symbol if symbol in ROLE_NAMES else RUNG_ROLE.get(dossier.tier, "")
    while role := _NEXT_ROLE.get(role, ""):
        academy = _academy(role, dossier.academy_id)
        if people := _unconflicted(placed(role, academy, at), out):
            return role, academy, list(people)
    above = plan(dossier, at, minimum=max(dossier.tier, RUNG_CEO) + 1)
    return RUNG_ROLE.get(above.tier, WB_TRUSTEE), None, list(above.people)


def _barring(dossier: Dossier, at: datetime) -> list[Party]:
    """The dossier's current barring parties, copies included, with their people."""
    return list(Party.objects.filter(current(at), dossier=dossier, part__in=BARRING).select_related("person"))


def _conflicted(bars: list[Party], at: datetime) -> set[int]:
    subjects = [bar.person_id for bar in bars if bar.part == SUBJECT and bar.person_id]
    return {bar.person_id for bar in bars if bar.person_id} | near_ids(subjects, at)


def _start(dossier: Dossier, subjects: list[Party], at: datetime) -> int:
    lowest = RUNG_HEAD if dossier.kind == Dossier.Kind.CASE else RUNG_LEADER
    rungs = [rung_of(party.kind, roles_of(party.person, at) if party.person else ()) for party in subjects]
    places = {party.person.academy_id for party in subjects if party.person}
    # one head must not read about another academy's people, and the trust's own staff have no head
    if len(places) > 1 or None in places or dossier.academy_id is None:
        rungs.append(RUNG_CEO)
    return max([lowest, *rungs])


def _desks(dossier: Dossier, tier: int) -> tuple[tuple[str, int | None], ...]:
    if tier in BOARD_RUNGS:
        return ()
    if dossier.kind == Dossier.Kind.CASE:
        return ((HEAD, dossier.academy_id) if tier <= RUNG_HEAD else (CEO, None)), (HR, None)
    if tier == RUNG_LEADER:
        return (SLT, dossier.academy_id), (HEAD, dossier.academy_id)
    return ((HEAD, dossier.academy_id),) if tier == RUNG_HEAD else ((CEO, None),)


def _academy(role: str, academy_id: int | None) -> int | None:
    return None if role in TRUST_ROLES else academy_id


def _unconflicted(people, out: set[int]) -> tuple[Person, ...]:
    return tuple(person for person in people if person.pk not in out)


def _first_desk(dossier: Dossier, at: datetime, out: set[int]) -> list[Person]:
    routed = _unconflicted(people_in(dossier, at, "routed"), out)
    desk = Desk.objects.filter(current(at), dossier=dossier, reason="routing").order_by("pk").first()
    return list(routed) or (list(_unconflicted(placed(desk.role, desk.academy_id, at), out)) if desk else [])


def _last_resort(at: datetime) -> list[Person]:
    named = person_by(uuid) if (uuid := setting(NAMED_PERSON, "")) else None
    return [*placed(WB_TRUSTEE, None, at), *([named] if named else [])]


def _board_role(person: Person, at: datetime) -> str:
    roles = roles_of(person, at)
    return next((role for tier, role in RUNG_ROLE.items() if tier in BOARD_RUNGS and role in roles), WB_TRUSTEE)
