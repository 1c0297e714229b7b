"""Every stored file again: opened, hashed, compared."""

from django.core.management.base import BaseCommand, CommandError

from foundation.evidence import selectors


class Command(BaseCommand):
    help = "Hash every stored file again and name each exhibit whose file is missing or no longer what was stored. Changes nothing."

    def handle(self, *args, **options):
        checked, damaged = 0, 0
        for exhibit in selectors.every_exhibit():
            checked += 1
            if not selectors.is_whole(exhibit):
                damaged += 1
                self.stdout.write(f"{exhibit.label} of dossier {exhibit.dossier.uuid} is missing or no longer what was stored.")
        if damaged:
            raise CommandError(f"{damaged} of {checked} exhibits are damaged.")
        self.stdout.write(f"{checked} exhibits are what was stored.")
