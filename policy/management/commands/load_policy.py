"""Load the policy the Board has approved, and the register of platforms."""

import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.people.rules import SYSTEM
from policy import services
from policy.selectors import without_a_paragraph


class Command(BaseCommand):
    help = "Load an approved version of the policy with its clauses, and the platforms."

    def add_arguments(self, parser):
        parser.add_argument("--label", required=True, help="the version's name, for instance 2026")
        parser.add_argument("--body", required=True, help="a UTF-8 text file, or - for the text on standard input")
        parser.add_argument("--approved-on", required=True, type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--effective-from", required=True, type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--minute", default="", help="the Board's minute")

    def handle(self, *args, label, body, approved_on, effective_from, minute, **options):
        at = timezone.now()
        try:
            text = sys.stdin.read() if body == "-" else Path(body).read_text()
            version = services.load_version(
                label, approved_on=approved_on, effective_from=effective_from, body=text, minute_ref=minute, by=SYSTEM, at=at
            )
        except (Refused, OSError, UnicodeDecodeError) as wrong:
            raise CommandError(str(wrong)) from wrong
        if missing := without_a_paragraph(version):
            self.stderr.write(f"The text has no paragraph {', '.join(missing)}, where clauses point to that people choose from here.")
        added = services.load_platforms(by=SYSTEM, at=at)
        self.stdout.write(f"Version {version.label} is loaded, {len(added)} platforms were added.")
