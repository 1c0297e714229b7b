"""Every read of people, where they are placed, and what a trust has set."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils import timezone

from .models import Absence, Academy, Person, Placement, Relation, Session, Setting
from .rules import GUARDED_ROLES, OPEN, Contact


def day_of(at: datetime):
    """The London date of a moment."""
    return timezone.localtime(at).date()


def current(on, prefix: str = "") -> Q:
    """Rows with `since`/`until` that hold on the date or moment `on`; `until` is the first day or moment without it."""
    return Q(**{f"{prefix}since__lte": on}) & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": on}))


def placements_of(person: Person, at: datetime) -> tuple[tuple[str, int | None], ...]:
    """(role, academy id or None for the trust) of each current placement, read once a day per instance. Leavers have none."""
    return _known(person, at)[0]


def related_to(person: Person, at: datetime) -> frozenset[int]:
    """Ids of those in a declared close relation with the person, in either direction, read together with the placements."""
    return _known(person, at)[1]


def _known(person: Person, at: datetime) -> tuple[tuple[tuple[str, int | None], ...], frozenset[int]]:
    """Placements and relations in one query: every door asks for both."""
    on = day_of(at)
    kept = person.__dict__.setdefault("_known", {})
    if on not in kept:
        gone = person.left_on is not None and person.left_on < on
        near, held = Value(_RELATION, output_field=CharField()), Relation.objects.filter(current(on))
        placed = Placement.objects.none() if gone else Placement.objects.filter(current(on), person=person)
        rows = list(held.filter(person=person).values_list(near, "other_id").union(
            held.filter(other=person).values_list(near, "person_id"), placed.values_list("role", "academy_id"), all=True))
        kept[on] = tuple(row for row in rows if row[0] != _RELATION), frozenset(pk for role, pk in rows if role == _RELATION)
    return kept[on]


_RELATION = "a relation"  # no role is called that


def no_way_in() -> Q:
    """People without a sign-in, or with one that has neither a password, a passkey nor an account of a provider."""
    with_passkey = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).values("user")  # an app's code is a second step alone
    nothing = Q(user__identities__isnull=True) & ~Q(user__in=with_passkey)
    locked = nothing & Q(("user__is_active", True), ("user__password__startswith", UNUSABLE_PASSWORD_PREFIX))
    return Q(user__isnull=True) | locked


def signing_in() -> QuerySet[Person]:
    """Everybody who has a way in, or had one that is closed."""
    return Person.objects.exclude(no_way_in())


def signed_in_once() -> QuerySet[Person]:
    """Everybody who has a way in, or has signed in at some time."""
    return Person.objects.filter(Q(pk__in=signing_in().values("pk")) | Q(user__last_login__isnull=False))


def can_sign_in(person: Person | None) -> bool:
    """Whether somebody can read and answer here themselves."""
    return person is not None and bool(person.email) and hasattr(person, "user")


def has_left(person: Person, at: datetime) -> bool:
    """Whether their last day is over."""
    return person.left_on is not None and person.left_on < day_of(at)


def is_guarded(person: Person, at: datetime) -> bool:
    """Whether somebody holds, or will, a role that reads what is about people or decides who does: two people change how they sign in."""
    return not_ended(at).filter(person=person, role__in=GUARDED_ROLES).exists()


def not_ended(at: datetime) -> QuerySet[Placement]:
    """Every role that somebody holds or will, of leavers too whose roles have not been ended yet."""
    return Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=day_of(at)), ~Q(until=F("since")))


def ids_signing_in() -> set[int]:
    return set(signing_in().values_list("pk", flat=True))


def takes_two_to_change(person: Person, at: datetime) -> bool:
    """Whether two people change how somebody signs in: where they hold a role, or will (a trustee, too, sits on panels), or could be passed
    off as: they sign in, or once did."""
    return not_ended(at).filter(person=person).exists() or signed_in_once().filter(pk=person.pk).exists()


def gone(at: datetime, prefix: str) -> Q:
    """Rows whose person (`prefix`) has left, or has lost a role at some time: few, and who of them still can is asked one by one."""
    on = day_of(at)
    return Q(**{f"{prefix}__left_on__lt": on}) | Q(**{f"{prefix}__in": Placement.objects.filter(until__lte=on).values("person")})


def roles_of(person: Person, at: datetime) -> frozenset[str]:
    return frozenset(role for role, _ in placements_of(person, at))


def academies_of(person: Person, role: str, at: datetime) -> list[int | None]:
    """Ids of the academies (None: the trust) where the person holds `role` now."""
    return [academy for held, academy in placements_of(person, at) if held == role]


def holders(role: str, academy: Academy | int | None, at: datetime) -> list[Person]:
    """People placed in `role` at `academy` (None: the trust) now, oldest placement first; leavers left out."""
    on = day_of(at)
    academy_id = getattr(academy, "pk", academy)
    here = {"academy__isnull": True} if academy_id is None else {"academy_id": academy_id}
    rows = (Placement.objects.filter(current(on), role=role, **here).filter(Q(person__left_on__isnull=True) | Q(person__left_on__gte=on))
            .select_related("person").order_by("since", "pk"))
    return list(dict.fromkeys(row.person for row in rows))


def ever_held(role: str) -> bool:
    return Placement.objects.filter(role=role).exists()


def holders_by_place(places: Iterable[tuple[str, int | None]], at: datetime) -> dict[tuple[str, int | None], list[Person]]:
    """`holders` of several (role, academy id or None for the trust) in one query."""
    wanted, on = list(places), day_of(at)
    rows = Placement.objects.filter(current(on), role__in={role for role, _ in wanted}).filter(
        Q(person__left_on__isnull=True) | Q(person__left_on__gte=on)
    )
    local = Q(academy__in={academy for _, academy in wanted if academy is not None}) | Q(academy__isnull=True)
    found: dict[tuple[str, int | None], list[Person]] = {place: [] for place in wanted}
    for row in rows.filter(local).select_related("person").order_by("since", "pk"):
        people = found.get((row.role, row.academy_id))
        if people is not None and row.person not in people:
            people.append(row.person)
    return found


def all_holders(at: datetime) -> dict[tuple[str, int | None], list[Person]]:
    """`holders` of every role everywhere, by (role, academy id or None), in one query: for those who ask about a thousand dossiers."""
    on, found = day_of(at), {}
    rows = Placement.objects.filter(current(on)).filter(Q(person__left_on__isnull=True) | Q(person__left_on__gte=on))
    for row in rows.select_related("person").order_by("since", "pk"):
        people = found.setdefault((row.role, row.academy_id), [])
        if row.person not in people:
            people.append(row.person)
    return found


def away(first: date, last: date | None = None) -> list[Absence]:
    """Who is away on any day from `first` to `last` (that day alone without it), with their deputies. One query."""
    rows = Absence.objects.filter(ended_at__isnull=True, first__lte=last or first, last__gte=first)
    return list(rows.select_related("person", "deputy"))


def away_by_id(on: date) -> dict[int, Person | None]:
    """The deputy (or None) of everybody who is away on a day, by the id of who is away; a deputy who is away themselves is none."""
    rows = away(on)
    gone = {row.person_id for row in rows}
    return {row.person_id: row.deputy if row.deputy_id not in gone else None for row in rows}


def all_placements(at: datetime) -> list[Placement]:
    """Every role that anybody holds now, or will. One query."""
    return list(Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=day_of(at))))


def stood_in_for(deputy: Person, on: date) -> list[Person]:
    """Those who are away on a day with `deputy` named to stand in; nobody where the deputy is away as well. One query."""
    rows = away(on)
    if any(row.person_id == deputy.pk for row in rows):
        return []
    return [row.person for row in rows if row.deputy_id == deputy.pk]


def placed_between(first: date, last: date, roles: Iterable[str]) -> list[Placement]:
    """The placements in any of `roles` that hold on a day from `first` to `last`, with their people. One query."""
    rows = Placement.objects.filter(Q(until__isnull=True) | Q(until__gt=first), since__lte=last, role__in=list(roles))
    return list(rows.select_related("person", "academy").order_by("since", "pk"))


def related_ids(people, at: datetime) -> set[int]:
    """Ids of those who have declared a close relation with any of `people` (ids), in either direction."""
    rows = Relation.objects.filter(current(day_of(at))).filter(Q(person__in=people) | Q(other__in=people))
    return {one for pair in rows.values_list("person_id", "other_id") for one in pair} - set(people)


def near_ids(people, at: datetime) -> set[int]:
    """Ids of those whom any of `people` (ids) manages, or who have declared a close relation with one of them. One query."""
    people, declared = list(people), Relation.objects.filter(current(day_of(at))).order_by()
    managed = Person.objects.filter(line_manager__in=people).order_by().values_list("pk", flat=True)
    near = managed.union(declared.filter(person__in=people).values_list("other_id", flat=True),
                         declared.filter(other__in=people).values_list("person_id", flat=True))
    return set(near) - set(people) if people else set()


def people_of(academy: Academy | None, at: datetime) -> QuerySet[Person]:
    """The people of one academy (None: of the trust itself) who have not left, by name."""
    on = day_of(at)
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), academy=academy).order_by("name", "pk")


class Everybody:
    """Who holds what, who is away, and who is close to whom at one moment, for those who ask about a thousand dossiers: each is read once,
    when it is first asked for."""

    def __init__(self, at: datetime):
        self.at = at
        self._known: dict[int, Person] = {}

    @cached_property
    def placed(self) -> dict[tuple[str, int | None], list[Person]]:
        """As `all_holders`."""
        return all_holders(self.at)

    @cached_property
    def away(self) -> dict[int, Person | None]:
        """As `away_by_id`."""
        return away_by_id(day_of(self.at))

    @cached_property
    def near(self) -> dict[int, set[int]]:
        """Of each person (id) those whom they manage or who have a declared close relation with them, as `near_ids`."""
        near: dict[int, set[int]] = {}
        declared = Relation.objects.filter(current(day_of(self.at))).order_by()
        managed = Person.objects.filter(line_manager__isnull=False).order_by().values_list("line_manager_id", "pk")
        for one, other in managed.union(declared.values_list("person_id", "other_id"), declared.values_list("other_id", "person_id")):
            near.setdefault(one, set()).add(other)
        return near

    def by_pk(self, ids: Iterable[int]) -> dict[int, Person]:
        """Everybody met so far by id, these among them, with their line managers."""
        if fresh := set(ids) - self._known.keys():
            self._known |= Person.objects.select_related("line_manager").in_bulk(list(fresh))
        return self._known


def sessions_of(person: Person, at: datetime) -> list[Session]:
    """Where somebody is signed in, the last used first."""
    return list(Session.objects.filter(user__person=person, expire_date__gt=at).order_by("-used", "pk"))


def person_by(uuid) -> Person | None:
    return Person.objects.filter(uuid=uuid).select_related("academy").first()


def by_email(email: str) -> Person | None:
    """Whoever has that address in the directory."""
    return Person.objects.filter(email=email.strip().lower()).first()


def person_called(text: str) -> Person | None:
    """Somebody by their e-mail address or staff id, as somebody types it."""
    return by_email(text) if "@" in text else Person.objects.filter(staff_id__iexact=text).first() if text else None


def number_of_people(at: datetime) -> int:
    """How many have not left."""
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=day_of(at))).count()


def academies() -> list[Academy]:
    return list(Academy.objects.all())


def academy_by(code: str) -> Academy | None:
    return Academy.objects.filter(code=code).first()


def setting(key: str, default, academy: Academy | None = None):
    """The newest value of a setting: the academy's own, else the trust's, else `default`."""
    rows = Setting.objects.filter(Q(academy=academy) | Q(academy__isnull=True), key=key).order_by(F("academy").asc(nulls_last=True), "-id")
    row = rows.first()
    return default if row is None else row.value


def is_open() -> bool:
    """Whether reports may come: not while the trust is being set up, when nobody is there to read them."""
    return setting(OPEN, True)


def settings_starting(prefix: str) -> dict[str, object]:
    """The trust's newest value of every setting whose key starts with `prefix`, in one query."""
    return dict(Setting.objects.filter(key__startswith=prefix, academy__isnull=True).order_by("id").values_list("key", "value"))


def contact(name: str, academy: Academy | None = None) -> Contact | None:
    """Whom a page may name beside the people of the directory: the academy's own, else the trust's, None where nobody is set."""
    value = setting(f"contact.{name}", None, academy)
    return Contact(**value) if value and value["name"] else None


def setting_history(key: str, academy: Academy | None = None) -> QuerySet[Setting]:
    return Setting.objects.filter(key=key, academy=academy).select_related("by").order_by("-id")
