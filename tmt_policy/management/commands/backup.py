from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from tmt_policy.backup import manifest, taking


class Command(BaseCommand):
    help = "Back up the database and every file, as of one moment, into a new folder inside FOLDER. No key is in it."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--keep", type=int, default=14, metavar="N", help="remove all but the newest N (14)")

    def handle(self, *args, folder: Path, keep: int, **options):
        taking.check_possible()
        made = taking.take(folder, at=timezone.now(), keep=max(keep, 1))
        said = manifest.read(made)
        held = f"{sum(said.tables.values()):,} rows, {len(said.files):,} files"
        self.stdout.write(f"{made}: {held}. Keys needed: {', '.join(said.keys) or 'none'}.")
