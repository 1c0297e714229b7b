"""A role that reads what is about people: two people, 24 hours, and those who could object are told (DESIGN 3)."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from foundation.dossiers.rules import Refused, Stale
from foundation.messages.models import Message
from foundation.people import services as people
from foundation.people.models import Identity, Person, Placement, User
from foundation.people.rules import CEO, CHAIR_TRUSTEES, DSL, GUARDED_ROLES, HR, LGB_MEMBER, SLT, SYSADMIN, SYSTEM, WB_TRUSTEE
from foundation.people.selectors import roles_of
from foundation.people.services import end_placement
from foundation.roles import rules, selectors, services
from foundation.roles.models import RoleRequest
from tests.told import told_once

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@told_once
def asked(ada, gus, alder, at):
    return services.ask(gus, SLT, alder, by=ada, at=at)


@told_once
def agreed(asked, rhys, at):
    return services.agree(asked, by=rhys, at=at + HOUR)


def told(code):
    return sorted(one.to.name.split()[0].lower() for one in Message.objects.filter(code=code).exclude(state="cancelled"))


def later(person, at):
    return roles_of(type(person).objects.get(pk=person.pk), at)


def test_asking_alone_gives_nothing(asked, gus, at):
    assert SLT not in later(gus, at + 30 * DAY)
    assert told("role.asked") == ["chidi", "cleo", "rhys", "vera"]


def test_it_begins_on_the_first_day_at_least_24_hours_later(agreed, gus, at):
    assert agreed.placement.since == date(2026, 11, 25)  # agreed on the 23rd at one o’clock
    assert SLT not in later(gus, at + DAY + HOUR)
    assert SLT in later(gus, at + 2 * DAY)


def test_while_nothing_can_be_reported_it_begins_at_once(cast, asked, cleo, gus, at):
    people.open_trust(False, by=SYSTEM, at=at)
    services.agree(asked, by=cleo, at=at)
    assert SLT in later(gus, at)


def test_london_s_day_counts(at):
    assert rules.begins(at.replace(hour=0)) == rules.begins(at.replace(hour=23)) == date(2026, 11, 25)
    assert rules.begins(at.replace(month=7, day=23, hour=23)) == date(2026, 7, 26)  # past midnight in London


def test_agreed_on_a_saturday_it_waits_until_it_can_be_told(asked, rhys, at):
    row = services.agree(asked, by=rhys, at=at + 5 * DAY)
    assert row.placement.since == date(2026, 12, 2)  # told on Monday, the 30th


def test_several_are_asked_for_and_agreed_to_in_one_mail_each(ada, rhys, cast, alder, at):
    rows = services.ask_many([(cast[one], SLT, alder) for one in ("teo", "gus", "ann")], by=ada, at=at)
    assert told("role.asked") == ["chidi", "cleo", "rhys", "vera"]
    services.agree_many(rows, by=rhys, at=at)
    assert told("role.agreed") == ["ada", "ann", "cleo", "gus", "priya", "teo"]


def test_of_several_one_that_cannot_be_keeps_all_back(ada, rhys, teo, gus, alder, at):
    rows = services.ask_many([(teo, SLT, alder), (gus, SLT, alder)], by=ada, at=at)
    services.refuse(rows[1], by=rhys, at=at)
    with pytest.raises(Refused):
        services.agree_many(rows, by=rhys, at=at)
    assert RoleRequest.objects.get(pk=rows[0].pk).state == "asked"


def test_whom_it_is_for_the_chief_executive_and_data_protection_are_told(agreed):
    assert told("role.agreed") == ["ada", "cleo", "gus", "priya"]
    assert told("role.asked") == []


@pytest.mark.parametrize("first", ["ada", "gus", "hana", "priya", "teo", "sasha"])
def test_nobody_else_can_be_the_second(asked, cast, first, at):
    with pytest.raises(Refused):
        services.agree(asked, by=cast[first], at=at)
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_agreed_is_to_whom_somebody_saw(asked, gus, rhys, at):
    type(gus).objects.filter(pk=gus.pk).update(name="Somebody Else")
    with pytest.raises(Stale):
        services.agree(asked, by=rhys, at=at)


def test_nobody_agrees_to_their_own(ada, rhys, alder, at):
    row = services.ask(rhys, SLT, alder, by=ada, at=at)
    assert rhys not in selectors.agreers(row, at)
    with pytest.raises(Refused):
        services.agree(row, by=rhys, at=at)


def test_who_asks_is_not_the_second_whatever_else_they_hold(ada, gus, rhys, alder, at):
    Placement.objects.create(person=ada, role=HR, since=at.date())
    row = services.ask(gus, SLT, alder, by=ada, at=at)
    assert ada not in selectors.agreers(row, at)


@pytest.mark.parametrize("first", ["rhys", "cleo"])
def test_what_reads_about_those_above_is_agreed_to_by_the_board(ada, tess, cast, first, at):
    row = services.ask(tess, WB_TRUSTEE, None, by=ada, at=at)
    with pytest.raises(Refused):
        services.agree(row, by=cast[first], at=at)
    assert services.agree(row, by=cast["chidi"], at=at).state == "agreed"


@told_once
def emptied(chidi, vera, at):
    for one in Placement.objects.filter(person__in=(chidi, vera)):
        end_placement(one, until=at.date(), by=SYSTEM, at=at)


def test_long_without_a_board_the_others_agree(emptied, ada, tess, rhys, at):
    row = services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at)
    assert services.agree(row, by=rhys, at=at + 14 * DAY).state == "agreed"


@pytest.mark.parametrize("first", ["rhys", "cleo"])
def test_nobody_empties_the_board_and_has_others_agree_to_its_successors(emptied, ada, tess, cast, first, at):
    row = services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at)
    with pytest.raises(Refused):
        services.agree(row, by=cast[first], at=at + 13 * DAY)


def test_whoever_was_made_a_leaver_on_some_past_day_counts_as_well(ada, tess, rhys, chidi, vera, at):
    Person.objects.filter(pk__in=(chidi.pk, vera.pk)).update(left_on=at.date() - 60 * DAY)
    row = services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at)
    with pytest.raises(Refused):
        services.agree(row, by=rhys, at=at)


def test_other_roles_do_not_wait_for_the_board(emptied, ada, gus, rhys, alder, at):
    assert services.agree(services.ask(gus, SLT, alder, by=ada, at=at), by=rhys, at=at).state == "agreed"


@pytest.mark.parametrize("pair", [("asked_by", "person"), ("decided_by", "person"), ("decided_by", "asked_by")])
def test_the_database_forbids_one_person_as_two(agreed, pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.filter(pk=agreed.pk).update(**{pair[0]: getattr(agreed, pair[1])})


def test_asked_twice_is_one(asked, ada, gus, alder, at):
    assert services.ask(gus, SLT, alder, by=ada, at=at) == asked
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.create(person=gus, role=SLT, academy=alder, asked_at=at)


def test_the_trust_counts_as_one_place(ada, gus, at):
    services.ask(gus, HR, None, by=ada, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.create(person=gus, role=HR, asked_at=at)


@pytest.mark.parametrize("first", ["gus", "cleo", "priya", "ada", "rhys", "chidi"])
def test_until_it_begins_it_is_taken_back(agreed, cast, gus, first, at):
    services.stop(agreed, by=cast[first], at=at + 2 * HOUR)
    assert SLT not in later(gus, at + 5 * DAY)
    assert "gus" in told("role.stopped") or first == "gus"


@told_once
def chair(ada, chidi, tess, at):
    return services.agree(services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at), by=chidi, at=at)


@pytest.mark.parametrize("first", ["tess", "ada", "chidi", "vera", "priya"])
def test_what_is_the_board_s_is_taken_back_by_the_board(chair, cast, first, at):
    assert services.stop(chair, by=cast[first], at=at + HOUR).state == "stopped"


@pytest.mark.parametrize("first", ["cleo", "rhys"])
def test_and_not_by_the_chief_executive_or_hr(chair, cast, first, at):
    with pytest.raises(Refused):
        services.stop(chair, by=cast[first], at=at + HOUR)


@pytest.mark.parametrize("first", ["teo", "hana", "olu", "sasha"])
def test_nobody_else_takes_it_back(agreed, cast, first, at):
    with pytest.raises(Refused):
        services.stop(agreed, by=cast[first], at=at + 2 * HOUR)


def test_what_has_begun_is_not_taken_back(agreed, gus, at):
    with pytest.raises(Refused):
        services.stop(agreed, by=gus, at=at + 3 * DAY)


def test_what_was_decided_is_not_decided_again(agreed, cleo, at):
    for move in (services.agree, services.refuse):
        with pytest.raises(Refused):
            move(agreed, by=cleo, at=at + 2 * HOUR)
    assert Placement.objects.filter(person=agreed.person, role=SLT).count() == 1


def test_refused_it_can_be_asked_again(asked, ada, rhys, gus, alder, at):
    services.refuse(asked, by=rhys, at=at)
    assert told("role.refused") == ["ada"]
    assert services.ask(gus, SLT, alder, by=ada, at=at) != asked


def test_somebody_who_has_left_gets_none(asked, gus, rhys, at):
    gus.left_on = at.date() - DAY
    gus.save()
    with pytest.raises(Refused):
        services.agree(asked, by=rhys, at=at)


def test_a_role_that_reads_nothing_takes_one(ada, teo, alder, at):
    services.give(teo, LGB_MEMBER, alder, by=ada, at=at)
    assert LGB_MEMBER in later(teo, at)


def test_the_chief_executive_hears_of_it_once_a_list(ada, teo, gus, alder, at):
    services.give_many([(one, LGB_MEMBER, alder) for one in (teo, gus)], by=ada, at=at)
    assert told("role.given") == ["cleo"]


@pytest.mark.parametrize("role", sorted(GUARDED_ROLES))
def test_no_guarded_role_is_given_by_one(ada, teo, alder, role, at):
    with pytest.raises(Refused):
        services.give(teo, role, None if role in (HR, CEO) else alder, by=ada, at=at)
    assert later(teo, at + 9 * DAY) == frozenset()


@pytest.mark.parametrize("first", ["hana", "cleo", "rhys", "teo", "priya"])
def test_only_the_administrator_asks(cast, teo, alder, first, at):
    with pytest.raises(Refused):
        services.ask(cast["sid"], DSL, alder, by=cast[first], at=at)


def test_no_role_of_the_trust_at_an_academy_nor_the_other_way_round(ada, teo, alder, at):
    for role, place in ((HR, alder), (SLT, None)):
        with pytest.raises(Refused):
            services.ask(teo, role, place, by=ada, at=at)


def test_nobody_asks_for_themselves(ada, at):
    with pytest.raises(Refused):
        services.ask(ada, HR, None, by=ada, at=at)


def test_what_they_hold_already_is_not_asked_for(ada, hana, sasha, alder, at):
    with pytest.raises(Refused):
        services.ask(sasha, SLT, alder, by=ada, at=at)


def test_one_person_ends_a_role_and_those_who_could_object_are_told(ada, sasha, at):
    row = Placement.objects.get(person=sasha)
    services.end(row, until=at.date(), by=ada, at=at)
    assert later(sasha, at) == frozenset()
    assert told("role.ended") == ["cleo", "priya", "sasha"]


def test_an_end_is_never_put_off(ada, sasha, at):
    row = Placement.objects.get(person=sasha)
    services.end(row, until=at.date() + 3 * DAY, by=ada, at=at)
    with pytest.raises(Refused):
        services.end(row, until=at.date() + 9 * DAY, by=ada, at=at)


def test_nobody_ends_their_own(ada, at):
    with pytest.raises(Refused):
        services.end(Placement.objects.get(person=ada, role=SYSADMIN), until=at.date(), by=ada, at=at)


def test_a_head_changes_nobody_s_place(hana, sasha, at):
    with pytest.raises(Refused):
        services.end(Placement.objects.get(person=sasha), until=at.date(), by=hana, at=at)


def test_an_account_that_a_list_has_joined_does_not_come_along(ada, rhys, gus, alder, at):
    """Whoever writes the list would sign in as somebody who reads reports (DESIGN 3)."""
    Identity.objects.create(user=gus.user, issuer="https://issuer.example", subject="ada’s own", since=at, listed=True)
    Authenticator.objects.create(user=gus.user, type="webauthn", data={})  # set up by whoever came in with it
    services.agree(services.ask(gus, SLT, alder, by=ada, at=at), by=rhys, at=at)
    assert not gus.user.identities.exists()
    assert not Authenticator.objects.exists()
    assert gus.invitations.exists()


def test_one_they_have_joined_themselves_stays(ada, rhys, gus, alder, at):
    Identity.objects.create(user=gus.user, issuer="https://issuer.example", subject="gus", since=at)
    services.agree(services.ask(gus, SLT, alder, by=ada, at=at), by=rhys, at=at)
    assert gus.user.identities.exists()


def test_whoever_has_no_way_in_then_is_invited(ada, rhys, gus, alder, at):
    User.objects.filter(pk=gus.user.pk).update(password=make_password(None))
    Identity.objects.create(user=gus.user, issuer="https://issuer.example", subject="gus", since=at, listed=True)
    services.agree(services.ask(gus, SLT, alder, by=ada, at=at), by=rhys, at=at)
    assert gus.invitations.count() == 1
