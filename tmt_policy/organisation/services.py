"""What whoever runs the system, or leads an academy, writes down about it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from foundation.cover.services import tell_of_contacts
from foundation.dossiers.rules import Refused, Stale
from foundation.people import services as people
from foundation.people.models import Academy, Person, Setting

from . import checklist, selectors

LACKING = "Something is still missing before the first report may come. The list says what."


def change_academy(academy: Academy, facts: dict, *, since: int, by: Person, at: datetime) -> Academy:
    """`since`: the version the page was made from. Raises Stale where somebody was faster, Refused for another academy's URN."""
    try:
        with transaction.atomic():
            row = people.change_academy(academy, since=since, by=by, at=at, **facts)
            if row.lado_contact != academy.lado_contact:
                tell_of_contacts(row, by=by, at=at)
            return row
    except people.Overtaken as overtaken:
        raise Stale from overtaken
    except IntegrityError as taken:
        raise Refused("Another academy has this URN. Check it.", field="urn") from taken


def set_contact(contact: str, name: str, phone: str, *, since: int, by: Person, at: datetime) -> Setting:
    """Whom pages name to call, for the whole trust. Raises Stale where somebody has set it since, Refused for half a contact."""
    with transaction.atomic():
        try:
            row = people.set_contact(contact, name=name, phone=phone, by=by, at=at)
            tell_of_contacts(None, by=by, at=at)
        except ValueError as wrong:
            raise Refused(str(wrong), field="phone") from wrong
        if selectors.contact_version(contact, besides=row) != since:
            raise Stale
    return row


def open_reporting(*, by: Person, at: datetime) -> Setting:
    """From now on reports are taken. Raises Refused while something is missing without which one would lie with nobody."""
    if not checklist.is_ready(at):
        raise Refused(LACKING)
    return people.open_trust(True, by=by, at=at)
