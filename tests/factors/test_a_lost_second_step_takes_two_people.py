"""Phone and codes are gone: two others take the second step away, and the person is told."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from foundation.messages.tasks import send_due
from foundation.people.models import Session
from foundation.people.services import TRUST
from foundation.trail.selectors import events_of
from tests.factors.conftest import with_app


def take_away(person, by, agreed):
    call_command("take_second_step_away", person.email, by=by.email, agreed=agreed.email, verbosity=0)


def test_it_is_gone_and_they_are_signed_out_and_told(teo, ada, cleo, client_of):
    with_app(teo)
    client_of(teo).get("/")
    take_away(teo, ada, cleo)
    send_due()
    assert not Authenticator.objects.exists()
    assert not Session.objects.filter(user=teo.user).exists()
    assert [(one.to, one.subject) for one in mail.outbox] == [([teo.email], "Your second step was taken away")]
    assert events_of(TRUST).last().action == "account.step_reset"


@pytest.mark.parametrize(("by", "agreed"), [("ada", "ada"), ("ada", "teo"), ("teo", "ada"), ("cleo", "priya"), ("ada", "tam")])
def test_one_person_or_the_wrong_ones_are_refused(cast, teo, by, agreed):
    with_app(teo)
    with pytest.raises(CommandError):
        take_away(teo, cast[by], cast[agreed])
    assert Authenticator.objects.exists()
