from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.factors import selectors
from foundation.factors.services import take_away
from foundation.people.rules import SYSTEM
from foundation.people.selectors import is_guarded
from foundation.signins import rules, services


class Command(BaseCommand):
    help = (
        "Take away the second step of somebody who has lost phone and recovery codes. Two others say so: an administrator and one more. "
        "Of somebody who reads what is about people it only asks: a second person agrees on a page, and it is done a day later."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="whose second step it is")
        parser.add_argument("--by", metavar="EMAIL", help="the system administrator who was asked")
        parser.add_argument("--agreed", metavar="EMAIL", help="who has made sure, in person or by phone, that it is they")

    def handle(self, *args, email, by, agreed, **options):
        person = self._called(email)
        try:
            if is_guarded(person, timezone.now()):
                row = services.ask(person, rules.SECOND_STEP, by=SYSTEM, at=timezone.now())
                self.stdout.write(f"It is asked for. Whoever may agree does so at /roles/sign-ins/{row.uuid}/, and it is done a day later.")
                return
            take_away(person, by=self._called(by), agreed=self._called(agreed), at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write("It is taken away. They are signed out everywhere, and told.")

    def _called(self, address):
        if not address:
            raise CommandError("Say who asked (--by) and who agreed (--agreed).")
        if (person := selectors.by_address(address)) is None:
            raise CommandError(f"Nobody signs in with {address}.")
        return person
