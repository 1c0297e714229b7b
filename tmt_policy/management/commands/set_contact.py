from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.cover.services import tell_of_contacts
from foundation.people import services
from foundation.people.rules import CONTACTS, SYSTEM


class Command(BaseCommand):
    help = "Set whom pages name to call, for instance the support line on a reporter's receipt. Without a name: nobody."

    def add_arguments(self, parser):
        parser.add_argument("contact", choices=sorted(CONTACTS))
        parser.add_argument("--name", default="")
        parser.add_argument("--phone", default="")

    def handle(self, *, contact: str, name: str, phone: str, **_):
        now = timezone.now()
        try:
            services.set_contact(contact, name=name, phone=phone, by=SYSTEM, at=now)
            tell_of_contacts(None, by=SYSTEM, at=now)
        except ValueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write("Set. Every page that names it shows it from now on.")
