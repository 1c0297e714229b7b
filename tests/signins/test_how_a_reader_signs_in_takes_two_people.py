"""How somebody signs in who reads what is about people: two people, 24 hours, and those who could object are told (DESIGN 3)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.messages.services import send_due
from foundation.people import services as people
from foundation.people.models import Identity, Person, Placement, Session, User
from foundation.people.rules import SYSTEM
from foundation.people.services import TRUST
from foundation.signins import rules, services
from foundation.signins.models import SignInChange
from foundation.trail.selectors import events_of
from tests.told import told_once

pytestmark = pytest.mark.django_db
HOUR, DAY, NEW = timedelta(hours=1), timedelta(days=1), "hana.marsh@northgate.example"


@told_once
def asked(ada, hana, at):
    return services.ask(hana, rules.ADDRESS, address="Hana.Marsh@Northgate.example ", by=ada, at=at)


@told_once
def agreed(asked, rhys, at):
    return services.agree(asked, by=rhys, at=at)


@told_once
def step(hana):
    return Authenticator.objects.create(user=hana.user, type="totp", data={})


@told_once
def account(hana, at):
    return Identity.objects.create(user=hana.user, issuer="https://issuer.example", subject="hana", since=at)


def told(code):
    return sorted(one.to.name.split()[0].lower() for one in Message.objects.filter(code=code).exclude(state="cancelled"))


def done(at):
    """Mail leaves, then what is due is done: how many."""
    send_due(at=at)
    return services.do_what_is_due(at=at)


def address_of(person):
    return Person.objects.get(pk=person.pk).email


def test_asking_alone_changes_nothing(asked, hana, at):
    assert done(at + 30 * DAY) == 0
    assert address_of(hana) == "hana@northgate.example"
    assert told("signin.asked") == ["chidi", "cleo", "rhys", "vera"]


def test_it_is_done_after_24_hours_and_not_before(agreed, hana, at):
    assert done(at + DAY - timedelta(seconds=1)) == 0
    assert address_of(hana) == "hana@northgate.example"
    assert done(at + DAY) == 1
    assert address_of(hana) == User.objects.get(person=hana).email == EmailAddress.objects.get(user=hana.user).email == NEW
    assert done(at + DAY) == 0


def test_agreed_on_a_saturday_it_waits_until_it_can_be_told(asked, rhys, at):
    row = services.agree(asked, by=rhys, at=at + 5 * DAY)
    assert row.begins.isoformat() == "2026-12-01T07:30:00+00:00"  # told on Monday, the 30th


def test_while_nothing_can_be_reported_it_is_done_at_once(cast, asked, rhys, hana, at):
    people.open_trust(False, by=SYSTEM, at=at)
    services.agree(asked, by=rhys, at=at)
    assert services.do_what_is_due(at=at) == 1


def test_whom_it_is_about_reads_it_at_the_old_address_first(agreed, hana, at):
    send_due(at=at)
    assert sorted(one.to[0].split("@")[0] for one in mail.outbox if one.subject == "A sign-in is going to change") == [
        "ada", "cleo", "hana", "priya"]


def test_as_long_as_that_mail_has_not_left_nothing_is_done(agreed, hana, at):
    assert services.do_what_is_due(at=at + 3 * DAY) == 0
    assert done(at + 3 * DAY) == 1


def test_where_their_mailbox_is_gone_it_is_done_when_somebody_else_has_heard(agreed, hana, at):
    Message.objects.filter(code="signin.agreed", to=hana).update(state="failed", ended_at=at)
    assert services.do_what_is_due(at=at + 3 * DAY) == 0
    assert done(at + 3 * DAY) == 1


def test_where_nobody_s_mail_has_left_it_waits(agreed, at):
    Message.objects.filter(code="signin.agreed").update(state="failed", ended_at=at)
    assert done(at + 3 * DAY) == 0


@pytest.mark.parametrize("first", ["cleo", "rhys"])
def test_of_the_chair_those_who_could_not_agree_take_nothing_back(ada, chidi, cast, first, at):
    row = services.ask(chidi, rules.ADDRESS, address="chidi.obi@northgate.example", by=ada, at=at)
    with pytest.raises(Refused):
        services.stop(row, by=cast[first], at=at)
    assert services.stop(row, by=cast["priya"], at=at).state == "stopped"


def test_those_who_were_told_are_told_that_it_is_done(agreed, at):
    done(at + DAY)
    assert told("signin.done") == ["ada", "cleo", "hana", "priya", "rhys"]


def test_they_are_signed_out_everywhere(agreed, hana, client_of, at):
    client_of(hana).get("/")
    done(at + DAY)
    assert not Session.objects.filter(user=hana.user).exists()


def test_a_lost_second_step_goes_the_same_way(ada, rhys, hana, step, at):
    services.agree(services.ask(hana, rules.SECOND_STEP, by=ada, at=at), by=rhys, at=at)
    assert Authenticator.objects.exists()
    assert done(at + DAY) == 1
    assert not Authenticator.objects.exists()
    assert "account.step_reset" in events_of(TRUST).values_list("action", flat=True)


def test_without_their_account_they_are_invited_to_choose_anew(ada, rhys, hana, account, step, at):
    """The app's code is no way in."""
    User.objects.filter(pk=hana.user.pk).update(password=make_password(None))
    services.agree(services.ask(hana, rules.ACCOUNT, by=ada, at=at), by=rhys, at=at)
    assert done(at + DAY) == 1
    assert not hana.user.identities.exists()
    assert hana.invitations.count() == 1


