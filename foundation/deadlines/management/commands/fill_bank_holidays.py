from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.deadlines.holiday_source import english_holidays
from foundation.deadlines.services import fill_bank_holidays, recalendar


class Command(BaseCommand):
    help = "Add England's bank holidays for this year and the next three, and count running deadlines again. Run it once a year."

    def handle(self, **options):
        now = timezone.now()
        trouble = fill_bank_holidays(today=timezone.localdate(now), source=english_holidays)
        moved = recalendar(at=now)
        self.stdout.write(f"{moved} deadlines moved.")
        if trouble:
            raise CommandError(trouble)
