"""Every read about roles: what is asked, who may agree, who holds what."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from foundation.dossiers.selectors import Rights
from foundation.messages.rules import next_working_moment
from foundation.messages.selectors import DaysOff
from foundation.people.accounts import mark_of
from foundation.people.models import Academy, Person, Placement
from foundation.people.rules import CEO, DPO, ROLE_NAMES, SYSADMIN, SYSTEM, Nobody, symbols_with
from foundation.people.selectors import current, day_of, holders, holders_by_place, is_open, not_ended

from . import rules
from .models import RoleRequest

_SHOWN = ("person__line_manager", "academy", "asked_by", "decided_by", "stopped_by", "placement")


def may(by: Person | Nobody, right: str, at: datetime) -> bool:
    """Whether somebody holds a right by role; the system holds every one, and nobody who is not signed in any."""
    return right in Rights(by, at) if isinstance(by, Person) else by == SYSTEM


def request_for(person: Person, uuid, at: datetime) -> RoleRequest | None:
    """A request, for whom it is about, who asked, and those who read all of them."""
    row = RoleRequest.objects.filter(uuid=uuid).select_related(*_SHOWN).first()
    return row if row and (row.person_id == person.pk or row.asked_by_id == person.pk or may(person, rules.READ, at)) else None


def stands(request: RoleRequest) -> str:
    """What stands for whom a role is for, as the page shows them: under another name, address or line manager it is another mark."""
    person = request.person
    return mark_of("\n".join((person.name, person.email, person.staff_id, manager_of(person))))


class Agreers:
    """Who may agree: the Board's two to what reads about those above; else, or where the Board has had neither for a while, the chief
    executive, HR and them. Never whom it is for, nor who asked, nor whoever leads at the academy it is about (DESIGN 3). Three queries at
    most, however many requests are asked about."""

    def __init__(self, at: datetime):
        self._on = day_of(at)
        self._placed = holders_by_place([(role, None) for role in sorted(symbols_with(rules.AGREE))], at)

    def of(self, request: RoleRequest) -> list[Person]:
        places = {request.academy_id, request.person.academy_id}
        return self.to([request.role], {request.person_id, request.asked_by_id}, places)

    def to(self, roles: Iterable[str], but: set[int | None], places: set[int | None]) -> list[Person]:
        """Who may agree to all of these roles, but for the people with these ids and whoever leads at these academies (ids)."""
        but = but | {person for person, place in self._leading if place in places}
        of_the_board = any(map(rules.of_the_board, roles))
        if of_the_board and (board := self._able(rules.BOARD, but)):
            return board
        return [] if of_the_board and self._lately - but else self._able(symbols_with(rules.AGREE), but)

    @cached_property
    def _leading(self) -> list[tuple[int, int]]:
        """(person id, academy id) of those who agree and lead somewhere as well."""
        return leading({one.pk for found in self._placed.values() for one in found}, self._on)

    @cached_property
    def _lately(self) -> set[int | None]:
        """Who was one of the Board's two within the last days: nobody empties the Board and has its successors agreed to by others at once.
        One who is made a leaver counts until their role has been ended, whatever day that is said to have been; who was it for an hour,
        too, and only what was taken back before it began does not."""
        rows = Placement.objects.filter(role__in=rules.BOARD, since__lte=self._on).exclude(request__state=rules.STOPPED)
        return set(rows.filter(Q(until__isnull=True) | Q(until__gt=self._on - rules.VACANT)).values_list("person_id", flat=True))

    def _able(self, roles: frozenset[str], but: set[int | None]) -> list[Person]:
        people = dict.fromkeys(one for (role, _), found in self._placed.items() if role in roles for one in found)
        return [one for one in people if one.pk not in but]


def leading(people: Iterable[int], on: date) -> list[tuple[int, int]]:
    """(person id, academy id) where any of these people (ids) hold a role of an academy that takes two. One query."""
    rows = Placement.objects.filter(current(on), person__in=people, role__in=rules.LEADING, academy__isnull=False)
    return list(rows.values_list("person_id", "academy_id"))


def leads_at(person: Person, about: Placement | RoleRequest, at: datetime) -> bool:
    """Whether somebody leads at the academy that a role, or whoever holds it, is of: a head changes nobody's place there (DESIGN 3)."""
    return any(place in (about.academy_id, about.person.academy_id) for _, place in leading([person.pk], day_of(at)))


def remains(but: Iterable[Person], at: datetime) -> bool:
    """Whether a system administrator is left without these people, and stays."""
    rows = Placement.objects.filter(role=SYSADMIN, since__lte=day_of(at), until__isnull=True, person__left_on__isnull=True)
    return rows.exclude(person__in=[one.pk for one in but]).exists()


def watching(roles: Iterable[str], at: datetime) -> list[Person]:
    """Who hears what becomes of whoever holds these roles: the chief executive and the data protection officer (DESIGN 3); of those above
    whom nobody is, and of data protection, HR and the Board's two as well, so that nobody is left alone with it (ADR 52)."""
    heard = rules.WATCHING if rules.ends_with_notice(roles) else (CEO, DPO)
    placed = holders_by_place([(role, None) for role in heard], at)
    return list(dict.fromkeys(one for role in heard for one in placed[role, None]))


