from django.core.management.base import BaseCommand
from django.utils import timezone

from foundation.deadlines import services


class Command(BaseCommand):
    help = "Queue every reminder that is due now. With --dry-run only say what would go out, to which role, and why."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *, dry_run, **options):
        at = timezone.now()
        if not dry_run:
            self.stdout.write(f"{services.sweep(at=at)} reminders queued.")
            return
        lines = services.would_go_out(at=at)
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"{len(lines)} reminders would be queued." if lines else "Nothing is due.")
