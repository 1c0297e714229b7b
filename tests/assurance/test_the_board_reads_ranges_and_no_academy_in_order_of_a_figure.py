"""The trust's roll-up: ranges of published cells, what went past a head for the trust only, each academy by name."""

import re
from datetime import UTC, date, datetime

import pytest

from assurance.disclosure import ALL, NOT_ALL, TOO_FEW, publish, share, shares, statement, together
from assurance.rules import term_of
from assurance.services import publish_term
from foundation.trail.services import tally
from tests.told import told_once

SUMMER = term_of(date(2026, 6, 1))
SEPTEMBER = datetime(2026, 9, 20, 9, tzinfo=UTC)


@told_once
def published(cast):
    for academy, tier, amount in (("alder", 1, 3), ("birch", 1, 9), ("alder", 3, 2), ("alder", 4, 50)):
        tally("reports", academy=academy, month=date(2026, 6, 1), category="contact", tier=tier, amount=amount)
    return publish_term(SUMMER, at=SEPTEMBER)


@pytest.fixture
def roll_up(published, chidi, client_of):
    return client_of(chidi).get("/assurance/trust/").content.decode()


def line(html, table, name):
    part = html.split(f'<caption class="govuk-visually-hidden">{table}')[-1].split("</table>")[0]
    row = next(one for one in part.split("<tr")[1:] if f">{name}<" in one)
    return re.findall(r"<td[^>]*>(?:<span[^>]*>[^<]*</span>)?([^<]*)", row)


def test_a_kind_is_a_range_and_what_the_board_handles_is_in_none(roll_up):
    assert line(roll_up, "Reports by kind of concern", "Contact and boundaries") == ["9 to 16", "0 to 4", "9 to 20"]
    assert line(roll_up, "Reports by kind of concern", "All reports") == ["9 to 16", "0 to 24", "9 to 40"]


def test_the_chart_is_drawn_from_the_fewest_to_the_most(roll_up):
    assert '<rect class="tmt-figure__bar" x="562" width="438"' in roll_up


def test_academies_stand_by_name_and_lead_to_their_page(roll_up, chidi, client_of):
    hrefs = re.findall(r'href="(/assurance/frozen/[^"]+)">([^<]+)<', roll_up)
    assert [name for _, name in hrefs] == sorted(name for _, name in hrefs)
    assert len(hrefs) == 6
    assert client_of(chidi).get(hrefs[0][0]).status_code == 200


def test_what_an_academy_lacks_is_said(roll_up):
    said = {name: line(roll_up, "The page of each", name) for name in ("Alder Academy", "Elm Academy")}
    assert said["Alder Academy"][-1] == "All in place"
    assert "to look at" in said["Elm Academy"][-1]


@pytest.mark.parametrize("first", ["hana", "gail", "sasha", "clem", "ada"])
def test_nobody_else_finds_it(published, cast, client_of, first):
    assert client_of(cast[first]).get("/assurance/trust/").status_code == 404


@pytest.mark.parametrize(("part", "whole", "said"), [(0, 0, TOO_FEW), (4, 4, TOO_FEW), (5, 5, ALL), (4, 5, NOT_ALL), (0, 9, NOT_ALL)])
def test_whether_all_were_in_time_is_said_of_five_and_more(part, whole, said):
    assert statement(part, whole, [publish(20)]) == said


def test_nothing_is_said_where_the_cells_do_not_say_already_that_there_were_five():
    assert statement(6, 6, [publish(3), publish(3)]) == TOO_FEW


def test_a_share_of_fewer_than_the_cells_allow_is_not_shown():
    assert share(20, 20, [publish(100)]) == "group too small to show"


def test_what_several_say_together_says_no_more():
    assert together([TOO_FEW, TOO_FEW]) == TOO_FEW
    assert together([TOO_FEW, ALL]) == "all in time, where enough arose"
    assert together([ALL, NOT_ALL]) == NOT_ALL
    assert shares(["75% to 100%", "group too small to show", "60% to 80%"]) == "60% to 100%, where the group is large enough"
    assert shares([""]) == "group too small to show"
