"""Every read about cover: who is there at an academy, who is away, who may stand in."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from foundation.deadlines.selectors import calendar
from foundation.people.models import Absence, Academy, Person, Setting
from foundation.people.rules import CEO, DEPUTY_DSL, DPO, DSL, HEAD, TRUST_SG, may_deputise
from foundation.people.selectors import academies, academies_of, all_holders, away, day_of, holders, placed_between, placements_of, setting

from . import rules


def academies_for(person: Person, at: datetime) -> list[Academy]:
    """The academies whose cover the person sees: a head their own, the chief executive and the trust's safeguarding lead all."""
    everywhere = academies_of(person, CEO, at) or academies_of(person, TRUST_SG, at)
    own = set(academies_of(person, HEAD, at))
    return [one for one in academies() if everywhere or one.pk in own]


def academy_for(person: Person, code: str, at: datetime) -> Academy | None:
    return next((one for one in academies_for(person, at) if one.code == code), None)


def coming_days(academy: Academy, at: datetime) -> list[rules.Day]:
    """The academy's working days from today on, as far ahead as the trust looks, with who is there."""
    days = _working_days(academy, day_of(at))
    held = [_held(row) for row in placed_between(days[0], days[-1], rules.ROLES) if row.academy_id == academy.pk]
    gone = [rules.Away(row.person_id, row.first, row.last) for row in away(days[0], days[-1])]
    return rules.days_covered(days, held, gone)


def _working_days(academy: Academy, today: date) -> list[date]:
    days, count = calendar(academy), setting(rules.HORIZON, rules.HORIZON_USUAL, academy)
    first = days.next_working(today)
    return [first, *(days.add_working_days(first, ahead) for ahead in range(1, count))]


def _held(row) -> rules.Held:
    return rules.Held(row.person_id, row.person.name, row.role, row.since, row.until, row.person.left_on)


def absences_of(person: Person, at: datetime) -> QuerySet[Absence]:
    """Somebody's absences that are not over."""
    return Absence.objects.filter(person=person, ended_at__isnull=True, last__gte=day_of(at)).select_related("deputy", "by")


def absences_at(academy: Academy, at: datetime) -> list[Absence]:
    """Who of the academy's role holders is away now or later."""
    people = {one.pk for one in staff_of(academy, at)}
    rows = away(day_of(at), day_of(at) + timedelta(days=rules.LONGEST))
    return [row for row in rows if row.person_id in people]


def staff_of(academy: Academy, at: datetime) -> list[Person]:
    """Those of an academy whose absence leaves a gap: whoever holds a role there."""
    found = [person for role in sorted(rules.ROLES) for person in holders(role, academy, at)]
    return sorted(dict.fromkeys(found), key=lambda one: one.name)


def deputies_for(person: Person, at: datetime) -> list[Person]:
    """Who can do all that the person does without being given anything."""
    held: dict[Person, list] = {}
    for place, people in all_holders(at).items():
        for one in people:
            held.setdefault(one, []).append(place)
    covered = placements_of(person, at)
    return sorted((one for one, own in held.items() if one != person and may_deputise(own, covered)), key=lambda one: one.name)


def absence_by(uuid) -> Absence | None:
    return Absence.objects.filter(uuid=uuid).select_related("person__academy", "deputy").first()


def may_speak_for(by: Person, person: Person, at: datetime) -> bool:
    """Whether `by` may say when `person` is away: about oneself whoever holds a role, about others the head of their academy."""
    if by == person:
        return bool(placements_of(person, at))
    heads = academies_of(by, HEAD, at)
    return any(place in heads for role, place in placements_of(person, at) if role in rules.ROLES)


def heads(person: Person, academy: Academy, at: datetime) -> bool:
    """Whether the person is the academy's headteacher."""
    return academy.pk in academies_of(person, HEAD, at)


def told_of_a_gap(academy: Academy, duty: str, at: datetime) -> list[Person]:
    """The head and the chief executive; of a gap in safeguarding, the trust's safeguarding lead, too."""
    people = [*holders(HEAD, academy, at), *holders(CEO, None, at)]
    return list(dict.fromkeys([*people, *(holders(TRUST_SG, None, at) if duty == rules.SAFEGUARDING else ())]))


def told_of_contacts(academy: Academy | None, at: datetime) -> list[Person]:
    """Who relies on whom a page names to call, at an academy or in the whole trust, beside whoever changed it."""
    leads = holders(DSL, academy, at) if academy else []
    return list(dict.fromkeys([*(leads or holders(TRUST_SG, None, at)), *holders(DPO, None, at)]))


def places_called_from(person: Person, at: datetime) -> list[Academy]:
    """The academies of whose contacts the person hears: those whose safeguarding they lead, or all of them."""
    held = placements_of(person, at)
    everywhere = any(role in (TRUST_SG, DPO) for role, _ in held)
    own = {place for role, place in held if role in (DSL, DEPUTY_DSL)}
    return [one for one in academies() if everywhere or one.pk in own]


def contacts_said() -> dict[tuple[str, int | None], list[Setting]]:
    """What was said of whom to call, newest first, by key and academy id. One query."""
    found: dict[tuple[str, int | None], list[Setting]] = {}
    for row in Setting.objects.filter(key__startswith="contact.").select_related("by").order_by("-pk"):
        found.setdefault((row.key, row.academy_id), []).append(row)
    return found


def stood_in_by(person: Person, at: datetime) -> QuerySet[Absence]:
    """The absences in which the person stands in for somebody, now or later."""
    return Absence.objects.filter(deputy=person, ended_at__isnull=True, last__gte=day_of(at)).select_related("person", "deputy")
