from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.people import services, staff_file
from foundation.people.rules import SYSTEM
from foundation.people.staff_plan import plan


class Command(BaseCommand):
    help = "Add and change people as a CSV of your HR system says: all of it or nothing. Shows what it would do; does it with --keep."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--keep", action="store_true", help="do it; without this nothing is changed")

    def handle(self, *, file: Path, keep: bool, **_):
        now = timezone.now()
        try:
            rows = staff_file.read(file.read_bytes())
            found = services.take_in(rows, by=SYSTEM, at=now) if keep else plan(rows, now)
        except OSError as trouble:
            raise CommandError(f"The file cannot be read: {trouble.strerror}.") from trouble
        except staff_file.Wrong as wrong:
            raise CommandError("\n".join([*wrong.sentences, "Nothing has been changed."])) from wrong
        if not keep:
            for one in (*found.added, *found.changed):
                self.stdout.write(one.said())
        did = "" if keep else " Nothing has been changed yet: run it again with --keep."
        self.stdout.write(f"{len(found.added)} new, {len(found.changed)} changed, {found.same} as they were.{did}")
