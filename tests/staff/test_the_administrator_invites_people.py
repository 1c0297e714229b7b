"""How many can sign in, who was invited and until when, who cannot be; and inviting everybody, or somebody again."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.entry import services
from foundation.messages.models import Message
from foundation.people.models import Invitation
from foundation.people.services import add_person, place
from tests.told import told_once

pytestmark = pytest.mark.django_db
PAGE, ALL = "/people/invitations/", "/people/invitations/all/"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def send(browser, page):
    return browser.post(page, {"once": str(uuid4())})


@pytest.fixture
def browser(client_of, ada):
    return client_of(ada)


@told_once
def nia(cast, alder):
    return add_person(name="Nia Newcomer", academy=alder, email="nia@northgate.example")


def test_it_counts_and_names_only_those_without_an_address(browser, nia, sam):
    page = text(browser.get(PAGE))
    assert "Not invited 1" in page
    assert "Without an e-mail address 1" in page
    assert sam.name in page
    assert nia.name not in page


def test_everybody_without_a_way_in_is_invited_in_working_hours(browser, nia, now):
    assert "1 person has no way in" in text(browser.get(ALL))
    assert send(browser, ALL).url == PAGE
    assert Message.objects.get(code="account.invited").urgency == "normal"
    page = text(browser.get(PAGE))
    assert ("Not invited 0" in page, "Invited, have not chosen yet 1" in page, "Invitations that work" in page) == (True, True, True)
    assert "Invite everybody" not in page


def test_when_nobody_is_left_it_says_so(browser, nia):
    send(browser, ALL)
    answer = send(browser, ALL)
    assert (answer.status_code, "Everybody with an e-mail address has a way in" in text(answer)) == (422, True)


def test_the_same_form_twice_invites_once(browser, nia):
    said = {"once": str(uuid4())}
    assert [browser.post(ALL, said).url for _ in range(2)] == [PAGE, PAGE]
    assert Invitation.objects.count() == 1


def test_somebody_is_invited_again_and_the_older_link_ends(browser, nia, ada, now):
    services.invite([nia], by=ada, at=now - timedelta(days=3))
    page = f"/people/{nia.uuid}/"
    assert "Invite them again" in text(browser.get(page))
    assert send(browser, f"{page}invite/").url == page
    older, newer = Invitation.objects.order_by("pk")
    assert older.until < newer.at + timedelta(seconds=1)
    assert Message.objects.filter(code="account.invited", urgency="urgent").count() == 1


def test_whoever_has_a_way_in_is_not_invited(browser, teo):
    page = f"/people/{teo.uuid}/"
    assert "Invite" not in text(browser.get(page))
    assert send(browser, f"{page}invite/").status_code == 422
    assert Invitation.objects.count() == 0


def test_a_role_that_reads_reports_changes_nothing_on_the_page(browser, nia, ada, now):
    before = text(browser.get(PAGE))
    place(nia, "SLT", nia.academy, since=now.date(), by=ada, at=now)
    assert text(browser.get(PAGE)) == before
