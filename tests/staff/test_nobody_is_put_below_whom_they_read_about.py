"""Whoever manages somebody is not read about by them: a list of staff says who manages whom, and one person writes it."""

import re
from datetime import timedelta

import pytest

from foundation.dossiers.rules import Stale
from foundation.dossiers.selectors import dossiers_for
from foundation.messages.models import Message
from foundation.people.models import Person
from foundation.people.rules import HEAD, LGB_MEMBER, SYSTEM
from foundation.people.services import place
from foundation.people.staff_file import Wrong, read
from foundation.roles import services as roles
from foundation.roles.models import RoleRequest
from foundation.staff import services
from tests.cases.story import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def below(cast, ada, at):
    """below("sasha", "hana", "cleo"): a list that puts hana and cleo below sasha."""
    def taken(manager, *below):
        rows = "".join(f"{cast[one].name},{cast[one].email},{cast[manager].email}\n" for one in below)
        own = f"{cast[manager].name},{cast[manager].email},\n"
        return services.take_in(read(f"name,email,line_manager\n{own}{rows}".encode()), by=ada, at=at)
    return taken


@pytest.mark.parametrize(("manager", "one"), [
    ("sasha", "hana"), ("sasha", "cleo"), ("sasha", "dee"), ("tam", "sasha"), ("hana", "rhys"), ("rhys", "cleo"), ("cleo", "vera"),
    ("chidi", "win"), ("gus", "hana"), ("noor", "cleo"),
])
def test_nobody_is_put_below_whom_they_would_read_about(below, manager, one):
    with pytest.raises(Wrong) as wrong:
        below(manager, one)
    assert "somebody above them" in wrong.value.sentences[0]


@pytest.mark.parametrize(("manager", "one"), [
    ("hana", "sid"), ("sasha", "dot"), ("dee", "dot"), ("priya", "rhys"), ("chidi", "cleo"), ("olu", "hana"), ("sasha", "gail"),
])
def test_below_somebody_above_them_goes(below, cast, manager, one):
    below(manager, one)
    assert Person.objects.get(pk=cast[one].pk).line_manager == cast[manager]


def test_a_role_that_one_person_gives_puts_nobody_above_anybody(below, tam, alder, at):
    place(tam, LGB_MEMBER, alder, since=at.date(), by=SYSTEM, at=at)
    with pytest.raises(Wrong):
        below("tam", "hana")


def test_a_report_about_a_leader_is_read_whatever_a_list_says(below, hana, sasha, teo, at):
    report = sent(teo, sasha, at=at)
    with pytest.raises(Wrong):
        below("sasha", "hana", "cleo", "chidi", "vera", "win")
    assert dossiers_for(Person.objects.get(pk=hana.pk), at).filter(pk=report.dossier.pk).exists()


def test_whoever_reads_hears_of_another_line_manager_and_sees_whom(below, client_of, sid, gail):
    below("hana", "sid", "gail")
    assert [one.to for one in Message.objects.filter(code="staff.manager", to__in=(sid, gail))] == [sid]
    assert "Hana Okafor, hana@northgate.example" in client_of(sid).get("/roles/mine/").content.decode()


@pytest.fixture
def asked(below, ada, gus, alder, at):
    below("tam", "gus")
    return RoleRequest.objects.select_related("person__line_manager").get(pk=roles.ask(gus, HEAD, alder, by=ada, at=at).pk)


def test_whoever_agrees_to_a_role_sees_about_whom_nothing_will_be_read(asked, client_of, rhys):
    for page in ("", "agree/"):
        shown = re.sub(r"<[^>]+>|\s+", " ", client_of(rhys).get(f"/roles/{asked.uuid}/{page}").content.decode())
        assert "Tam Ellis, tam@northgate.example" in shown


def test_under_another_line_manager_it_is_shown_anew(asked, below, rhys, at):
    below("teo", "gus")
    with pytest.raises(Stale):
        roles.agree(asked, by=rhys, at=at + timedelta(hours=1))
