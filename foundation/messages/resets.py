"""A forgotten password: kept the same for every address, and answered by the sender, so that no page and no clock tells who has a sign-in.

The outbox row holds no token: `wording` makes a fresh link at the moment of sending.
"""

from datetime import datetime

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier
from foundation.dossiers.services import trust_dossier
from foundation.people.models import User
from foundation.people.rules import SYSTEM
from foundation.people.selectors import has_left

from . import rules
from .models import ResetAsked
from .selectors import still_to_be_told
from .services import Notice, nudge, queue_many

ASK_AGAIN = "/accounts/password/reset/"
_AT_ONCE = 200


def ask_reset(address: str, *, at: datetime) -> None:
    """Keep that somebody asked for a new password for `address`, sealed, whether or not anybody has a sign-in under it."""
    with transaction.atomic():
        asked = ResetAsked(dossier=trust_dossier(by=SYSTEM, at=at), at=at)
        sealing.write(asked, "address_sealed", address.lower())
        asked.save()
        nudge()


def answer_resets(*, at: datetime) -> None:
    """Turn what was asked into messages to those who sign in with a password, and forget every address that was typed."""
    with transaction.atomic():
        asked = list(ResetAsked.objects.select_for_update(skip_locked=True).order_by("pk")[:_AT_ONCE])
        if not asked:
            return
        typed = {words["address_sealed"] for words in sealing.read(asked).values()}
        users = User.objects.filter(email__in=typed, is_active=True).select_related("person")
        wanted = [user.person for user in users if user.has_usable_password() and _is_wanted(user.person, at)]
        queue_many([_notice(asked[0].dossier, person) for person in wanted], at=at, by=SYSTEM)
        ResetAsked.objects.filter(pk__in=[row.pk for row in asked]).delete()


def _is_wanted(person, at: datetime) -> bool:
    return not has_left(person, at) and not still_to_be_told(person.uuid, rules.RESET)


def _notice(dossier: Dossier, person) -> Notice:
    return Notice(dossier=dossier, code="account.reset", to=person, about=person.uuid, reference="", path=ASK_AGAIN, urgency=rules.URGENT)
