from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.factors import selectors, services


class Command(BaseCommand):
    help = "Take away the second step of somebody who has lost phone and recovery codes. Two others say so: an administrator and one more."

    def add_arguments(self, parser):
        parser.add_argument("email", help="whose second step it is")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the system administrator who was asked")
        parser.add_argument("--agreed", required=True, metavar="EMAIL", help="who has made sure, in person or by phone, that it is they")

    def handle(self, *args, email, by, agreed, **options):
        people = {address: selectors.by_address(address) for address in (email, by, agreed)}
        if missing := [address for address, person in people.items() if person is None]:
            raise CommandError(f"Nobody signs in with {', '.join(missing)}.")
        try:
            services.take_away(people[email], by=people[by], agreed=people[agreed], at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write("It is taken away. They are signed out everywhere, and told.")
