from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.face.files import given
from foundation.people import staff_file
from foundation.people.rules import SYSTEM
from foundation.staff.planning import planned
from foundation.staff.services import take_in


class Command(BaseCommand):
    help = (
        "Add and change people as a CSV of your HR system says: all of it or nothing. Shows what it would do; does it with --keep. "
        "A role that takes two people is asked for; somebody who may agree does so on their own page."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the CSV, or - for standard input")
        parser.add_argument("--keep", action="store_true", help="do it; without this nothing is changed")

    def handle(self, *, file: Path, keep: bool, **_):
        now = timezone.now()
        try:
            data = given(file)
            rows = staff_file.read(data)
            found = take_in(rows, by=SYSTEM, at=now) if keep else planned(rows, by=SYSTEM, at=now)
        except OSError as trouble:
            raise CommandError(f"The file cannot be read: {trouble.strerror}.") from trouble
        except staff_file.Wrong as wrong:
            raise CommandError("\n".join([*wrong.sentences, "Nothing has been changed."])) from wrong
        except Refused as refused:
            raise CommandError(f"{refused.sentence}\nNothing has been changed.") from refused
        if not staff_file.is_utf8(data):
            self.stderr.write("The file is not in UTF-8: it was read as Windows-1252. Look at names with accents.")
        if not keep:
            for line in found.lines():
                self.stdout.write(line)
        did = "" if keep else " Nothing has been changed yet: run it again with --keep."
        roles = f", {len(found.grants)} roles" if found.grants else ""
        counts = f"{len(found.people.added)} new, {len(found.people.changed)} changed, {found.people.same} as they were{roles}."
        self.stdout.write(f"{counts}{did}")
