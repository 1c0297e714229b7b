"""A message about an allegation, a suspension or an outcome is held until a person has spoken (DESIGN 5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.messages import selectors, services
from foundation.messages.models import Message, Spoken
from foundation.trail.models import Event
from tests.messages.conftest import THING


@pytest.fixture
def say(report, tam, hana, at):
    """say(): hana tells tam in person."""

    def say(**changes):
        usual = {"dossier": report, "person": tam, "matter": "removal", "by": hana, "at": at, "how": "in_person"}
        return services.spoken(**{**usual, **changes})

    return say


def test_it_is_held(tell, tam, report):
    message = tell(tam, matter="removal")
    assert message.state == "held"
    assert list(selectors.held_for(report, tam)) == [message]


def test_a_word_releases_it(tell, tam, say, as_now, at):
    message = tell(tam, matter="removal")
    told = say(at=at + timedelta(hours=1))
    assert (as_now(message).state, as_now(message).spoken, as_now(message).not_before) == ("queued", told, at + timedelta(hours=1))


def test_a_word_about_something_else_does_not(tell, tam, say, as_now):
    message = tell(tam, matter="removal")
    say(matter="suspension")
    say(about=uuid4())
    assert as_now(message).state == "held"


def test_a_word_to_somebody_else_does_not(tell, tam, sasha, say, as_now):
    message = tell(tam, matter="removal")
    say(person=sasha)
    assert as_now(message).state == "held"


def test_the_database_lets_none_out_before(tell, tam):
    message = tell(tam, matter="removal")
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="queued")


def test_what_follows_about_the_same_thing_needs_no_second_word(tell, tam, say):
    tell(tam, matter="removal")
    say()
    assert tell(tam, matter="removal").state == "queued"


def test_another_thing_of_the_same_kind_does(tell, tam, say):
    tell(tam, matter="removal")
    say()
    assert tell(tam, matter="removal", about=uuid4()).state == "held"


def test_a_word_may_come_first(tell, tam, say):
    say(about=THING)
    assert tell(tam, matter="removal").state == "queued"


def test_on_a_friday_afternoon_it_waits_for_monday_morning(tell, tam, say, as_now, at):
    message, friday = tell(tam, matter="removal"), at + timedelta(days=4, hours=4)
    say(at=friday)
    assert as_now(message).not_before == (at + timedelta(days=7)).replace(hour=8)


def test_unless_safety_requires_it(tell, tam, say, as_now, at):
    message, friday = tell(tam, matter="removal"), at + timedelta(days=4, hours=4)
    say(at=friday, safety=True)
    assert as_now(message).not_before == friday


def test_before_a_closure_the_caller_says_when(tell, tam, say, as_now, at):
    message = tell(tam, matter="removal")
    say(not_before=at + timedelta(days=14))
    assert as_now(message).not_before == at + timedelta(days=14)


def test_somebody_without_an_address_is_told_and_stays_on_the_list(tell, sam, say, as_now):
    message = tell(sam, matter="removal")
    told = say(person=sam)
    assert (as_now(message).state, as_now(message).spoken) == ("unreachable", told)


def test_why_nobody_could_tell_them_is_sealed(tell, tam, say, as_now):
    message = tell(tam, matter="removal")
    told = say(how="could_not", why_not="Not at home, no telephone.")
    assert sealing.read_one(told) == {"why_not_sealed": "Not at home, no telephone."}
    assert as_now(message).state == "queued"


@pytest.mark.parametrize("wrong", [{"how": "could_not"}, {"how": "could_not", "why_not": "  "}, {"how": "by_mail"}])
def test_a_record_that_proves_nothing_is_refused(tell, tam, say, as_now, wrong):
    message = tell(tam, matter="removal")
    with pytest.raises(Refused):
        say(**wrong)
    assert as_now(message).state == "held"


def test_nobody_tells_themselves(say, tam):
    with pytest.raises(Refused):
        say(by=tam)


def test_the_database_knows_it_too(say, tam, hana):
    told = say()
    for wrong in ({"by": tam}, {"how": "could_not"}, {"how": "by_mail"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Spoken.objects.filter(pk=told.pk).update(**wrong)


def test_the_telling_is_an_event_without_a_word_of_it(report, say):
    say(how="could_not", why_not="Not at home.")
    event = Event.objects.filter(chain=report.uuid).last()
    assert (event.action, event.reason, set(event.ids)) == ("person.told", "could_not", {"spoken", "to"})
