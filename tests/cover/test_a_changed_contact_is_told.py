"""Whom a page names to call is changed by one person, and those who rely on it hear of it."""

import re

import pytest

from foundation.cover.services import set_night_contact
from foundation.messages.models import Message
from foundation.people.models import Placement
from foundation.people.rules import SUPPORT
from foundation.people.selectors import day_of
from tmt_policy.organisation import services

pytestmark = pytest.mark.django_db


def told():
    return sorted(one.to.name.split()[0].lower() for one in Message.objects.filter(code="contact.changed"))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_of_the_trust_s_its_safeguarding_lead_and_data_protection(cast, ada, at):
    services.set_contact(SUPPORT, "Lantern", "0808 157 0123", since=0, by=ada, at=at)
    assert told() == ["priya", "tariq"]


def test_of_an_academy_s_officer_its_safeguarding_lead(alder, ada, at):
    services.change_academy(alder, {"lado_contact": "LADO, 01632 960 119"}, since=alder.version, by=ada, at=at)
    assert told() == ["dee", "priya"]


def test_without_one_the_trust_s(alder, dee, ada, at):
    Placement.objects.filter(person=dee).update(until=day_of(at))
    services.change_academy(alder, {"lado_contact": "LADO, 01632 960 119"}, since=alder.version, by=ada, at=at)
    assert told() == ["priya", "tariq"]


def test_another_fact_is_told_to_nobody(alder, ada, at):
    services.change_academy(alder, {"headcount": 97}, since=alder.version, by=ada, at=at)
    assert told() == []


def test_a_head_s_number_for_the_night_too(alder, hana, at):
    set_night_contact(alder, name="Dot", phone="01632 960 147", by=hana, at=at)
    assert told() == ["dee", "priya"]


def test_the_page_says_what_it_was_and_who_changed_it(client_of, dee, ada, hana, alder, now):
    for phone in ("0808 157 0123", "0808 157 9999"):
        set_night_contact(alder, name="Dot", phone=phone, by=hana, at=now)
    page = text(client_of(dee).get("/cover/whom-to-call/"))
    assert "Now Dot, 0808 157 9999" in page
    assert "Before Dot, 0808 157 0123" in page
    assert "Hana Okafor" in page
    assert "Birch Academy" not in page