def test_whoever_has_a_password_is_not_invited(ada, rhys, hana, account, at):
    services.agree(services.ask(hana, rules.ACCOUNT, by=ada, at=at), by=rhys, at=at)
    done(at + DAY)
    assert not hana.invitations.exists()


@pytest.mark.parametrize("what", [rules.SECOND_STEP, rules.ACCOUNT])
def test_what_is_not_there_is_not_taken_away(ada, hana, what, at):
    with pytest.raises(Refused):
        services.ask(hana, what, by=ada, at=at)


@pytest.mark.parametrize("first", ["ada", "hana", "priya", "teo", "sasha"])
def test_nobody_else_can_be_the_second(asked, cast, first, at):
    with pytest.raises(Refused):
        services.agree(asked, by=cast[first], at=at)
    asked.refresh_from_db()
    assert asked.state == "asked"


@pytest.mark.parametrize("who", ["cleo", "chidi"])
def test_that_of_those_above_is_agreed_to_by_the_board(ada, rhys, vera, cast, who, at):
    row = services.ask(cast[who], rules.ADDRESS, address=NEW, by=ada, at=at)
    with pytest.raises(Refused):
        services.agree(row, by=rhys, at=at)
    assert services.agree(row, by=vera, at=at).state == "agreed"


@pytest.mark.parametrize("first", ["cleo", "rhys", "hana", "teo", "priya"])
def test_only_the_administrator_asks(cast, sasha, first, at):
    with pytest.raises(Refused):
        services.ask(sasha, rules.ADDRESS, address=NEW, by=cast[first], at=at)


def test_nobody_asks_for_themselves(ada, at):
    with pytest.raises(Refused):
        services.ask(ada, rules.ADDRESS, address=NEW, by=ada, at=at)


def test_of_whoever_does_not_sign_in_yet_the_list_says_it(ada, sam, at):
    with pytest.raises(Refused):
        services.ask(sam, rules.ADDRESS, address=NEW, by=ada, at=at)


