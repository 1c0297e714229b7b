"""Every write about cover: who is away, and the alert that nobody is there."""

from datetime import date, datetime, time

from django.db import transaction

from foundation.dossiers.rules import Refused
from foundation.dossiers.services import academy_dossier, trust_dossier
from foundation.face import when
from foundation.messages.services import Notice, queue_each, queue_many
from foundation.people.models import Absence, Academy, Person
from foundation.people.rules import NIGHT, SYSTEM, Nobody
from foundation.people.selectors import academies, day_of
from foundation.people.services import TRUST, set_contact, token
from foundation.trail import services as trail

from . import rules, selectors

GAP, CONTACTS = "cover.gap", "/cover/whom-to-call/"


def say_away(person: Person, *, first: date, last: date, deputy: Person | None, by: Person, at: datetime) -> Absence:
    """Somebody is away from `first` to `last`, both included; the same twice is the first one.

    Raises Refused for anybody who may not say so, for dates that are over or turned round, and for a deputy who would have to be given
    rights for it.
    """
    if not selectors.may_speak_for(by, person, at):
        raise Refused("Only they themselves, or their headteacher, can say when they are away.")
    _check(person, first, last, deputy, at)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        same = Absence.objects.filter(person=person, first=first, last=last, deputy=deputy, ended_at__isnull=True).first()
        if same is not None:
            return same
        row = Absence.objects.create(person=person, first=first, last=last, deputy=deputy, by=by, at=at)
        _record("absence.entered", row, by, at)
    return row


def end_absence(absence: Absence, *, by: Person, at: datetime) -> Absence:
    """They are back, or do not go. Raises Refused for anybody who may not say so."""
    if not selectors.may_speak_for(by, absence.person, at):
        raise Refused("Only they themselves, or their headteacher, can say that they are back.")
    with transaction.atomic():
        if Absence.objects.filter(pk=absence.pk, ended_at__isnull=True).update(ended_at=at):
            _record("absence.ended", absence, by, at)
    absence.refresh_from_db()
    return absence


def set_night_contact(academy: Academy, *, name: str, phone: str, by: Person, at: datetime) -> None:
    """Say whom reporters and the safeguarding leads of an academy can call out of hours; both empty names nobody of its own. Raises Refused
    for anybody but its headteacher, and for half a contact."""
    if not selectors.heads(by, academy, at):
        raise Refused("Only the headteacher says whom to call out of hours.")
    try:
        with transaction.atomic():
            set_contact(NIGHT, name=name, phone=phone, academy=academy, by=by, at=at)
            tell_of_contacts(academy, by=by, at=at)
    except ValueError:
        raise Refused("Give a name, and a phone number of digits and spaces.", field="phone") from None


def tell_of_contacts(academy: Academy | None, *, by: Person | Nobody, at: datetime) -> None:
    """Whom a page names to call has been changed, by one person: those who rely on it hear of it, in the transaction of the change. With a
    false number, whoever wants to tell of a child in danger reaches nobody."""
    dossier = academy_dossier(academy, by=SYSTEM, at=at) if academy else trust_dossier(by=SYSTEM, at=at)
    about = {"dossier": dossier, "about": dossier.uuid, "reference": "", "path": CONTACTS, "code": rules.CHANGED, "at": at}
    queue_each(selectors.told_of_contacts(academy, at), by=by, **about)


def alert(*, at: datetime) -> int:
    """Tell who can do something about it where an academy has nobody for reports or for safeguarding on a coming working day; gives how
    many such gaps there are. Any number of runs tell it once for each week with a gap."""
    return sum(_alert_of(academy, at) for academy in academies())


def _alert_of(academy: Academy, at: datetime) -> int:
    found = rules.gaps(selectors.coming_days(academy, at))
    if found:
        with transaction.atomic():
            dossier = academy_dossier(academy, by=SYSTEM, at=at)
            about = {"dossier": dossier, "about": academy.uuid, "code": GAP, "reference": "", "path": path_of(academy)}
            notices = []
            for duty, day in found:
                week, due = f"{day:%G-%V}", when.at(day, time(8))
                people = selectors.told_of_a_gap(academy, duty, at)
                notices += [Notice(**about, to=one, due_at=due, key=f"{GAP}:{academy.uuid}:{duty}:{week}:{one.pk}") for one in people]
            queue_many({one.key: one for one in reversed(notices)}.values(), at=at, by=SYSTEM)
    return len(found)


def _check(person: Person, first: date, last: date, deputy: Person | None, at: datetime) -> None:
    if last < first:
        raise Refused("The last day away is on or after the first.", field="last")
    if last < day_of(at):
        raise Refused("These days are over.", field="last")
    if (last - first).days > rules.LONGEST:
        raise Refused("An absence of more than a year ends a role: the trust office can do that.", field="last")
    if deputy is not None and deputy not in selectors.deputies_for(person, at):
        raise Refused("They would have to be given a role for this, which takes two people.", field="deputy")


def _record(action: str, row: Absence, by: Person, at: datetime) -> None:
    chain = row.person.academy.uuid if row.person.academy else TRUST
    trail.record(chain, action=action, actor=token(chain, by), at=at, ids={"absence": str(row.uuid), "person": token(chain, row.person)})


def path_of(academy: Academy) -> str:
    return f"/cover/{academy.code}/"
