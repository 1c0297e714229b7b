from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.people.rules import SYSTEM
from reports.intake import services


class Command(BaseCommand):
    help = "Set for how many days a draft nobody goes on with is kept before it is deleted."

    def add_arguments(self, parser):
        parser.add_argument("days", type=int)

    def handle(self, *, days: int, **_):
        try:
            services.keep_drafts_for(days, by=SYSTEM, at=timezone.now())
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write("Set. Drafts that are too old by this number are deleted tonight.")
