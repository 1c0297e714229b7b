"""Stored files without a row, and rows without a file."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.evidence import services


class Command(BaseCommand):
    help = "Remove stored evidence files that no exhibit stands for. With --check nothing is removed, and anything found is an error."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only look")

    def handle(self, *args, check, **options):
        orphans, missing = services.sweep(at=timezone.now(), remove=not check)
        for name in orphans:
            self.stdout.write(f"{'no exhibit stands for' if check else 'removed'} {name}")
        for name in missing:
            self.stdout.write(f"missing {name}")
        if missing or (check and orphans):
            raise CommandError(f"{len(orphans)} files without an exhibit, {len(missing)} exhibits without their file.")
        self.stdout.write(f"{len(orphans)} removed, none missing.")
