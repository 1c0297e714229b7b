"""Phone and codes are gone: two others take the second step away, and the person is told."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from foundation.messages.tasks import send_due
from foundation.people.models import Session
from foundation.people.services import TRUST
from foundation.trail.selectors import events_of


def take_away(person, by, agreed):
    call_command("take_second_step_away", person.email, by=by.email, agreed=agreed.email, verbosity=0)


def test_it_is_gone_and_they_are_signed_out_and_told(hana, ada, cleo, sign_in):
    sign_in()
    take_away(hana, ada, cleo)
    send_due()
    assert not Authenticator.objects.exists()
    assert not Session.objects.filter(user=hana.user).exists()
    assert [(one.to, one.subject) for one in mail.outbox] == [([hana.email], "Your second step was taken away")]
    assert events_of(TRUST).last().action == "account.step_reset"


@pytest.mark.parametrize(("by", "agreed"), [("ada", "ada"), ("ada", "hana"), ("hana", "ada"), ("cleo", "priya"), ("ada", "teo")])
def test_one_person_or_the_wrong_ones_are_refused(cast, hana, app, by, agreed):
    with pytest.raises(CommandError):
        take_away(hana, cast[by], cast[agreed])
    assert Authenticator.objects.exists()
