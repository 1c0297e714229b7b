"""Whoever operates the system puts back into the queue what was given up: no content, nothing held, nothing twice (ADR 0040)."""

from datetime import timedelta

import pytest
from django.db import transaction

from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.messages import services
from foundation.messages.models import Message
from foundation.messages.rules import GAVE_UP, NO_ADDRESS, REFUSED
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from foundation.people.services import TRUST
from foundation.trail.models import Event
from tests.messages.conftest import THING

pytestmark = pytest.mark.usefixtures("wordings")
HOUR = timedelta(hours=1)


@pytest.fixture
def refused(server, tell, at):
    """refused(sasha): a message to her whose address the mail server did not know."""
    def refused(to, **changes):
        row = tell(to, **changes)
        server.answers = ["550 nobody here"]
        services.send_due(at=at)
        return Message.objects.get(pk=row.pk, state="failed", reason=REFUSED)

    return refused


def again(ada, at, reason=REFUSED):
    services.try_all_again(reason, by=ada, at=at)


def test_it_goes_out_once_under_the_same_id(refused, server, sasha, hana, ada, at, as_now):
    rows = [refused(sasha), refused(hana)]
    again(ada, at + HOUR)
    again(ada, at + HOUR)
    assert services.send_due(at=at + HOUR) == 2
    again(ada, at + 2 * HOUR)
    assert services.send_due(at=at + 2 * HOUR) == 0
    assert sorted(sent["Message-ID"] for sent in server.taken) == sorted(row.message_id for row in rows)
    assert {as_now(row).state for row in rows} == {"sent"}


def test_only_what_ended_for_that_reason(refused, sasha, ada, at, as_now):
    row = refused(sasha)
    again(ada, at, GAVE_UP)
    assert as_now(row).state == "failed"


@pytest.mark.beats(4)
def test_what_is_over_stays_over(refused, sasha, ada, at, as_now):
    row = refused(sasha)
    services.cancel_unsent(THING, at=at)
    again(ada, at + HOUR)
    assert as_now(row).state == "cancelled"


@pytest.mark.beats(7)
def test_whoever_lost_the_door_gets_none(refused, sasha, ada, report, at, as_now):
    row = refused(sasha)
    dossiers.add_party(report, sasha, parts.NOT_THIS_PERSON, by=SYSTEM, at=at, source="reporter")
    again(ada, at + HOUR)
    assert services.send_due(at=at + HOUR) == 0
    assert (as_now(row).state, as_now(row).reason) == ("cancelled", "no_door")


def test_what_waits_for_a_word_goes_on_waiting(tell, sam, tam, ada, at, as_now):
    held, unreachable = tell(tam, matter="removal"), tell(sam, matter="removal")
    Person.objects.filter(pk=sam.pk).update(email="sam@northgate.example")
    for reason in (REFUSED, GAVE_UP, NO_ADDRESS, "", "withdrawn"):
        again(ada, at, reason)
    assert (as_now(held).state, as_now(unreachable).state) == ("held", "held")
    assert services.send_due(at=at) == 0


def test_what_waits_for_an_address_goes_when_there_is_one(tell, sam, report, ada, at, as_now):
    dossiers.add_party(report, sam, parts.REPORTER, by=SYSTEM, at=at, source="form")
    row = tell(sam)
    again(ada, at, NO_ADDRESS)
    assert as_now(row).state == "unreachable"
    Person.objects.filter(pk=sam.pk).update(email="sam@northgate.example")
    again(ada, at, NO_ADDRESS)
    assert services.send_due(at=at) == 1


def test_the_trust_keeps_who_did_it_and_nothing_of_what_it_was_about(refused, sasha, ada, report, at):
    refused(sasha)
    before = Event.objects.filter(chain=report.uuid).count()
    again(ada, at)
    event = Event.objects.filter(chain=TRUST, action="mail.retried").get()
    assert (event.reason, event.ids, event.role) == (REFUSED, {}, "SYSADMIN")
    assert Event.objects.filter(chain=report.uuid).count() == before


def test_nothing_to_try_is_no_event(ada, at):
    again(ada, at)
    assert not Event.objects.filter(action="mail.retried").exists()


@pytest.mark.parametrize("first", ["hana", "cleo", "teo"])
def test_nobody_else_does_it(refused, cast, sasha, at, as_now, first):
    row = refused(sasha)
    with pytest.raises(Refused), transaction.atomic():
        again(cast[first], at)
    assert as_now(row).state == "failed"
