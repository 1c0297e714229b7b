"""A trust from an empty database: what is missing of it, and what to do next."""

import sys
from argparse import ArgumentTypeError
from datetime import date
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.entry.rules import LASTS
from foundation.people import academy_file
from foundation.people.accounts import invitation_path
from foundation.people.rules import CEO, ROLE_NAMES, SYSADMIN, SYSTEM
from foundation.people.staff_file import Wrong
from policy.services import load_version
from tmt_policy.organisation import checklist
from tmt_policy.organisation.founding import Founded, found

BUILT_IN = {"mercian": academy_file.MERCIAN}


def somebody(text: str) -> tuple[str, str]:
    """`Ada Ward <ada@northgate.example>` as (name, e-mail)."""
    name, email = parseaddr(text)
    try:
        validate_email(email)
    except ValidationError:
        raise ArgumentTypeError("write it as: Ada Ward <ada@northgate.example>") from None
    if not name.strip() or len(name) > 120:
        raise ArgumentTypeError("write it as: Ada Ward <ada@northgate.example>")
    return name.strip(), email.lower()


def said(where: str | Path) -> bytes:
    """What a file says, or standard input where it is called -. Raises OSError."""
    return sys.stdin.buffer.read() if where == "-" else Path(where).read_bytes()


class Command(BaseCommand):
    help = (
        "Make a trust out of an empty, migrated database, then say what is still missing before the first report. Run again it adds what "
        "is not there yet, and gives whoever has no sign-in yet a fresh link."
    )

    def add_arguments(self, parser):
        parser.add_argument("--academies", default="", metavar="FILE",
                            help=f"a CSV ({', '.join(academy_file.COLUMNS)}), - for standard input, or one of: {', '.join(BUILT_IN)}")
        parser.add_argument("--administrator", type=somebody, metavar="'NAME <E-MAIL>'", help="who asks for roles and takes in the staff")
        parser.add_argument("--chief-executive", type=somebody, metavar="'NAME <E-MAIL>'", help="who agrees to roles, at first")
        parser.add_argument("--policy", default="", metavar="FILE", help="the approved policy as a UTF-8 text file")
        parser.add_argument("--policy-label", default="", help="what that version is called, for instance 2026")
        parser.add_argument("--policy-approved", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--policy-from", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the first day it holds")

    def handle(self, *, academies, administrator, chief_executive, policy, policy_label, policy_approved, policy_from, **_):
        now = timezone.now()
        if administrator and chief_executive and administrator[1] == chief_executive[1]:
            raise CommandError("The administrator and the chief executive are two people: one asks for a role, the other agrees.")
        if policy and not (policy_label and policy_approved and policy_from):
            raise CommandError("A policy comes with --policy-label, --policy-approved and --policy-from.")
        first = {role: who for role, who in ((SYSADMIN, administrator), (CEO, chief_executive)) if who}
        try:
            with transaction.atomic():
                done = found(self.schools(academies), first, at=now)
                if policy:
                    load_version(policy_label, approved_on=policy_approved, effective_from=policy_from, body=said(policy).decode(),
                                 by=SYSTEM, at=now)
        except Wrong as wrong:
            raise CommandError("\n".join([*wrong.sentences, "Nothing has been changed."])) from wrong
        except (Refused, OSError, UnicodeDecodeError) as wrong:
            raise CommandError(f"{wrong}\nNothing has been changed.") from wrong
        self.say(done)
        self.missing(now)

    def schools(self, given: str) -> list[academy_file.School]:
        return academy_file.read(said(BUILT_IN.get(given, given))) if given else []

    def say(self, done: Founded):
        for academy in done.academies:
            self.stdout.write(f"Added: {academy.name} ({academy.code})")
        for person, role in done.people:
            self.stdout.write(f"{ROLE_NAMES[role]}: {person.name}")
        for person in done.let_in:
            address = f"{settings.SITE_URL}{invitation_path(person)}"
            self.stdout.write(f"{person.name} chooses here how to sign in, within {LASTS.days} days; it is mailed, too:\n  {address}")

    def missing(self, now):
        lines = [f"  {item.title}: {item.hint}" for item in checklist.essential(now) if not item.good]
        if lines:
            self.stdout.write("\n".join(["Still missing before the first report:", *lines]))
            self.stdout.write(f"The same list, and more: {settings.SITE_URL}/system/start/")
        else:
            self.stdout.write(f"Everything is there for the first report: {settings.SITE_URL}/system/start/")
