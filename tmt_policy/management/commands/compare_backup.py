from pathlib import Path

from django.core.management.base import BaseCommand

from tmt_policy.backup import manifest, proving


class Command(BaseCommand):
    help = "Compare this database and its files with what a backup says; a line for each thing that is wrong. `restore-check` runs it."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args, folder: Path, **options):
        wrong = list(proving.findings(manifest.read(folder), folder / manifest.FILES))
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise SystemExit(1)
