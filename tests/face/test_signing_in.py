"""Signing in and out, and the one mail this needs."""

import re
from datetime import timedelta

import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.messages.models import Message, ResetAsked
from foundation.messages.tasks import send_due
from tests.conftest import PASSWORD


def test_signing_in_greets_nobody_by_address(client, teo):
    answer = client.post("/accounts/login/", {"login": "teo@northgate.example", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "teo@northgate.example" not in client.get("/plain/").content.decode()


def test_a_wrong_password_keeps_the_address_and_forgets_the_password(client, teo):
    text = client.post("/accounts/login/", {"login": "teo@northgate.example", "password": "wrong horse"}).content.decode()
    assert 'value="teo@northgate.example"' in text
    assert "The email address or the password is not right." in text
    assert "wrong horse" not in text


def test_signing_out_asks_first_and_says_so_after(client_of, teo):
    browser = client_of(teo)
    assert "Sign out?" in browser.get("/accounts/logout/").content.decode()
    assert "You have signed out." in browser.post("/accounts/logout/", follow=True).content.decode()


def ask_and_send(client, *addresses):
    answers = [client.post("/accounts/password/reset/", {"email": address}, follow=True) for address in addresses]
    send_due()
    return answers


def test_the_reset_mail_holds_a_link_and_no_name(client, teo):
    ask_and_send(client, "Teo@northgate.example")
    sent = mail.outbox[0]
    assert sent.subject == "Choose a new password"
    assert len(re.findall("https?://", sent.body)) == 1
    assert teo.name.split()[0] not in sent.body
    link = re.search(r"/accounts/password/reset/key/\S+", sent.body).group()
    assert "Save my new password" in client.get(link, follow=True).content.decode()


def test_the_link_works_for_two_hours(client, teo, now):
    ask_and_send(client, teo.email)
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body).group()
    with time_machine.travel(now + timedelta(hours=2, minutes=1)):
        assert "Save my new password" not in client.get(link, follow=True).content.decode()


def test_nobody_is_written_to_because_a_stranger_typed_their_address(client, teo, lou):
    known, unknown, left = ask_and_send(client, teo.email, "somebody@elsewhere.example", lou.email)
    assert known.content == unknown.content == left.content
    assert [sent.to for sent in mail.outbox] == [[teo.email]]


def test_the_page_takes_the_same_steps_for_every_address(client, teo):
    def steps(address):
        with CaptureQueriesContext(connection) as asked:
            client.post("/accounts/password/reset/", {"email": address})
        return [re.sub(r"'[^']*'|[0-9.]+", "?", query["sql"]) for query in asked]

    steps("anybody@northgate.example")
    assert steps(teo.email) == steps("nobody@northgate.example")
    assert mail.outbox == []


def test_no_row_holds_a_token_or_the_typed_address(client, teo):
    client.post("/accounts/password/reset/", {"email": teo.email})
    assert teo.email.encode() not in bytes(ResetAsked.objects.get().address_sealed)
    send_due()
    row = Message.objects.get(code="account.reset")
    assert (row.path, ResetAsked.objects.count()) == ("/accounts/password/reset/", 0)


def test_whoever_has_a_last_day_ahead_still_gets_one(client, teo, now):
    type(teo).objects.filter(pk=teo.pk).update(left_on=now.date() + timedelta(days=9))
    ask_and_send(client, teo.email)
    assert len(mail.outbox) == 1


def test_asking_twice_before_it_left_sends_one(client, teo):
    ask_and_send(client, teo.email, teo.email)
    assert len(mail.outbox) == 1


def test_a_dead_mail_server_does_not_tell_who_has_a_sign_in(client, teo, settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    known, unknown = ask_and_send(client, teo.email, "nobody@northgate.example")
    assert known.content == unknown.content
    assert teo.email not in caplog.text


def test_nobody_makes_their_own_sign_in(client, db):
    assert "Getting a sign-in" in client.get("/accounts/signup/").content.decode()
