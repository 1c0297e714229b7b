from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.deadlines.services import recalendar
from foundation.deadlines.services.days import check_all


class Command(BaseCommand):
    help = "Count every running deadline again from its ledger and the calendar. With --check only compare, and fail on a difference."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; name each deadline that does not follow from its ledger")

    def handle(self, *, check, **options):
        if not check:
            self.stdout.write(f"{recalendar(at=timezone.now())} deadlines moved.")
            return
        found = check_all()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} deadlines do not follow from their ledger and the calendar.")
        self.stdout.write("Every running deadline follows from its ledger and the calendar.")
