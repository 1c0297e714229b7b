from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.entry import selectors, services
from foundation.messages.rules import NORMAL, URGENT
from foundation.people.rules import SYSTEM


class Command(BaseCommand):
    help = "Send people without a sign-in a link to choose one: a password, a passkey, or an account of a provider. Works for 14 days."

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="*", help="whom; an invitation they had before ends, and the mail leaves at once")
        parser.add_argument("--all", action="store_true", help="everybody without a sign-in and without an invitation; in working hours")
        parser.add_argument("--remind", type=int, nargs="?", const=7, metavar="DAYS",
                            help="whoever was invited so many days ago (7) or longer and has not come; in working hours")

    def handle(self, *, email: list[str], all: bool, remind: int | None, **_):
        if [all, bool(email), remind is not None].count(True) != 1:
            raise CommandError("Give addresses, or --all, or --remind.")
        if remind is not None and not 7 <= remind <= 365:
            raise CommandError("--remind takes a number of days from 7 to 365: nobody is reminded more than once a week.")
        now = timezone.now()
        made = services.invite(self._people(email, all, remind, now), by=SYSTEM, at=now, urgency=URGENT if email else NORMAL)
        counted = selectors.counted(now)
        self.stdout.write(
            f"{made} invited. {counted.signing_in} sign in already, {counted.invited} have an invitation that works, "
            f"{counted.without_address} have no e-mail address and cannot be invited."
        )

    def _people(self, email: list[str], all: bool, remind: int | None, now):
        if all:
            return selectors.uninvited(now)
        return self._named(email, now) if remind is None else selectors.not_come(now, timedelta(days=remind))

    def _named(self, addresses: list[str], now):
        found = {one.email.lower(): one for one in selectors.without_sign_in(now).filter(email__in=[one.lower() for one in addresses])}
        wrong = [one for one in addresses if one.lower() not in found]
        if wrong:
            raise CommandError(f"Nobody has these addresses, or they sign in already: {', '.join(wrong)}. Nobody was invited.")
        return found.values()
