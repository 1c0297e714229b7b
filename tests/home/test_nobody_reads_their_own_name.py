"""What needs somebody now is with them: the first page says "you", where others read the name."""

import pytest

from tests.cases.story import about_tam

pytestmark = pytest.mark.django_db


def test_whose_case_it_is_reads_you(cast, at, now, client_of):
    about_tam(cast, now)
    page = client_of(cast["hana"]).get("/").content.decode()
    assert "With you" in page
    assert "With Hana Okafor" not in page


def test_the_page_is_called_home_and_nothing_twice(teo, client_of):
    page = client_of(teo).get("/").content.decode()
    assert "<title>Home – Social media concerns – " in page
