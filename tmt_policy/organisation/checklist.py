"""What must be there before the first report may come, and what should follow soon. Each line that says no says what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from foundation.deadlines import selectors as deadlines
from foundation.dossiers import sealing
from foundation.evidence import vault
from foundation.face import when
from foundation.face.words import capital
from foundation.messages import operating
from foundation.people.models import Academy
from foundation.people.rules import (
    CEO,
    CHAIR_TRUSTEES,
    CLERK,
    CONTACTS,
    DPO,
    DSL,
    HEAD,
    HR,
    LGB_CHAIR,
    NIGHT,
    ROLE_NAMES,
    SLT,
    SUPPORT,
    TRUST_SG,
    VICE_CHAIR_TRUSTEES,
    WB_TRUSTEE,
    WHISTLEBLOWING,
)
from foundation.people.selectors import academies, all_holders, contact, ids_signing_in, number_of_people
from foundation.people.services import TRUST
from policy.selectors import in_force, without_a_paragraph
from tmt_policy import health

AT_AN_ACADEMY = (HEAD, SLT, DSL)  # who reads a report there, and who is asked where a child may be harmed
READERS = (HEAD, SLT)
AT_THE_TRUST = (CEO, CHAIR_TRUSTEES, HR, DPO, TRUST_SG)  # to whom it goes past them
LATER = (VICE_CHAIR_TRUSTEES, WB_TRUSTEE, CLERK)
FEW = 20  # people; a trust has more
MOST_NAMED = 6  # paragraphs, before the rest is a number


@dataclass(frozen=True)
class Item:
    title: str
    good: bool
    hint: str = ""
    href: str = ""


def essential(at: datetime) -> list[Item]:
    """Without each of these a report would lie with nobody, or nobody would hear of it."""
    held, schools = all_holders(at), academies()
    return [_policy(at), _keys(), _folder(), *_schools(schools, held), _trust(held), *_runs(at)]


def later(at: datetime) -> list[Item]:
    """What can follow when reports come in already."""
    held, schools = all_holders(at), academies()
    return [_staff(at), _also(held), *_contacts(), *_governed(schools, held), _holidays(at), _scanner()]


def number_missing(at: datetime) -> int:
    """How many of the essential things are missing."""
    return sum(not item.good for item in essential(at))


def is_ready(at: datetime) -> bool:
    return not number_missing(at)


def _policy(at: datetime) -> Item:
    version = in_force(when.london(at).date())
    if version:
        return Item("The policy", True, f"Version {version.label} is in force.{_astray(without_a_paragraph(version))}", "/policy/clauses/")
    return Item("The policy", False, "No version is in force. Load the approved text: manage.py load_policy.")


def _astray(numbers: list[str]) -> str:
    if not numbers:
        return ""
    named = [*numbers[:MOST_NAMED], *([f"{len(numbers) - MOST_NAMED} more"] if len(numbers) > MOST_NAMED else [])]
    return f" Its text has no paragraph {_and(named)}, where clauses point to that people choose from here: compare the two."


def _keys() -> Item:
    if sealing.keys_open(TRUST):
        return Item("Keys", True, "They open what is sealed here. Keep a copy of the environment’s keys apart from the backups.")
    return Item("Keys", False, "The keys of the environment do not open what is sealed in this database: set DOSSIER_KEYS as they were.")


def _folder() -> Item:
    good = vault.can_keep()
    return Item("Folder for files", good, "" if good else "It cannot be written to: see that EVIDENCE_DIR is right and the program’s own.")


def _schools(schools: list[Academy], held: dict) -> Iterator[Item]:
    if not schools:
        yield Item("Academies", False, "There are none. Add them: manage.py setup --academies FILE.")
    inside = ids_signing_in()
    for one in schools:
        missing = missing_at(one, held, inside)
        yield Item(one.name, not missing, missing, reverse("organisation:academy", args=[one.code]))


def missing_at(academy: Academy, held: dict, inside: set[int]) -> str:
    """What an academy lacks before a report about it may come, as a sentence; "" for nothing. `held`: as `all_holders`, `inside`: ids of
    those who sign in."""
    missing = [f"no {_said(role)}" for role in AT_AN_ACADEMY if not held.get((role, academy.pk))]
    if not missing and not any(one.pk in inside for role in READERS for one in held[role, academy.pk]):
        missing.append("nobody who would read a report signs in yet: invite them")
    return _sentence(missing + ([] if academy.lado_contact else ["nobody to call at the local authority"]))


def _trust(held: dict) -> Item:
    missing = [f"no {_said(role)}" for role in AT_THE_TRUST if not held.get((role, None))]
    return Item("The trust", not missing, _sentence(missing))


def _also(held: dict) -> Item:
    missing = [f"no {_said(role)}" for role in LATER if not held.get((role, None))]
    return Item("Who else the trust needs", not missing, _sentence(missing))


def _runs(at: datetime) -> Iterator[Item]:
    runs, flow = health.heartbeat(at), operating.flow(at)
    yield Item("Reminders", runs, "" if runs else "They have not run lately: see that the worker and beat run.", reverse("system:index"))
    leaves = flow.last is not None and not flow.is_stuck(at)
    stays = "It waits: see that the mail server answers." if flow.last else "None has left yet. Invite somebody, and see that it arrives."
    yield Item("Mail", leaves, "" if leaves else stays, reverse("system:index"))


def _staff(at: datetime) -> Item:
    number = number_of_people(at)
    said = f"{when.count(number, 'person', 'people')}."
    return Item("Staff", number >= FEW, said if number >= FEW else f"{said} Take in the list of your HR system.")


def _contacts() -> Iterator[Item]:
    for name in (SUPPORT, WHISTLEBLOWING, NIGHT):
        there = contact(name)
        yield Item(CONTACTS[name].partition(";")[0], there is not None, there.name if there else "Nobody yet.",
                   reverse("organisation:contact", args=[name]))


def _governed(schools: list[Academy], held: dict) -> Iterator[Item]:
    without = [one.name for one in schools if not held.get((LGB_CHAIR, one.pk))]
    uncounted = [one.name for one in schools if not one.headcount]
    yield Item("Chairs of governors", not without, f"None at {_and(without)}." if without else "")
    yield Item("How many people work at each academy", not uncounted,
               f"Not known of {_and(uncounted)}: until then their figures are published together with others’." if uncounted else "")


def _holidays(at: datetime) -> Item:
    missing = deadlines.missing_holidays(when.london(at).date())
    return Item("Bank holidays of next year", not missing, "Run manage.py fill_bank_holidays." if missing else "")


def _scanner() -> Item:
    return Item("Scanner for harmful files", bool(settings.CLAMAV), "" if settings.CLAMAV else "Files are not checked. Set CLAMAV.")


def _said(role: str) -> str:
    name = ROLE_NAMES[role]
    return name if name.isupper() else name[:1].lower() + name[1:]


def _sentence(missing: list[str]) -> str:
    return f"{capital(_and(missing))}." if missing else ""


def _and(things: list[str]) -> str:
    return ", ".join(things[:-1]) + f" and {things[-1]}" if len(things) > 1 else things[0]
