"""An invitation: a link by mail, made when it is sent, to choose a password or an account of a provider, once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from foundation.entry import selectors, services
from foundation.entry.openid.rules import prompt_to_choose
from foundation.entry.rules import LASTS
from foundation.entry.selectors import uninvited, without_sign_in
from foundation.messages.models import Message
from foundation.messages.tasks import send_due
from foundation.people.models import Identity, Invitation, Person, User
from foundation.people.rules import SYSTEM
from foundation.people.services import add_person
from foundation.people.staff_file import read
from foundation.staff.services import take_in
from tests.entry.conftest import Walker
from tests.told import told_once

GOOD = {"password1": "three plain words", "password2": "three plain words"}


@told_once
def newcomer(cast, alder):
    return add_person(name="Nia Newcomer", academy=alder, email="nia@northgate.example")


@pytest.fixture
def link(newcomer, now):
    """link(): invite her, send the mail, and give the address in it."""

    def sent(at=now):
        services.invite([newcomer], by=SYSTEM, at=at, urgency="urgent")
        send_due()
        return re.search(r"/accounts/invited/\S+", mail.outbox[-1].body).group()

    return sent


def test_she_chooses_a_password_and_is_in(client, link, newcomer):
    page = client.get(link(), follow=True)
    assert "Nia Newcomer, you can choose once" in page.content.decode()
    assert client.post("/accounts/first/", GOOD)["Location"] == "/"
    newcomer.refresh_from_db()
    assert client.session["_auth_user_id"] == str(newcomer.user.pk)
    assert newcomer.user.check_password(GOOD["password1"])


def test_she_goes_on_with_her_account_and_is_joined_to_it_for_good(walker, providers, asked, link, newcomer):
    walker.browser.get(link(), follow=True)
    walker.through("nia", invited="yes")
    assert walker.is_in
    assert asked()["prompt"] == "login"
    (joined,) = Identity.objects.filter(user__person=newcomer)
    assert (joined.issuer, joined.subject) == (providers["entra"].issuer, "oid-nia")
    later = Walker()
    later.through("nia")
    assert later.is_in
    assert not User.objects.get(person=newcomer).has_usable_password()


def test_the_mail_names_nobody_and_the_row_holds_no_link(link, newcomer):
    link()
    (row,) = Message.objects.filter(code="account.invited")
    assert row.path == "/accounts/login/"
    assert "Nia" not in mail.outbox[-1].body + mail.outbox[-1].subject


@pytest.mark.parametrize("how", ["password", "account"])
def test_it_works_once(client, walker, providers, link, how):
    address = link()
    walker.browser.get(address)
    if how == "password":
        walker.browser.post("/accounts/first/", GOOD)
    else:
        walker.through("nia", invited="yes")
    assert walker.is_in
    assert "does not work any more" in client.get(address).content.decode()


def test_two_browsers_with_one_link(client, walker, providers, link):
    address = link()
    for browser in (client, walker.browser):
        browser.get(address)
    client.post("/accounts/first/", GOOD)
    answer = walker.through("nia", invited="yes")
    assert not walker.is_in
    assert "has been used" in answer.content.decode()
    assert Identity.objects.count() == 0


def test_looking_at_it_uses_nothing_up(client, link):
    """A mail system that opens every link before its reader does."""
    address = link()
    for _ in range(3):
        assert Walker().browser.get(address)["Location"] == "/accounts/first/"
    assert Invitation.objects.filter(used_at__isnull=False).count() == 0


def test_it_ends_after_fourteen_days(client, link, now):
    address = link(now - LASTS - timedelta(minutes=1))
    assert "does not work any more" in client.get(address).content.decode()


def test_a_newer_one_ends_the_older(client, link, now):
    older = link(now - timedelta(days=1))
    newer = link()
    assert "does not work any more" in client.get(older).content.decode()
    assert client.get(newer)["Location"] == "/accounts/first/"


@pytest.mark.parametrize("change", [{"email": "other@northgate.example"}, {"left_on": "2020-01-01"}])
def test_it_ends_with_the_address_and_with_the_work(client, link, newcomer, change):
    address = link()
    Person.objects.filter(pk=newcomer.pk).update(**change)
    assert "does not work any more" in client.get(address).content.decode()


@pytest.mark.parametrize("wrong", ["nothing", "0" * 32, f"{'0' * 32}-{'0' * 64}", "é-x", "%00"])
def test_a_link_nobody_was_sent(client, db, wrong):
    assert "does not work any more" in client.get(f"/accounts/invited/{wrong}/").content.decode() or wrong == "%00"


def test_a_link_with_another_seal(client, link):
    address = link()
    assert "does not work any more" in client.get(f"{address[:-4]}000/").content.decode()


def test_an_account_of_somebody_else_is_not_taken_from_them(walker, join, link, teo):
    join(teo)
    walker.browser.get(link())
    answer = walker.through("teo", invited="yes")
    assert "joined to somebody else here" in answer.content.decode()
    assert not walker.is_in
    assert Invitation.objects.filter(used_at__isnull=False).count() == 0


def test_a_provider_that_is_wrong_joins_nobody(walker, fault, link):
    walker.browser.get(link())
    there = walker.sign_in_there(walker.go(invited="yes")["Location"], "nia")
    fault("another key")
    walker.browser.get(there)
    assert (walker.is_in, Identity.objects.count()) == (False, 0)


@pytest.mark.parametrize(("typed", "why"), [
    ({}, "Enter a new password"), ({"password1": "short", "password2": "short"}, "at least 12"),
    (GOOD | {"password2": "three other words"}, "are not the same"),
])
def test_a_password_that_will_not_do(client, link, typed, why):
    client.get(link())
    answer = client.post("/accounts/first/", typed)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert answer.content.decode().count("There is a problem") == 1


def test_where_passwords_are_off_none_is_chosen(client, link, providers, settings):
    settings.PASSWORDS = False
    page = client.get(link(), follow=True).content.decode()
    assert "Sign in with Microsoft" in page
    assert "password" not in page.lower()
    assert client.post("/accounts/first/", GOOD).status_code == 422
    assert User.objects.filter(email="nia@northgate.example").count() == 0


def test_nobody_is_invited_who_has_a_way_in_or_left_or_has_no_address(newcomer, now, teo, sam, lou):
    assert list(without_sign_in(now)) == [newcomer]


def test_all_are_invited_once(newcomer, capsys, now):
    call_command("invite", "--all")
    call_command("invite", "--all")
    assert capsys.readouterr().out.splitlines()[::2][0].startswith("1 invited")
    assert (Message.objects.filter(code="account.invited").count(), list(uninvited(now))) == (1, [])


def test_some_are_invited_by_name_and_again(newcomer, capsys):
    for _ in range(2):
        call_command("invite", "NIA@northgate.example")
    assert Message.objects.filter(code="account.invited", urgency="urgent").count() == 2


def test_an_unknown_address_stops_the_command_before_anybody_is_invited(newcomer, teo):
    with pytest.raises(CommandError, match="Nobody"):
        call_command("invite", "nia@northgate.example", "nobody@northgate.example")
    with pytest.raises(CommandError, match="sign in already"):
        call_command("invite", "nia@northgate.example", teo.email)
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(("issuer", "known", "prompt"), [
    ("https://accounts.google.com", None, "select_account"), ("https://login.microsoftonline.com/t/v2.0", None, "select_account"),
    ("https://login.example", None, "login"), ("https://login.example", ["login", "select_account"], "select_account"),
    ("https://accounts.google.com", ["login"], "login"),
])
def test_a_provider_is_asked_to_let_them_choose_in_a_word_it_knows(issuer, known, prompt):
    assert prompt_to_choose(issuer, known) == prompt


def test_one_that_was_opened_under_another_address_is_over(cast, alder, at):
    """Whoever opened it there could sign in as whoever it was meant for."""
    nia = add_person(name="Nia Newcomer", academy=alder, email="evil@northgate.example")
    services.invite([nia], by=SYSTEM, at=at)
    opened = nia.invitations.get()
    take_in(read(b"name,email,staff_id\nNia Newcomer,evil@northgate.example,E1\n"), by=SYSTEM, at=at)
    take_in(read(b"name,email,staff_id\nNia Newcomer,nia@northgate.example,E1\n"), by=SYSTEM, at=at)
    assert selectors.invitation_still_open(str(opened.uuid), at) is None
