"""What changes of sign-ins offer the first page: what I can agree to, and what is about me or was asked by me."""

from datetime import datetime

from foundation.face.rows import Tasks
from foundation.people.models import Person
from foundation.roles import rules as roles
from foundation.roles.selectors import may

from . import pages, rules, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """One query for somebody around whom nothing is asked."""
    found = selectors.open_around(person, everything=may(person, roles.READ, at))
    able = selectors.Deciders(found, at) if found and may(person, roles.AGREE, at) else None
    mine = [one for one in found if able and one.state == rules.ASKED and person in able.of(one)]
    others = [one for one in found if one not in mine]
    return Tasks(
        needs_me=[pages.row(one, person, can_decide=True, at=at) for one in mine[:most]],
        waiting=[pages.row(one, person, can_decide=False, at=at) for one in others[:most]],
        beyond=(max(len(mine) - most, 0), max(len(others) - most, 0), 0),
    )
