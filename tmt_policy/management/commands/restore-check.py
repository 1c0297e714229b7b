from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tmt_policy.backup import bringing_back, manifest, taking
from tmt_policy.backup.operators import known_as


class Command(BaseCommand):
    help = "Prove a backup: restore it into a scratch database, count, hash, open it with the keys, and write down the outcome."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="a backup, or a folder of them: the newest is taken")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who proves it, where it is somebody in the directory")

    def handle(self, *args, folder: Path, by: str, **options):
        taking.check_possible()
        try:
            chosen = manifest.newest(folder)
            wrong = bringing_back.prove(chosen, by=known_as(by), at=timezone.now())
        except manifest.Unusable as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in wrong[1:]:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{chosen.name} cannot be relied on. First: {wrong[0]}")
        self.stdout.write(f"{chosen.name} is whole: restored, counted, hashed, opened, and every chain holds.")
