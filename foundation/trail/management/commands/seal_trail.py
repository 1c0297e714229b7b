from django.core.management.base import BaseCommand
from django.utils import timezone

from foundation.trail import services


class Command(BaseCommand):
    help = "Seal the heads of every chain that moved since the last seal, as beat does every hour."

    def handle(self, *args, **options):
        made = services.seal(at=timezone.now())
        self.stdout.write(f"Seal {made.number} made." if made else "Nothing has happened since the last seal.")