def agreers(request: RoleRequest, at: datetime) -> list[Person]:
    """Who may agree to one request."""
    return Agreers(at).of(request)


def for_me(person: Person, at: datetime) -> list[RoleRequest]:
    """What waits for the person to agree. Two queries."""
    able = Agreers(at)
    return [one for one in waiting() if person in able.of(one)]


def told(request: RoleRequest, at: datetime) -> list[Person]:
    """Whom it is for, those who watch over such a role, and who asked."""
    people = [request.person, *watching([request.role], at), request.asked_by]
    return list(dict.fromkeys(one for one in people if one is not None))


def begins(at: datetime) -> date:
    """When a role begins to which somebody agrees now: nobody is told of it at night or on a day off, so the 24 hours begin after that.
    At once while the trust is being set up: no report may come, so there is nothing to read yet (ADR 44)."""
    if not is_open():
        return day_of(at)
    return rules.begins(next_working_moment(at, DaysOff(at).of(None)))


def held_by_the_gone(at: datetime) -> QuerySet[Placement]:
    """Roles that have no end, or a later one, of people whose last day is over."""
    rows = Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=day_of(at)), person__left_on__lt=day_of(at))
    return rows.select_related("person", "academy").order_by("pk")


def may_stop(person: Person, request: RoleRequest, at: datetime) -> bool:
    """Before it has begun: whom it is for, who asked, and those who agree or are told. About what reads about those above no chief
    executive decides alone: only those who may agree to it, and the data protection officer."""
    if request.state not in (rules.ASKED, rules.AGREED) or (request.placement and request.placement.since <= day_of(at)):
        return False
    if person.pk in (request.person_id, request.asked_by_id):
        return True
    if not rules.of_the_board(request.role):
        return may(person, rules.STOP, at) and not leads_at(person, request, at)
    return person in holders(DPO, None, at) or person in agreers(request, at)


def waiting() -> QuerySet[RoleRequest]:
    """What waits for a second person, oldest first."""
    return RoleRequest.objects.filter(state=rules.ASKED).select_related(*_SHOWN)


def to_begin(at: datetime) -> QuerySet[RoleRequest]:
    """What was agreed and has not begun."""
    return RoleRequest.objects.filter(state=rules.AGREED, placement__since__gt=day_of(at)).select_related(*_SHOWN)


def open_around(person: Person, at: datetime, *, everything: bool) -> list[RoleRequest]:
    """What is asked or has not begun: all of it, or only what is about the person or was asked by them. One query."""
    ahead = Q(state=rules.ASKED) | Q(state=rules.AGREED, placement__since__gt=day_of(at))
    own = Q() if everything else Q(person=person) | Q(asked_by=person)
    return list(RoleRequest.objects.filter(ahead & own).select_related(*_SHOWN))


def asked_for(person: Person, role: str, academy: Academy | None) -> RoleRequest | None:
    return RoleRequest.objects.filter(person=person, role=role, academy=academy, state=rules.ASKED).first()


def held_at_or_after(at: datetime) -> QuerySet[Placement]:
    """Every role that somebody holds or will, of people who have not left; by place, role and name."""
    here = not_ended(at).filter(Q(person__left_on__isnull=True) | Q(person__left_on__gte=day_of(at))).select_related("person", "academy")
    return here.order_by("academy__name", "role", "person__name", "pk")


def holdings(person: Person, at: datetime) -> list[Placement]:
    """What one person holds, or will."""
    return list(held_at_or_after(at).filter(person=person))


def held_or_asked_for(at: datetime) -> set[tuple[int, str, int | None]]:
    """(person id, role, academy id) of all that somebody holds, will, or that is asked for. Two queries."""
    keys = ("person_id", "role", "academy_id")
    return {*not_ended(at).values_list(*keys), *RoleRequest.objects.filter(state=rules.ASKED).values_list(*keys)}


def holds(person: Person, role: str, academy: Academy | None, at: datetime) -> bool:
    """Whether they hold it now, or will without anybody doing more."""
    return held_at_or_after(at).filter(person=person, role=role, academy=academy, until__isnull=True).exists()


def holding_by(uuid, at: datetime) -> Placement | None:
    return held_at_or_after(at).filter(uuid=uuid).first()


def named(person: Person) -> str:
    """Somebody with the address that is theirs: a name alone is not one person."""
    return f"{person.name}, {person.email or 'without an e-mail address'}"


def manager_of(person: Person) -> str:
    """Whom somebody reads nothing about, for whoever agrees to their role."""
    return named(person.line_manager) if person.line_manager else "None"


def called(role: str, academy: Academy | None) -> str:
    """A role with its place, in words."""
    return f"{ROLE_NAMES[role]}, {academy.name if academy else 'the trust'}"
