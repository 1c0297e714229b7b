"""Real threads against PostgreSQL: what two people agree to, or somebody enters, while a list of staff is taken in, is not undone by it."""

from threading import Event, Thread

import pytest
from django.db import connections

from foundation.dossiers.rules import Stale
from foundation.people import services as people
from foundation.people.models import Person, Placement
from foundation.people.rules import HR, SLT
from foundation.people.staff_file import read
from foundation.roles import services as roles
from foundation.roles.models import RoleRequest
from foundation.staff import services
from tests.told import told_once

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def meanwhile(cast, ada, at, monkeypatch):
    """meanwhile(list, other): `other` is done between the list’s comparing and its keeping. Gives what became of it."""
    compared, go, found = Event(), Event(), []
    kept = people.take_in

    def slowly(*args, **given):
        compared.set()
        go.wait(1)
        kept(*args, **given)

    def during(other):
        compared.wait(10)
        try:
            found.append(other())
        except Exception as trouble:
            found.append(type(trouble))
        finally:
            go.set()
            connections.close_all()

    def both(words, other):
        monkeypatch.setattr(services.people, "take_in", slowly)
        beside = Thread(target=during, args=(other,))
        beside.start()
        services.take_in(read(words.encode()), by=ada, at=at)
        beside.join()
        return found[0]

    return both


@told_once
def mona(cast):
    return people.add_person(name="Mona Field", academy=None, email="mona@northgate.example")


@pytest.fixture
def asked(mona, ada, cast, at):
    """asked(HR): asked for, as a page shows it."""
    def asked(role):
        row = roles.ask(mona, role, cast["hana"].academy if role == SLT else None, by=ada, at=at)
        return RoleRequest.objects.select_related("person__line_manager", "academy").get(pk=row.pk)
    return asked


def test_nobody_gets_another_address_while_somebody_agrees_to_their_role(meanwhile, asked, mona, cast, at):
    Person.objects.filter(pk=mona.pk).update(staff_id="E77")
    row = asked(HR)
    words = "name,staff_id,email\nMona Field,E77,ada.private@elsewhere.example\n"
    assert meanwhile(words, lambda: roles.agree(row, by=cast["cleo"], at=at).state) is Stale
    assert not Placement.objects.filter(person=mona).exists()


@pytest.mark.parametrize("role", [HR, SLT])
def test_both_are_done_and_neither_waits_for_the_other_for_ever(meanwhile, asked, mona, cast, role, at):
    row = asked(role)
    words = "name,email,job\nMona Field,mona@northgate.example,Teacher\n"
    assert meanwhile(words, lambda: roles.agree(row, by=cast["cleo"], at=at).state) == "agreed"
    assert Person.objects.get(pk=mona.pk).job == "Teacher"


def test_a_last_day_entered_meanwhile_stays(meanwhile, cast, ada, teo, at):
    words = f"name,email,job\n{teo.name},{teo.email},Caretaker\n"
    last = at.date()
    assert meanwhile(words, lambda: services.leave(teo, last=last, by=ada, at=at).left_on) == last
    teo.refresh_from_db()
    assert (teo.job, teo.left_on) == ("Caretaker", last)


def test_a_list_writes_what_it_changes_and_nothing_else(cast, ada, teo, at, monkeypatch):
    kept = people.take_in

    def late(*args, **given):
        Person.objects.filter(pk=teo.pk).update(left_on=at.date())  # as by somebody whom no lock holds off
        kept(*args, **given)

    monkeypatch.setattr(services.people, "take_in", late)
    services.take_in(read(f"name,email,job\n{teo.name},{teo.email},Caretaker\n".encode()), by=ada, at=at)
    teo.refresh_from_db()
    assert (teo.job, teo.left_on) == ("Caretaker", at.date())
