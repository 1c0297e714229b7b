"""What setting a trust up offers the first page of whoever does it, until reports are taken."""

from datetime import datetime

from django.urls import reverse

from foundation.dossiers.selectors import Rights
from foundation.face.rows import TaskRow, Tasks
from foundation.messages.rules import OPERATE
from foundation.people.models import Person
from foundation.people.selectors import all_holders, ids_signing_in, is_open

from . import checklist, pages, selectors


def tasks(person: Person, at: datetime, most: int = 10) -> Tasks:
    """Whoever runs the system is led to the list of what is missing, a head to their academy. One query once reports are taken."""
    if is_open():
        return Tasks()
    if OPERATE in Rights(person, at):
        said = pages.said(taken=False, missing=checklist.number_missing(at))
        return Tasks([TaskRow(reverse("organisation:start"), "Set the trust up", said)])
    held, inside = all_holders(at), ids_signing_in()
    lacking = [(one, checklist.missing_at(one, held, inside)) for one in selectors.academies_for(person, at)]
    rows = [TaskRow(reverse("organisation:academy", args=[one.code]), f"{one.name}, before anybody can report", hint)
            for one, hint in lacking if hint]
    return Tasks(rows[:most], beyond=(max(len(rows) - most, 0), 0, 0))
