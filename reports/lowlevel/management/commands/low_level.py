from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.people.rules import SYSTEM
from reports.lowlevel import services


class Command(BaseCommand):
    help = "Say how many low-level concerns within a year are a pattern, and whether an academy's safeguarding lead reads them, too."

    def add_arguments(self, parser):
        parser.add_argument("--pattern", type=int, help="how many; 3 unless set")
        parser.add_argument("--leads", choices=("read", "do-not-read"), help="for those recorded from now on; they do not unless set")

    def handle(self, *, pattern: int | None, leads: str | None, **_):
        try:
            services.set_up(pattern=pattern, leads_read=None if leads is None else leads == "read", by=SYSTEM, at=timezone.now())
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write("Set. Every page goes by it from now on.")
