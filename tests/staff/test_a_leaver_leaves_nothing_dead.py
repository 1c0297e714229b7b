"""What is open with somebody who leaves is asked for before their last day, and waits for somebody else the day after (ADR 48)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from cases.casefile.selectors import cases_for, investigator_of, manager_of
from cases.investigation import services as investigation
from cases.investigation.selectors import eligible
from foundation.deadlines.selectors import running
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people.models import Person, Placement
from foundation.people.rules import SYSTEM
from foundation.people.selectors import day_of
from foundation.people.services import end_placement
from foundation.roles import services as roles
from foundation.staff import services
from foundation.staff.rules import GOES, LAST_DAY
from reports.triage import services as triage
from reports.triage.selectors import triager_of
from tests.cases.story import about_tam, fresh, investigated
from tests.told import told_once
from tests.triage import scene

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def leave(person, at, days=0, *, by):
    return services.leave(person, last=day_of(at) + days * DAY, by=by, at=at)


def told(code):
    return sorted(one.to.name.split()[0].lower() for one in Message.objects.filter(code=code))


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@told_once
def report(teo, tam, sasha, at):
    return scene.taken(scene.sent(teo, tam, at=at), sasha, at=at)


@told_once
def case(cast, at):
    return investigated(about_tam(cast, at), cast, at)


def test_a_report_goes_back_to_its_queue_the_day_after(report, sasha, hana, ada, at):
    leave(sasha, at, by=ada)
    assert triage.let_go(at=at) == 0
    assert triage.let_go(at=at + DAY) == 1
    assert triage.let_go(at=at + DAY) == 0
    assert (scene.fresh(report).state, triager_of(report, at + DAY)) == ("SUBMITTED", None)
    assert scene.taken(report, hana, at=at + DAY).state == "IN_TRIAGE"
    assert "hana" in told("report.waiting")


def test_a_role_that_ends_ends_what_was_done_with_it(report, sasha, at):
    end_placement(Placement.objects.get(person=sasha), until=day_of(at), by=SYSTEM, at=at)
    assert triage.let_go(at=at) == 1


def test_somebody_who_still_can_keeps_it(report, sasha, birch, at):
    Placement.objects.create(person=sasha, role="SLT", academy=birch, since=day_of(at) - 9 * DAY, until=day_of(at) - DAY)
    assert triage.let_go(at=at) == 0
    assert triager_of(report, at) == sasha


def test_a_case_waits_for_somebody_to_take_it_on(case, hana, cleo, ada, at):
    leave(hana, at, by=ada)
    assert investigation.let_go(at=at + DAY) == 1
    assert investigation.let_go(at=at + DAY) == 0
    assert manager_of(case, at + DAY) is None
    assert cases_for(cleo, at + DAY).filter(pk=case.pk).exists()
    assert "cleo" in told("case.waiting")


def test_another_investigator_is_looked_for(case, iona, hana, cast, ada, at):
    leave(iona, at, by=ada)
    assert investigation.let_go(at=at + DAY) == 1
    assert investigator_of(case, at + DAY) is None
    assert running(case.uuid, "io_replace")
    assert "hana" in told("case.waiting")
    investigation.appoint(fresh(case), cast["sid"], by=hana, at=at + DAY, version=fresh(case).version)


def test_whoever_only_becomes_a_governor_investigates_no_more(case, iona, at):
    end_placement(Placement.objects.get(person=iona), until=day_of(at), by=SYSTEM, at=at)
    Placement.objects.create(person=iona, role="LGB_STAFF", academy=iona.academy, since=day_of(at))
    assert investigation.let_go(at=at) == 1
    assert investigator_of(case, at) is None


def test_whoever_was_asked_and_leaves_need_not_answer(cast, hana, sid, ada, at):
    case = about_tam(cast, at)
    investigation.appoint(case, sid, by=hana, at=at, version=fresh(case).version)
    leave(sid, at, by=ada)
    assert investigation.let_go(at=at + DAY) == 1
    assert cast["iona"] in eligible(fresh(case), at + DAY)
    investigation.appoint(fresh(case), cast["iona"], by=hana, at=at + DAY, version=fresh(case).version)


def test_before_their_last_day_both_are_told_once(case, iona, hana, ada, at):
    leave(iona, at, 10, by=ada)
    for day in range(3):
        services.ask_for_successors(at=at + day * DAY)
    assert told(GOES) == ["hana", "iona"]


def test_long_before_nobody_is(case, iona, ada, at):
    leave(iona, at, 60, by=ada)
    assert services.ask_for_successors(at=at) == 0


def test_it_stands_on_both_first_pages(cast, iona, hana, olu, ada, now, client_of):
    investigated(about_tam(cast, now - DAY), cast, now - DAY)
    leave(iona, now, 5, by=ada)
    assert "Hand this over before you leave" in text(client_of(Person.objects.get(pk=iona.pk)).get("/"))
    assert "Iona McCrae leaves on" in text(client_of(hana).get("/"))
    assert "Iona McCrae leaves on" not in text(client_of(olu).get("/"))


def test_whoever_keeps_the_directory_learns_nothing_of_it(case, iona, sid, ada, now, client_of):
    """The page of somebody who investigates, and of somebody who does not, say the same."""
    seen = [text(client_of(ada).get(f"/people/{one.uuid}/leaving/")).replace(one.name, "") for one in (iona, sid)]
    assert re.sub(r"nonce\S+", "", seen[0]) == re.sub(r"nonce\S+", "", seen[1])


def test_the_day_is_entered_on_a_page_and_taken_back(client_of, ada, teo, now):
    page, day = f"/people/{teo.uuid}/leaving/", day_of(now) + 9 * DAY
    said = {f"last_{part}": getattr(day, part) for part in ("day", "month", "year")}
    client_of(ada).post(page, {"once": str(uuid4()), "leaves": "yes", **said})
    assert Person.objects.get(pk=teo.pk).left_on == day
    assert "Teo Marsh" in text(client_of(ada).get("/people/"))
    client_of(ada).post(page, {"once": str(uuid4()), "leaves": "no"})
    assert Person.objects.get(pk=teo.pk).left_on is None


def test_nobody_enters_their_own(ada, at):
    with pytest.raises(Refused):
        leave(ada, at, by=ada)


def test_nobody_leaves_before_they_came(ada, teo, at):
    with pytest.raises(Refused):
        leave(teo, at, -4000, by=ada)


def test_with_a_role_that_takes_two_those_who_could_object_hear_at_once(hana, ada, at):
    leave(hana, at, 40, by=ada)
    assert told(LAST_DAY) == ["cleo", "hana", "priya"]


def test_of_anybody_else_nobody_hears(teo, gus, ada, at):
    for one in (teo, gus):
        leave(one, at, 40, by=ada)
    assert told(LAST_DAY) == []


def test_that_they_stay_is_told_as_well(hana, ada, at):
    leave(hana, at, 40, by=ada)
    services.leave(hana, last=None, by=ada, at=at)
    assert told(LAST_DAY) == ["cleo", "cleo", "hana", "hana", "priya", "priya"]


@pytest.mark.parametrize("first", ["chidi", "vera", "cleo", "priya"])
def test_whoever_could_object_is_not_gone_before_they_can(cast, ada, first, at):
    for days in (-60, 0):
        with pytest.raises(Refused, match="24 November 2026"):
            leave(cast[first], at, days, by=ada)
    assert leave(cast[first], at, 1, by=ada).left_on == day_of(at) + DAY


def test_without_the_role_they_are(chidi, ada, at):
    roles.end(Placement.objects.get(person=chidi), until=day_of(at), by=ada, at=at)
    assert leave(chidi, at, -1, by=ada).left_on == day_of(at) - DAY


@pytest.mark.parametrize("days", [-365 * 30, 365 * 30])
def test_a_year_that_cannot_be_is_refused(teo, ada, days, at):
    Person.objects.filter(pk=teo.pk).update(started_on=None)
    with pytest.raises(Refused, match="check the year"):
        leave(Person.objects.get(pk=teo.pk), at, days, by=ada)
