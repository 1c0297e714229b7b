"""Where everybody who could ask a reporter had a part in their report, that there is one climbs, without a name (ADR 0022)."""

import re
from datetime import timedelta

import pytest

from foundation.dossiers.rules import Refused
from foundation.messages.delivery import send_due
from foundation.messages.models import Message
from foundation.people.models import Person, Placement
from foundation.people.rules import WB_TRUSTEE
from reports.care import offers, services
from tests.care import scene
from tests.told import told_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIND = "Find somebody who can ask reporters how they are"


@told_once
def nobody(rhys, win, tam, at):
    """All of HR manages or is managed by the person concerned, and there is no trustee for whistleblowing."""
    Person.objects.filter(pk=rhys.pk).update(line_manager=tam)
    Placement.objects.filter(role=WB_TRUSTEE).update(until=at - DAY)


@told_once
def report(nobody, teo, tam, sasha, at):
    return scene.ended(teo, tam, triager=sasha, at=at)


def told(code="care.nobody"):
    return [one.to.email.partition("@")[0] for one in Message.objects.filter(code=code).order_by("pk")]


def titles(person, at):
    return [row.title for row in offers.tasks(person, at).needs_me]


def test_who_can_have_somebody_found_is_told_once_a_week_and_learns_nothing_else(report, clem, chidi, at, mailoutbox):
    assert sorted(told()) == ["chidi", "clem"]
    for days in range(1, 8):
        services.watch(at=at + days * DAY)
    assert sorted(told()) == ["chidi", "chidi", "clem", "clem"]
    send_due(at=at + DAY)
    text = "".join(f"{one.subject}{one.body}{one.extra_headers}" for one in mailoutbox if "has to be found" in one.subject)
    assert len(text) > 100
    assert not [word for word in ("Teo", report.reference, scene.care_of(report).reference) if word in text]


def test_it_stands_on_their_first_page_and_leads_to_what_is_to_be_done(report, clem, chidi, cleo, hana, vera, now, at, client_of):
    assert [titles(one, at) for one in (clem, chidi, vera)] == [[FIND]] * 3
    assert [titles(one, at) for one in (cleo, hana)] == [[], []]
    page = client_of(clem).get("/care/nobody/").content.decode()
    assert "1 reporter cannot be asked how they are, the first since 23 November 2026" in page
    assert not [word for word in ("Teo", report.reference, scene.care_of(report).reference) if word in page]


def test_whoever_had_a_part_in_it_is_not_told_even_that(nobody, teo, chidi, clem, tam, sasha, at):
    Person.objects.filter(pk=clem.pk).update(line_manager=tam)
    scene.ended(teo, tam, triager=sasha, at=at)
    assert told() == ["chidi"]
    assert titles(Person.objects.get(pk=clem.pk), at) == []


def test_as_soon_as_there_is_somebody_they_are_told_whom_to_ask(report, tess, clem, at):
    Placement.objects.create(person=tess, role=WB_TRUSTEE, since=(at + 3 * DAY).date())
    assert services.watch(at=at + 4 * DAY) == 0
    assert told("care.yours") == ["tess"]
    assert titles(clem, at + 4 * DAY) == []
    assert scene.asked(report, tess, at=at + 5 * DAY).state == "SECOND"


def test_the_reporter_reads_what_is_so(report, teo, client_of):
    page = client_of(teo).get(f"/reports/{report.reference}/").content.decode()
    assert "Nobody could be found yet" in page
    assert "from HR" not in page
    say = f"/care/{scene.care_of(report).reference}/say/"
    assert "Nobody could be found yet" in client_of(teo).get(say).content.decode()
    sent = client_of(teo).post(say, {"words": scene.WORDS}, follow=True).content.decode()
    assert "It has been kept, and somebody is to speak to you" in sent


def test_where_it_is_the_trustee_the_reporter_reads_who(teo, tam, sasha, rhys, win, now, client_of):
    Person.objects.filter(pk=rhys.pk).update(line_manager=tam)
    report = scene.ended(teo, tam, triager=sasha, at=now)
    page = client_of(teo).get(f"/reports/{report.reference}/").content.decode()
    assert "Win Chandler, trustee for whistleblowing had nothing to do with your report. They ask you how you are" in page
    assert not re.search(r"\bHR\b", page.split("<main")[1])
    say = client_of(teo).get(f"/care/{scene.care_of(report).reference}/say/").content.decode()
    assert "It goes to Win Chandler, trustee for whistleblowing, past everybody" in say


def test_a_trustee_who_is_not_there_is_not_said_to_be_told(nobody, teo, sasha, sam, rhys, at):
    Person.objects.filter(pk=rhys.pk).update(line_manager=None)
    report = scene.ended(teo, sam, triager=sasha, at=at)
    with pytest.raises(Refused, match="no trustee for whistleblowing"):
        scene.asked(report, rhys, at=at, outcome="worse", words=scene.WORDS, step="trustee")
