from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.letters import selectors, services


class Command(BaseCommand):
    help = "Open every letter again: hash, signature. Names each one that is missing or changed, and files that belong to none."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="remove the files that belong to no letter")

    def handle(self, *, remove: bool, **options):
        checked, damaged = 0, 0
        for letter in selectors.every_letter():
            checked += 1
            if fault := selectors.fault_of(letter):
                damaged += 1
                self.stdout.write(f"{letter.reference} {fault}.")
        if orphans := services.sweep(at=timezone.now(), remove=remove):
            self.stdout.write(f"{len(orphans)} files belong to no letter{' and were removed' if remove else ''}.")
        if damaged:
            raise CommandError(f"{damaged} of {checked} letters are damaged.")
        self.stdout.write(f"{checked} letters are what was made.")
