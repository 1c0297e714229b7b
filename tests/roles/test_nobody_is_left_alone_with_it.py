"""Whoever keeps people and roles empties no post unheard, nor do two of them between themselves (ADR 52)."""

from datetime import timedelta

import pytest

from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people import services as people
from foundation.people.models import Person, Placement
from foundation.people.rules import CHAIR_TRUSTEES, DPO, DSL, HR, SYSADMIN, SYSTEM
from foundation.people.staff_file import Wrong, read
from foundation.roles import selectors, services
from foundation.staff import services as staff
from tests.told import told_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(code):
    return sorted({one.to.name.split()[0].lower() for one in Message.objects.filter(code=code)})


def of(person, role):
    return Placement.objects.get(person=person, role=role)


def anew(person):
    return Person.objects.get(pk=person.pk)


@told_once
def left(chidi, vera, ada, at):
    """The Board's two have left, with notice; it is the night after, and nothing has ended their roles yet."""
    for one in (chidi, vera):
        staff.leave(one, last=at.date() + 2 * DAY, by=ada, at=at)
    return [anew(one) for one in (chidi, vera)]


def test_of_whoever_has_left_no_earlier_day_is_said_until_their_role_is_ended(left, ada, at):
    with pytest.raises(Refused):
        staff.leave(left[0], last=at.date() - 50 * DAY, by=ada, at=at + 3 * DAY)


def test_nor_by_a_list(left, ada, at):
    words = f"name,email,left_on\n{left[0].name},{left[0].email},2026-10-01\n"
    with pytest.raises(Wrong):
        staff.take_in(read(words.encode()), by=ada, at=at + 3 * DAY)


def test_a_role_ends_no_earlier_than_the_day_it_is_ended(hana, at):
    Person.objects.filter(pk=hana.pk).update(left_on=at.date() - 60 * DAY)
    services.end_of_the_gone(at=at)
    assert of(hana, "HEAD").until == at.date()


@told_once
def of_old(chidi, vera, at):
    Placement.objects.filter(person__in=(chidi, vera)).update(until=at.date() - 20 * DAY)


def test_whoever_was_chair_for_an_hour_counts_as_well(of_old, ada, tess, abe, rhys, at):
    services.end(people.place(tess, CHAIR_TRUSTEES, None, since=at.date(), by=SYSTEM, at=at), until=at.date(), by=ada, at=at)
    row = services.ask(abe, CHAIR_TRUSTEES, None, by=ada, at=at)
    assert selectors.agreers(row, at + 13 * DAY) == []
    assert rhys in selectors.agreers(row, at + 14 * DAY)


def test_what_was_taken_back_before_it_began_does_not(of_old, ada, tess, abe, rhys, cleo, at):
    services.stop(services.agree(services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at), by=rhys, at=at), by=rhys, at=at)
    assert cleo in selectors.agreers(services.ask(abe, CHAIR_TRUSTEES, None, by=ada, at=at), at + 3 * DAY)


def test_the_end_of_data_protection_is_heard_by_the_board_and_hr(ada, priya, at):
    services.end(of(priya, DPO), until=at.date(), by=ada, at=at)
    assert told("role.ended") == ["chidi", "cleo", "priya", "rhys", "vera"]


def test_a_chair_s_last_day_too(ada, chidi, at):
    staff.leave(chidi, last=at.date() + 9 * DAY, by=ada, at=at)
    assert told("staff.last_day") == ["chidi", "cleo", "priya", "rhys", "vera"]


def test_a_new_chair_is_heard_of_by_whoever_can_take_it_back(of_old, ada, tess, cleo, at):
    services.agree(services.ask(tess, CHAIR_TRUSTEES, None, by=ada, at=at), by=cleo, at=at)
    assert "rhys" in told("role.agreed")


@told_once
def second(teo, at):
    people.place(teo, SYSADMIN, None, since=at.date(), by=SYSTEM, at=at)
    return anew(teo)


def test_two_administrators_do_not_end_each_other(ada, second, at):
    services.end(of(second, SYSADMIN), until=at.date() + DAY, by=ada, at=at)
    with pytest.raises(Refused):
        services.end(of(ada, SYSADMIN), until=at.date() + DAY, by=second, at=at)


def test_nor_say_each_other_s_last_day(ada, second, at):
    staff.leave(second, last=at.date() + DAY, by=ada, at=at)
    with pytest.raises(Refused):
        staff.leave(ada, last=at.date() + DAY, by=second, at=at)


def test_nor_by_a_list_of_both(ada, second, at):
    words = "name,email,left_on\n" + "".join(f"{one.name},{one.email},2026-12-18\n" for one in (ada, second))
    with pytest.raises(Wrong, match="1 rows") as wrong:
        staff.take_in(read(words.encode()), by=SYSTEM, at=at)
    assert "nobody would be left" in wrong.value.sentences[0]


@told_once
def head(hana, at):
    """A headteacher who is HR and system administrator as well."""
    for role in (HR, SYSADMIN):
        people.place(hana, role, None, since=at.date(), by=SYSTEM, at=at)
    return anew(hana)


def test_a_head_agrees_to_nothing_at_their_own_academy_nor_takes_it_back(head, ada, gus, alder, at):
    row = services.ask(gus, DSL, alder, by=ada, at=at)
    assert head not in selectors.agreers(row, at)
    assert not selectors.may_stop(head, row, at)


def test_a_head_agrees_elsewhere(head, ada, cast, birch, at):
    assert head in selectors.agreers(services.ask(cast["bea"], DSL, birch, by=ada, at=at), at)


def test_a_head_ends_no_role_of_their_own_people(head, sasha, rhys, at):
    with pytest.raises(Refused):
        services.end(of(sasha, "SLT"), until=at.date(), by=head, at=at)
    assert services.end(of(rhys, HR), until=at.date(), by=head, at=at).until == at.date()
