"""What cover offers the first page: to a head, the coming days on which nobody is there."""

from datetime import datetime

from foundation.face.rows import Tasks
from foundation.people.models import Person
from foundation.people.rules import HEAD
from foundation.people.selectors import academies_of, placements_of

from . import pages, rules, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    own = academies_of(person, HEAD, at)
    academies = [one for one in selectors.academies_for(person, at) if one.pk in own] if own else []
    found = [(one, rules.gaps(selectors.coming_days(one, at))) for one in academies]
    return Tasks(needs_me=[pages.gap_row(academy, gaps) for academy, gaps in found if gaps])


def has_a_role(person: Person, at: datetime) -> bool:
    """Whether somebody would be missed: then they can say when they are away."""
    return bool(placements_of(person, at))
