"""Queueing writes a row and sends nothing; the same key never makes a second one (DESIGN 4, 5)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from foundation.messages import selectors, services
from foundation.messages.models import Message
from foundation.messages.wording import message_id
from foundation.people.rules import SYSTEM
from tests.conftest import NOON
from tests.messages.conftest import THING


def test_it_waits_and_nothing_is_sent(tell, sasha):
    message = tell(sasha)
    assert (message.state, message.sent_at, mail.outbox) == ("queued", None, [])
    assert list(selectors.waiting()) == [message]


def test_the_same_key_is_the_same_row(tell, sasha, at):
    first = tell(sasha, key="a")
    assert tell(sasha, key="a", at=at + timedelta(hours=1)) == first
    assert Message.objects.count() == 1


def test_queueing_is_cheap_for_the_page_that_does_it(tell, sasha, hana, django_assert_num_queries):
    with django_assert_num_queries(2):  # the days off, and the row
        tell(sasha)
    with django_assert_num_queries(4):
        tell(hana, key="a")


def test_somebody_without_an_address_is_on_the_list_of_those_to_tell_another_way(tell, sam):
    message = tell(sam, key="a")
    assert (message.state, message.reason) == ("unreachable", "no_address")
    assert list(selectors.failed()) == [message]
    assert tell(sam, key="a") == message


def test_at_night_it_waits_for_the_morning_unless_urgent(tell, sasha, hana, at):
    night = at.replace(hour=20)
    assert tell(sasha, at=night).not_before == (at + timedelta(days=1)).replace(hour=7, minute=30)
    assert tell(hana, at=night, urgency="urgent").not_before == night


def test_who_knows_the_calendar_says_when(tell, sasha, at):
    assert tell(sasha, urgency="digest", not_before=at + timedelta(days=30)).not_before == at + timedelta(days=30)


def test_an_unknown_urgency_is_a_mistake(tell, sasha):
    with pytest.raises(ValueError, match="urgency"):
        tell(sasha, urgency="asap")


def notices(report, people, times, **changes):
    usual = {"dossier": report, "code": "test.waiting", "about": THING, "reference": "", "path": "/", **changes}
    return [services.Notice(to=person, key=f"{person.pk}:{n}", **usual) for person in people for n in range(times)]


def test_a_thousand_at_once_are_a_few_inserts_and_again_are_none(report, sasha, hana, at):
    batch = notices(report, [sasha, hana], 500)
    with CaptureQueriesContext(connection) as queries:
        services.queue_many(batch, at=at, by=SYSTEM)
    assert len(queries) <= 30
    services.queue_many(batch, at=at, by=SYSTEM)
    assert Message.objects.count() == 1000


@pytest.mark.parametrize("changes", [
    {}, {"urgency": "digest"}, {"urgency": "urgent", "safety": True}, {"due_at": NOON, "not_before": NOON + timedelta(days=3)},
])
def test_in_a_batch_a_message_is_what_it_is_alone(report, sasha, sam, at, changes):
    batch = [notice._replace(key=None) for notice in notices(report, [sasha, sam], 1, **changes)]
    services.queue_many(batch, at=at, by=SYSTEM)
    for notice in batch:
        services.queue(**notice._asdict(), at=at, by=SYSTEM)
    own = {"id", "uuid", "message_id"}
    told = [{name: value for name, value in row.items() if name not in own} for row in Message.objects.order_by("pk").values()]
    assert told[:2] == told[2:]
    named = ["" if row.urgency == "digest" else message_id(row.uuid) for row in Message.objects.order_by("pk")]
    assert [row.message_id for row in Message.objects.order_by("pk")] == named


def test_a_batch_holds_nothing_a_person_must_be_told_first(report, tam, at):
    with pytest.raises(ValueError, match="told first"):
        services.queue_many(notices(report, [tam], 1, matter="removal"), at=at, by=SYSTEM)


@pytest.mark.parametrize("wrong", [
    {"state": "somewhere"}, {"state": "sent"}, {"state": "failed"}, {"state": "claimed"}, {"claim": uuid4()},
    {"urgency": "asap"}, {"path": "elsewhere"},
])
def test_the_database_knows_what_cannot_be(tell, sasha, wrong):
    message = tell(sasha)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)


def test_what_waits_is_found_without_reading_what_went(tell, sasha, at):
    sent = tell(sasha)
    gone = {"state": "sent", "sent_at": at, "ended_at": at}
    Message.objects.bulk_create([Message(**{**fields_of(sent), **gone, "uuid": uuid4()}) for _ in range(2000)])
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Message._meta.db_table}")  # what lies here decides, not what an earlier test left in the statistics
    plan = selectors.ready(at).order_by("not_before", "pk").explain()
    assert "message_queued" in plan or "message_waiting" in plan  # neither holds a row that has left


def fields_of(message):
    return {field.attname: getattr(message, field.attname) for field in Message._meta.concrete_fields if not field.primary_key}
