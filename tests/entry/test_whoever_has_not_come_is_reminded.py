"""`manage.py invite --remind`: another link for whoever was invited and has no way in yet, at most once a week."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from foundation.entry import services
from foundation.messages.models import Message
from foundation.people.models import Invitation
from foundation.people.rules import SYSTEM
from foundation.people.services import add_person
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def nia(cast, alder):
    return add_person(name="Nia Newcomer", academy=alder, email="nia@northgate.example")


@told_once
def invited(nia, at):
    services.invite([nia], by=SYSTEM, at=at)


def remind(at, *days):
    with time_machine.travel(at, tick=False):
        call_command("invite", "--remind", *days)


def mails(person):
    return Message.objects.filter(code="account.invited", to=person).count()


@pytest.mark.parametrize("days", [8, 20])
def test_she_gets_another_link_that_works_whether_hers_still_does_or_not(invited, nia, at, days):
    remind(at + days * DAY)
    assert mails(nia) == 2
    assert Invitation.objects.get(person=nia, used_at__isnull=True, until__gt=at + days * DAY).until == at + (days + 14) * DAY


def test_asked_again_it_writes_to_nobody(invited, nia, at):
    for days in (6, 8, 8, 9, 14):
        remind(at + days * DAY)
    assert mails(nia) == 2
    remind(at + 15 * DAY)
    assert mails(nia) == 3


def test_longer_where_somebody_wants_it_so(invited, nia, at):
    remind(at + 8 * DAY, "10")
    assert mails(nia) == 1
    remind(at + 10 * DAY, "10")
    assert mails(nia) == 2


def test_who_was_never_invited_or_has_come_is_not_reminded(invited, nia, alder, at):
    other = add_person(name="Ned Newcomer", academy=alder, email="ned@northgate.example")
    services.choose_password(Invitation.objects.get(person=nia), password="three plain words", at=at + DAY)
    remind(at + 8 * DAY)
    assert (mails(nia), mails(other)) == (1, 0)


@pytest.mark.parametrize("words", [["--remind", "6"], ["--remind", "--all"], ["--remind", "7", "nia@northgate.example"], []])
def test_what_makes_no_sense_is_said(invited, words):
    with pytest.raises(CommandError):
        call_command("invite", *words)
