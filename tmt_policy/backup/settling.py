"""A system that comes back tells nobody what they may have been told already.

Between the backup and its return the lost system went on: reminders fell due, mail left, and nothing here knows of it. So everything that
is due by now is worked through once, which collapses what was missed; and all mail that this and the backup would send is put on the list
of what was given up. Whoever operates the system sends it from there, or does not.
"""

from datetime import datetime

from celery import current_app
from django.conf import settings
from django.core.management import call_command

from foundation.messages.services import withhold
from foundation.trail import services as trail

from .bringing_back import REAL
from .manifest import Manifest

SENDING = frozenset({"messages.send_due"})


def settle(said: Manifest, *, by: str, at: datetime) -> int:
    """Bring what was restored up to this version and to now; gives how many messages are withheld."""
    call_command("migrate", interactive=False, verbosity=0)
    current_app.loader.import_default_modules()
    for task in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - SENDING:
        current_app.tasks[task]()
    withheld = withhold(written_by=said.at, at=at)
    numbers = {"rows": sum(said.tables.values()), "files": len(said.files), "withheld": withheld}
    trail.note_restore(purpose=REAL, taken_at=said.at, good=True, counts=numbers, by=by, at=at)
    return withheld
