"""What does not belong in a report, and whose door it is: said before the form, never in its way (policy 7.7, DOMAIN 3.4, 6.2)."""

from dataclasses import dataclass
from datetime import datetime

from foundation.people.models import Person
from foundation.people.rules import WB_TRUSTEE, WHISTLEBLOWING, Contact
from foundation.people.selectors import contact, holders


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other doors by name. `trustees`: whom the trust has for whistleblowing, outside the line; `line`: whom else to call;
    `pastoral`: who leads on safeguarding where the reader works."""

    trustees: tuple[Person, ...]
    line: Contact | None
    pastoral: tuple[str, ...] = ()


def elsewhere(at: datetime, *, pastoral: list[str] | None = None) -> Elsewhere:
    return Elsewhere(tuple(holders(WB_TRUSTEE, None, at)), contact(WHISTLEBLOWING), tuple(pastoral or ()))
