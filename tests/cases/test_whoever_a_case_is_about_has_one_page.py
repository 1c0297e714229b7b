"""Whoever a case is about reads on one page, once a person has told them, what it is about and what is asked of them (DESIGN 5)."""

from datetime import timedelta

import pytest

from cases.casefile import services as casefile
from cases.casefile.models import Case
from cases.casefile.services.duties import look_into
from foundation.dossiers.models import Party
from policy.models import Clause
from tests.cases.story import BRAND, DISREPUTE, LONG, about_tam, closed, decided, found, fresh, investigated, told
from tests.hearings.scene import given
from tests.told import told_once

pytestmark = pytest.mark.django_db
AGO = timedelta(days=2)


@told_once
def case(cast, now):
    return about_tam(cast, now - AGO)


def path(case):
    return f"/about-you/{case.subject.uuid}/"


def page(client, case):
    return client.get(path(case)).content.decode()


def tell(case, hana, at, **how):
    return casefile.tell(case, by=hana, at=at, version=fresh(case).version, **({"how": "in_person"} | how))


@pytest.mark.beats(7)
def test_before_anybody_has_told_them_there_is_none(case, tam, client_of):
    client = client_of(tam)
    assert client.get(path(case)).status_code == 404
    assert path(case) not in client.get("/").content.decode()


@pytest.mark.beats(7)
def test_nor_where_they_could_not_be_told(case, hana, tam, now, client_of):
    tell(case, hana, now - AGO, how="could_not", why_not="On a trip")
    assert client_of(tam).get(path(case)).status_code == 404


def test_it_says_what_is_looked_into_and_nothing_of_how_it_came_up(case, cast, hana, tam, teo, now, client_of):
    tell(case, hana, now - AGO)
    html = page(client_of(tam), case)
    rule = case.allegations.get().clause
    assert rule.label in html
    assert "Nothing is asked of you now." in html
    assert "union" in html
    for hidden in (case.reference, teo.name, hana.name, "What the post shows.", "made fun of"):
        assert hidden not in html


def test_the_first_page_leads_there_until_four_weeks_after_its_end(case, cast, hana, tam, now, client_of):
    investigated(case, cast, now - AGO)
    client = client_of(tam)
    assert path(case) in client.get("/").content.decode()
    found(case, cast, now)
    decided(case, cast, now)
    closed(case, cast, now)
    assert path(case) in client.get("/").content.decode()
    assert "This is closed." in page(client, case)
    Case.objects.update(closed_at=now - timedelta(weeks=5), decided_at=now - timedelta(weeks=6), told_at=now - timedelta(weeks=7),
                        advised_at=None, opened_at=now - timedelta(weeks=8))
    assert path(case) not in client.get("/").content.decode()
    assert "What was looked into" in page(client, case)


def test_it_gathers_what_was_shown_of_this_case(case, cast, hana, tam, now, client_of):
    tell(case, hana, now - AGO)
    row = told(case, cast, now - AGO)
    html = page(client_of(tam), case)
    assert row.reference in html
    assert "Something is asked of you" in html
    assert "Nothing is asked of you now." not in html


def test_a_rule_that_was_added_later_is_told_by_a_person_first(case, hana, tam, now, client_of):
    tell(case, hana, now - AGO)
    later = Clause.objects.get(version=case.policy_version, code=DISREPUTE)
    look_into(fresh(case), later, by=hana, at=now)
    html = page(client_of(tam), case)
    assert Clause.objects.get(version=case.policy_version, code=BRAND).label in html
    assert later.label not in html


def test_nothing_found_stands_there_before_they_are_told(case, cast, tam, now, client_of):
    investigated(case, cast, now - AGO)
    found(case, cast, now)
    html = page(client_of(tam), case)
    assert LONG not in html
    assert "roven" not in html


@pytest.mark.beats(7)
@pytest.mark.parametrize("first", ["teo", "hana", "iona", "rhys", "cleo", "olu"])
def test_it_is_nobody_else_s(case, cast, hana, now, client_of, first):
    tell(case, hana, now - AGO)
    assert client_of(cast[first]).get(path(case)).status_code == 404


def test_somebody_named_by_mistake_has_none_any_more(case, hana, tam, now, client_of):
    tell(case, hana, now - AGO)
    Party.objects.filter(pk=case.subject.pk).update(until=now)
    assert client_of(tam).get(path(case)).status_code == 404


def test_what_is_asked_of_them_leads_back_to_it(case, cast, hana, tam, now, client_of):
    row = told(case, cast, now - AGO)
    client, asked = client_of(tam), f"/removals/mine/{row.reference}/"
    assert "/about-you/" not in client.get(asked).content.decode()
    tell(case, hana, now)
    assert path(case) in client.get(asked).content.decode()


def test_after_a_hearing_it_says_where_the_outcome_stands(cast, tam, now, client_of):
    row, _ = given(cast, now - timedelta(days=90))
    html = page(client_of(tam), row.case)
    assert "There has been a hearing" in html
    assert "nothing has been found" not in html
