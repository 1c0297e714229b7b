"""Who is there on the coming working days; where nobody is, those who can do something are told once (DOMAIN 8.1, cover)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.cover import rules, selectors, services
from foundation.deadlines.services import add_closures
from foundation.messages.models import Message
from foundation.people.models import Person, Placement
from foundation.people.selectors import day_of
from foundation.people.services import change_setting
from tests.told import told_once

THURSDAY = date(2026, 11, 26)


def away(person, first, last=None, *, at):
    return services.say_away(person, first=first, last=last or first, deputy=None, by=person, at=at)


def gaps(academy, at):
    return rules.gaps(selectors.coming_days(academy, at))


def told():
    return sorted(one.to.name.split()[0].lower() for one in Message.objects.filter(code="cover.gap"))


def test_an_ordinary_fortnight_has_no_gap(alder, at):
    days = selectors.coming_days(alder, at)
    assert len(days) == 10
    assert rules.gaps(days) == []


def test_both_leads_away_leave_a_gap(alder, dee, dot, at):
    away(dee, THURSDAY, at=at)
    away(dot, THURSDAY, THURSDAY + timedelta(days=1), at=at)
    assert gaps(alder, at) == [("safeguarding", THURSDAY)]


def test_the_head_the_chief_executive_and_the_trust_s_lead_are_told_once(alder, dee, dot, at):
    away(dee, THURSDAY, at=at)
    away(dot, THURSDAY, at=at)
    for night in range(3):
        services.alert(at=at + timedelta(days=night))
    assert told() == ["cleo", "hana", "tariq"]


def test_a_gap_for_reports_is_not_for_the_trust_s_safeguarding_lead(alder, sasha, hana, at):
    away(sasha, THURSDAY, at=at)
    away(hana, THURSDAY, at=at)
    services.alert(at=at)
    assert told() == ["cleo", "hana"]


def test_an_end_of_a_role_is_a_gap_too(alder, at):
    Placement.objects.filter(academy=alder, role__in=("DSL", "DEPUTY_DSL")).update(until=THURSDAY)
    assert gaps(alder, at)[0] == ("safeguarding", THURSDAY)


def test_a_leaver_is_not_there(alder, at):
    Person.objects.filter(placements__academy=alder, placements__role__in=("DSL", "DEPUTY_DSL")).update(left_on=THURSDAY)
    assert gaps(alder, at)[0] == ("safeguarding", THURSDAY + timedelta(days=1))


def test_a_day_on_which_the_academy_is_closed_needs_nobody(alder, dee, dot, at):
    away(dee, THURSDAY, at=at)
    away(dot, THURSDAY, at=at)
    add_closures(alder, THURSDAY, THURSDAY)
    assert gaps(alder, at) == []


def test_how_far_it_looks_is_the_trust_s_own(alder, hana, at):
    change_setting(rules.HORIZON, 3, by=hana, at=at)
    assert [one.day.day for one in selectors.coming_days(alder, at)] == [23, 24, 25]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)), max_size=8))
def test_nobody_is_there_exactly_where_everybody_is_away(spans):
    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(10)]
    held = [rules.Held(one, f"p{one}", "DSL", days[0]) for one in range(4)]
    off = [rules.Away(one, days[min(a, b)], days[max(a, b)]) for one, a, b in spans]
    expected = [day for day in days if all(any(o.person == h.person and o.first <= day <= o.last for o in off) for h in held)]
    assert [day for duty, day in rules.gaps(rules.days_covered(days, held, off)) if duty == "safeguarding"] == expected


@told_once
def gap(dee, dot, now):
    first = day_of(now)
    for one in (dee, dot):
        services.say_away(one, first=first, last=first + timedelta(days=10), deputy=None, by=one, at=now)


def test_the_head_finds_it_on_the_first_page(gap, client_of, hana, olu):
    assert "Find cover for safeguarding" in client_of(hana).get("/").content.decode()
    assert "Find cover" not in client_of(olu).get("/").content.decode()


def test_the_table_says_who_is_there(gap, client_of, hana):
    page = client_of(hana).get("/cover/alder/").content.decode()
    assert "Sasha Reid" in page
    assert "Nobody is there for safeguarding" in page


@pytest.mark.parametrize("first", ["olu", "sasha", "dee", "teo", "rhys"])
def test_for_others_the_page_does_not_exist(cast, client_of, first):
    client = client_of(cast[first])
    assert client.get("/cover/alder/").content == client.get("/cover/nowhere/").content
    assert client.get("/cover/alder/away/").status_code == 404


@pytest.mark.parametrize("first", ["cleo", "tariq"])
def test_whoever_is_told_may_read_it(cast, client_of, first):
    assert client_of(cast[first]).get("/cover/alder/").status_code == 200


def dates(first, last):
    return {f"{name}_{part}": getattr(day, part) for name, day in (("first", first), ("last", last)) for part in ("day", "month", "year")}


def test_anybody_with_a_role_says_when_they_are_away(client_of, dee, dot, now):
    sent = dates(day_of(now), day_of(now) + timedelta(days=2)) | {"deputy": str(dot.uuid)}
    client = client_of(dee)
    answer = client.post("/cover/my-absence/new/", sent, follow=True)
    assert "Dot Frame stands in" in answer.content.decode()
    row = dee.absences.get()
    assert client.post(f"/cover/absence/{row.uuid}/", {}).status_code == 302
    row.refresh_from_db()
    assert row.ended_at


def test_the_head_enters_it_for_somebody(client_of, hana, dee, now):
    sent = dates(day_of(now), day_of(now)) | {"who": str(dee.uuid), "deputy": ""}
    assert client_of(hana).post("/cover/alder/away/", sent).status_code == 302
    assert dee.absences.get().by == hana


def test_who_holds_no_role_is_not_asked(client_of, teo):
    assert client_of(teo).get("/cover/my-absence/").status_code == 404
    assert "Will you be away" not in client_of(teo).get("/").content.decode()


@pytest.mark.parametrize("first", ["olu", "teo", "sasha"])
def test_an_absence_of_somebody_else_does_not_exist(gap, client_of, cast, dee, first):
    assert client_of(cast[first]).get(f"/cover/absence/{dee.absences.get().uuid}/").status_code == 404
