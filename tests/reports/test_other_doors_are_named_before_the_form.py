"""Before the form, and not in its way: advice, complaints, pupils only, wrongdoing by the trust (policy 7.7, DOMAIN 3.4)."""

import pytest
from django.urls import reverse

from foundation.people.models import Placement
from foundation.people.rules import SYSTEM
from foundation.people.services import end_placement, set_contact
from tests.reports.journey_steps import begin


@pytest.fixture
def page(client_of, teo):
    return lambda: client_of(teo).get(reverse("reports:start")).content.decode()


@pytest.mark.parametrize("words", ["rule 7.7", "complaints policy", "pastoral team", "Public Interest Disclosure Act 1998"])
def test_each_has_a_door(page, words):
    assert words in page()


def test_wrongdoing_has_somebody_outside_the_line_as_they_are_placed_now(page, win, now):
    assert win.name in page()
    assert win.email in page()
    end_placement(Placement.objects.get(person=win), until=now.date(), by=SYSTEM, at=now)
    assert win.name not in page()


def test_no_number_from_anybody_s_memory(page, ada, now):
    assert page().count("tel:") == page().count("tel:999")
    set_contact("whistleblowing", name="The clerk", phone="01632 960 118", by=ada, at=now)
    assert 'href="tel:01632960118">01632 960 118' in page()


def test_whoever_still_wants_to_report_goes_straight_on(client_of, teo):
    assert begin(client_of(teo))