@pytest.mark.parametrize("pair", [("asked_by", "person"), ("decided_by", "person"), ("decided_by", "asked_by")])
def test_the_database_forbids_one_person_as_two(agreed, pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        SignInChange.objects.filter(pk=agreed.pk).update(**{pair[0]: getattr(agreed, pair[1])})


def test_one_is_open_at_a_time(asked, ada, hana, at):
    with pytest.raises(Refused):
        services.ask(hana, rules.ADDRESS, address="other@northgate.example", by=ada, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignInChange.objects.create(person=hana, what=rules.ADDRESS, address="other@northgate.example", asked_at=at)


@pytest.mark.parametrize("first", ["hana", "cleo", "priya", "ada", "rhys", "chidi"])
def test_until_it_is_done_it_is_taken_back(agreed, cast, hana, first, at):
    services.stop(agreed, by=cast[first], at=at + DAY - HOUR)
    assert done(at + 5 * DAY) == 0
    assert address_of(hana) == "hana@northgate.example"
    assert told("signin.stopped") == sorted({"ada", "cleo", "hana", "priya", "rhys"} - {first})


@pytest.mark.parametrize("first", ["teo", "olu", "sasha", "dee"])
def test_nobody_else_takes_it_back(agreed, cast, first, at):
    with pytest.raises(Refused):
        services.stop(agreed, by=cast[first], at=at + HOUR)


def test_what_is_done_is_not_taken_back(agreed, hana, at):
    done(at + DAY)
    with pytest.raises(Refused):
        services.stop(agreed, by=hana, at=at + DAY)


def test_what_was_decided_is_not_decided_again(agreed, cleo, at):
    for move in (services.agree, services.refuse):
        with pytest.raises(Refused):
            move(agreed, by=cleo, at=at + HOUR)


def test_refused_it_can_be_asked_again(asked, ada, rhys, hana, at):
    services.refuse(asked, by=rhys, at=at)
    assert told("signin.refused") == ["ada"]
    assert services.ask(hana, rules.ADDRESS, address=NEW, by=ada, at=at) != asked


def test_of_somebody_who_has_left_meanwhile_nothing_changes(agreed, hana, at):
    Person.objects.filter(pk=hana.pk).update(left_on=at.date())
    assert done(at + DAY) == 0
    agreed.refresh_from_db()
    assert agreed.state == "lapsed"
    assert address_of(hana) == "hana@northgate.example"


def test_with_the_role_ended_meanwhile_it_is_done_all_the_same(agreed, hana, at):
    people.end_placement(Placement.objects.get(person=hana), until=at.date(), by=SYSTEM, at=at)
    assert done(at + DAY) == 1


def test_an_address_that_somebody_got_meanwhile_stays_theirs(agreed, hana, teo, at):
    Person.objects.filter(pk=teo.pk).update(email=NEW)
    assert done(at + DAY) == 0
    assert told("signin.lapsed") == ["ada", "cleo", "hana", "priya", "rhys"]


@pytest.mark.parametrize("address", ["teo@northgate.example", "TEO@northgate.example", "hana@northgate.example"])
def test_an_address_that_is_somebody_s_is_not_asked_for(ada, hana, address, at):
    with pytest.raises(Refused):
        services.ask(hana, rules.ADDRESS, address=address, by=ada, at=at)


def test_the_command_takes_nothing_from_whoever_reads_cases_but_asks(hana, ada, cleo, step, now):
    call_command("take_second_step_away", hana.email, by=ada.email, agreed=cleo.email, verbosity=0)
    assert Authenticator.objects.exists()
    row = SignInChange.objects.get()
    assert (row.what, row.asked_by, row.state) == (rules.SECOND_STEP, None, "asked")
    assert services.agree(row, by=cleo, at=now).state == "agreed"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_agree_at_once_and_one_does(cast, ada, hana, rhys, cleo, at):
    row, start, found = services.ask(hana, rules.ADDRESS, address=NEW, by=ada, at=at), Barrier(2), []

    def agree(person):
        start.wait()
        try:
            found.append(services.agree(row, by=person, at=at).state)
        except Refused:
            found.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=agree, args=(one,)) for one in (rhys, cleo)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert sorted(found) == ["agreed", "refused"]
    assert Message.objects.filter(code="signin.agreed", to=hana).count() == 1


def test_a_teacher_s_address_takes_two_as_well(ada, teo, at):
    """With another one somebody could sign in as them and read what they reported."""
    assert services.ask(teo, rules.ADDRESS, address=NEW, by=ada, at=at).state == rules.ASKED
