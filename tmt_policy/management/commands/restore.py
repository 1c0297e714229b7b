from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from tmt_policy.backup import bringing_back, manifest, taking
from tmt_policy.backup.operators import known_as


class Command(BaseCommand):
    help = "Bring a backup back into an empty database and the folder of evidence. Nothing that may have been sent before is sent again."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="a backup, or a folder of them: the newest is taken")

    def handle(self, *args, folder: Path, **options):
        taking.check_possible()
        try:
            chosen = manifest.newest(folder)
            bringing_back.restore(chosen, by=known_as(""))
        except manifest.Unusable as refusal:
            raise CommandError(str(refusal)) from refusal
        call_command("migrate", interactive=False, verbosity=0)  # the accounts of the database get their rights
        self.stdout.write(f"{chosen.name} is back. Start web, worker and beat.")
        self.stdout.write("Mail that may have been sent before is on the page of the system: send it from there, or leave it.")
