"""Whoever a report is about never learns that it is there: no list, count, search or address moves. The next one up reads it."""

import pytest

from .steps import finds, mails, reported, sent

PAST = [
    pytest.param("Sasha Reid", "sasha", "hana", id="a senior leader: to the headteacher"),
    pytest.param("Hana Okafor", "hana", "cleo", id="a headteacher: to the chief executive"),
    pytest.param("Cleo Marchetti", "cleo", "chidi", id="the chief executive: to the Chair of Trustees"),
    pytest.param("", "sasha", "cleo", id="nobody knows whom: to the trust"),
]


def count(someone):
    someone.go("/")
    first = someone.page.locator(".tmt-tasks__row").count()
    someone.go("/triage/")
    return first, someone.page.locator(".tmt-tasks__row").count()


@pytest.mark.parametrize(("about", "past", "to"), PAST)
def test_it_goes_past(visitor, about, past, to):
    concerned = visitor(past)
    before = count(concerned)
    reference = sent(visitor("teo"), about)
    assert finds(visitor(to), reference)
    assert not finds(concerned, reference)
    assert count(concerned) == before


def test_about_dee_it_goes_to_her_deputy_and_her_head(visitor):
    reference = sent(visitor("teo"), "Dee Lawson", child={"child": "yes"})
    assert all(finds(visitor(first), reference) for first in ("dot", "hana"))
    assert not finds(visitor("dee"), reference)
    assert mails(visitor(None), reference, to="dot")


def test_whom_the_reporter_keeps_out_finds_nothing(visitor):
    reference = reported(visitor("teo"), "Sam Doyle", not_these=["Sasha Reid"])
    assert finds(visitor("hana"), reference)
    assert not finds(visitor("sasha"), reference)
