from django.core.management.base import BaseCommand
from django.utils import timezone

from foundation.people.rules import SYSTEM
from reports.intake import services


class Command(BaseCommand):
    help = "Whether somebody may report without signing in: on or off."

    def add_arguments(self, parser):
        parser.add_argument("allowed", choices=("on", "off"))

    def handle(self, *, allowed: str, **_):
        services.allow_anonymous(allowed == "on", by=SYSTEM, at=timezone.now())
        self.stdout.write("Set. It holds from the next page on.")
