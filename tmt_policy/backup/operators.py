"""Who ran a command, as the trail knows them."""

from django.core.management.base import CommandError

from foundation.people.rules import SYSTEM
from foundation.people.selectors import by_email
from foundation.people.services import TRUST, token


def known_as(email: str) -> str:
    """The token of somebody in the trust's own chain; nobody named is the system. Raises CommandError for an address nobody has."""
    if not email:
        return token(TRUST, SYSTEM)
    person = by_email(email)
    if person is None:
        raise CommandError("Nobody in the directory has that address.")
    return token(TRUST, person)
