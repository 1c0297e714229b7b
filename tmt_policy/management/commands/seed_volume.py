"""As many reports as a large trust has, in the demo's trust: to see pages, lists and reminders at that size."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tmt_policy.demo.volume.making import DAYS, NotHere, make


class Command(BaseCommand):
    help = "Add invented reports in any number to the demo's trust, each with all its rows. Never in production."

    def add_arguments(self, parser):
        parser.add_argument("--reports", type=int, required=True, metavar="N", help="how many reports")
        parser.add_argument("--clocks", type=int, default=0, metavar="N",
                            help="how many deadlines run in all; those the reports do not bring are about other things in their dossiers")
        parser.add_argument("--due", type=int, default=0, metavar="N", help="of how many deadlines a reminder is due now")
        parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="over how many days they were sent")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other references and moments")

    def handle(self, *, reports, clocks, due, seed, days, **_):
        began = time.monotonic()
        try:
            made = make(reports=reports, clocks=clocks, due=due, seed=seed, days=days, now=timezone.now())
        except NotHere as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{made.reports} reports with {made.clocks} deadlines, {made.due} of them due for a reminder, "
                          f"in {time.monotonic() - began:.0f} s.")
