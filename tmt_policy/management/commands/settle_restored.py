from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from tmt_policy.backup import manifest, settling


class Command(BaseCommand):
    help = "What `restore` does before a database gets its name: everything that is due is worked through once, and no mail of it goes out."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--by", default="system")

    def handle(self, *args, folder: Path, by: str, **options):
        withheld = settling.settle(manifest.read(folder), by=by, at=timezone.now())
        self.stdout.write(f"{withheld} messages are withheld.")
