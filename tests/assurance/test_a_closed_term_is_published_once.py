import re
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from assurance.models import Publication, PublishedCell
from assurance.rules import closed_terms, term_of
from assurance.selectors import governed, newest_of
from assurance.services import publish_closed_terms, publish_term
from foundation.trail.services import tally

AUTUMN = term_of(date(2025, 11, 3))
JANUARY = datetime(2026, 1, 20, 9, tzinfo=UTC)


def reports(count, *, academy="alder", category="contact", tier=1, month=date(2025, 11, 1)):
    for _ in range(count):
        tally("reports", academy=academy, month=month, category=category, tier=tier, amount=1)


def cell(unit, category, term=AUTUMN):
    row = PublishedCell.objects.get(publication__term=term.code, unit=unit, category=category)
    return row.low, row.high


def test_a_small_number_is_published_as_a_range(cast):
    reports(3)
    publish_term(AUTUMN, at=JANUARY)
    assert cell("alder", "contact") == (1, 4)
    assert cell("alder", "brand") == (0, 0)


def test_what_came_later_changes_nothing(cast):
    reports(3)
    publish_term(AUTUMN, at=JANUARY)
    reports(40)
    assert publish_closed_terms(at=JANUARY, since=AUTUMN.first) == []
    assert publish_term(AUTUMN, at=JANUARY) is None
    assert cell("alder", "contact") == (1, 4)


def test_what_was_routed_past_the_head_is_counted_for_the_trust_only(cast):
    reports(9, tier=3)
    publish_term(AUTUMN, at=JANUARY)
    assert cell("alder", "contact") == (0, 0)
    assert cell("trust", "contact") == (8, 12)


def test_for_the_trust_itself_none_is_not_told_from_a_few(cast):
    reports(2, tier=3)
    publish_term(AUTUMN, at=JANUARY)
    assert cell("trust", "contact") == cell("trust", "brand") == (0, 4)


@pytest.mark.parametrize("rung", [4, 5, 6])
def test_what_the_board_handles_is_in_no_figure(cast, rung):
    reports(9, tier=rung)
    publish_term(AUTUMN, at=JANUARY)
    assert {cell(unit, "contact") for unit in ("alder", "trust")} == {(0, 0), (0, 4)}


def test_two_small_academies_are_shown_as_one(cast):
    reports(4, academy="elm")
    reports(4, academy="fir")
    publish_term(AUTUMN, at=JANUARY)
    assert cell("elm+fir", "contact") == (8, 12)
    assert not PublishedCell.objects.filter(unit__in=("elm", "fir")).exists()


def test_a_small_academy_keeps_its_company_for_the_school_year(cast):
    publish_term(AUTUMN, at=JANUARY)
    elm = cast["eve"].academy
    elm.headcount = 90
    elm.save()
    publish_term(term_of(date(2026, 2, 1)), at=datetime(2026, 4, 20, tzinfo=UTC))
    assert not PublishedCell.objects.filter(unit="elm").exists()


@pytest.mark.parametrize(("low", "high"), [(1, 1), (1, 2), (3, 4), (5, 4)])
def test_the_database_refuses_a_cell_that_tells_too_much(cast, low, high):
    publication = Publication.objects.create(term="x", label="x", first=date(2025, 9, 1), at=JANUARY, definitions={})
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedCell.objects.create(publication=publication, unit="alder", category="contact", low=low, high=high)


def test_a_term_settles_for_two_weeks():
    assert closed_terms(date(2026, 1, 10), date(2025, 9, 1)) == []
    assert closed_terms(date(2026, 1, 15), date(2025, 9, 1)) == [AUTUMN]


def test_totals_come_from_what_is_shown(alder):
    reports(3)
    reports(6, category="brand")
    publish_term(AUTUMN, at=JANUARY)
    volume = newest_of(alder).content["sections"][2]
    assert volume["rows"][-1] == ["All reports", "6 to 11", "6 to 11", "6 to 11"]


def test_a_governor_sees_their_own_academy_and_no_other(gail, olu, birch, client_of):
    reports(3)
    publish_term(AUTUMN, at=JANUARY)
    gails = client_of(gail)
    assert "fewer than 5" in gails.get("/assurance/").content.decode()
    assert gails.get(f"/assurance/academy/{birch.code}/").status_code == 404
    assert client_of(olu).get("/assurance/").status_code == 404


def test_the_newest_term_stands_first(gail, client_of):
    for term, at in ((AUTUMN, JANUARY), (term_of(date(2026, 2, 1)), datetime(2026, 4, 20, tzinfo=UTC))):
        publish_term(term, at=at)
    html = client_of(gail).get("/assurance/").content.decode()
    volume = html.split('aria-label="Reports by kind of concern and closed term"')[1].split("</thead>")[0]
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', volume)
    assert heads == ["Kind of concern", term_of(date(2026, 2, 1)).label, AUTUMN.label, "School year so far", "These terms together"]


def test_a_hidden_number_has_one_bar_and_none_has_no_bar(gail, client_of):
    reports(1)
    reports(4, category="brand")
    reports(9, category="declaration")
    publish_term(AUTUMN, at=JANUARY)
    html = client_of(gail).get("/assurance/").content.decode()
    assert len(re.findall(r'<line class="tmt-figure__hatched" x2="81"', html)) == html.count("tmt-figure__hatched") == 2


def test_a_governor_who_left_the_board_sees_nothing(gail, at):
    gail.placements.update(until=date(2026, 11, 1))
    assert governed(gail, at) == []
