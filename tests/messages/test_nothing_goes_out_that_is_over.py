"""Closed, withdrawn, recused or placed elsewhere between queueing and sending: no mail (BEATS 4, DESIGN 3)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.messages import services
from foundation.people.models import Placement
from foundation.people.rules import SYSTEM
from tests.messages.conftest import THING

pytestmark = pytest.mark.usefixtures("wordings")


@pytest.mark.beats(4)
def test_cancelled_between_queueing_and_sending(tell, sasha, at, as_now):
    message = tell(sasha)
    assert services.cancel_unsent(THING, at=at) == 1
    assert services.send_due(at=at) == 0
    assert (mail.outbox, as_now(message).state, as_now(message).reason) == ([], "cancelled", "withdrawn")


@pytest.mark.beats(4)
def test_cancelled_between_claiming_and_sending(tell, sasha, at):
    tell(sasha)
    claimed = services.claim(at=at, limit=10)
    services.cancel_unsent(THING, at=at)
    assert services.deliver(claimed, at=at) == 0
    assert mail.outbox == []


@pytest.mark.beats(4)
def test_held_for_a_word_that_comes_too_late(tell, tam, hana, report, at):
    tell(tam, matter="removal")
    services.cancel_unsent(THING, at=at)
    services.spoken(dossier=report, person=tam, matter="removal", by=hana, at=at, how="in_person")
    assert services.send_due(at=at) == 0


def test_only_some_codes_are_cancelled(tell, sasha, at, as_now):
    notice, reminder, other = tell(sasha), tell(sasha, code="deadline.triage_normal"), tell(sasha, code="deadlines.other")
    assert services.cancel_unsent(THING, at=at, codes=["deadline."]) == 1
    assert services.cancel_unsent(THING, at=at, codes=["deadlines.other"]) == 1
    assert services.cancel_unsent(THING, at=at, codes=[]) == 0
    assert [as_now(row).state for row in (notice, reminder, other)] == ["queued", "cancelled", "cancelled"]


def test_nothing_about_other_things_is_cancelled(tell, sasha, at):
    tell(sasha, about=uuid4())
    assert services.cancel_unsent(THING, at=at) == 0


def test_what_has_left_stays_sent(tell, sasha, at, as_now):
    message = tell(sasha)
    services.send_due(at=at)
    assert services.cancel_unsent(THING, at=at) == 0
    assert as_now(message).state == "sent"


def test_one_of_a_digest(tell, sasha, at):
    tell(sasha, urgency="digest", reference="R-2222-2222")
    tell(sasha, urgency="digest", reference="R-3333-3333")
    gone = tell(sasha, urgency="digest", reference="R-4444-4444", about=uuid4())
    morning = at + timedelta(hours=20)
    claimed = services.claim(at=morning, limit=10)
    services.cancel_unsent(gone.about, at=morning)
    assert services.deliver(claimed, at=morning) == 2
    assert "R-4444" not in mail.outbox[0].body


def refused(as_now, message):
    return mail.outbox == [] and (as_now(message).state, as_now(message).reason) == ("cancelled", "no_door")


def test_whoever_stepped_back_hears_no_more(tell, sasha, report, at, as_now):
    message = tell(sasha)
    dossiers.recuse(report, sasha, by=sasha, at=at)
    services.send_due(at=at)
    assert refused(as_now, message)


def test_whoever_lost_the_post_hears_no_more(tell, sasha, at, as_now):
    message = tell(sasha)
    Placement.objects.filter(person=sasha).update(until=at.date() - timedelta(days=1))
    services.send_due(at=at)
    assert refused(as_now, message)


def test_the_neighbour_hears_nothing_even_if_somebody_queues_it(tell, olu, at, as_now):
    message = tell(olu)
    services.send_due(at=at)
    assert refused(as_now, message)


def test_the_person_the_report_is_about_hears_nothing_before_it_is_disclosed(tell, tam, at, as_now):
    message = tell(tam)
    services.send_due(at=at)
    assert refused(as_now, message)


def test_and_then_of_that_thing_only(tell, tam, report, at, as_now):
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    shown, other = tell(tam), tell(tam, about=uuid4())
    assert services.send_due(at=at) == 1
    assert (as_now(shown).state, as_now(other).state) == ("sent", "cancelled")


def test_the_reporter_hears_about_their_own(tell, teo, at):
    tell(teo)
    assert services.send_due(at=at) == 1


def test_a_linked_case_is_not_the_reporters_own(teo, report, alder, tell, at, as_now):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    dossiers.link(report, case, by=SYSTEM, at=at)
    message = tell(teo, dossier=case)
    services.send_due(at=at)
    assert refused(as_now, message)


def test_what_belongs_to_everybody_needs_no_door(tell, sid, birch, at):
    everybody = Dossier.objects.get(kind="academy", academy=birch)
    tell(sid, dossier=everybody)
    assert services.send_due(at=at) == 1


def test_where_safety_requires_it_no_door_is_needed(tell, dee, at):
    tell(dee, safety=True)
    assert services.send_due(at=at) == 1


def test_but_a_conflict_still_bars(tell, tam, at, as_now):
    message = tell(tam, safety=True)
    services.send_due(at=at)
    assert refused(as_now, message)


def test_an_address_taken_away_is_on_the_list(tell, sasha, at, as_now):
    message = tell(sasha)
    sasha.email = ""
    sasha.save()
    services.send_due(at=at)
    assert as_now(message).state == "unreachable"


def test_a_late_queue_still_keeps_the_night_quiet(tell, sasha, at):
    tell(sasha)
    tell(sasha, urgency="urgent")
    assert services.send_due(at=at.replace(hour=22)) == 1
    assert services.send_due(at=at + timedelta(hours=20)) == 1


def test_a_late_queue_still_spares_people_bad_news_before_a_weekend(tell, tam, hana, report, at):
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=at)
    tell(tam, matter="removal")
    services.spoken(dossier=report, person=tam, matter="removal", by=hana, at=at, how="phone")
    assert services.send_due(at=at + timedelta(days=4, hours=4)) == 0
    assert services.send_due(at=at + timedelta(days=7)) == 1
