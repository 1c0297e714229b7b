"""Small things about one person within twelve months are seen together, and named a pattern (KCSIE Part 4; DOMAIN 9.10)."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from foundation.deadlines.models import Deadline
from foundation.dossiers.rules import Refused
from foundation.people.selectors import setting
from reports.lowlevel import selectors
from tests.lowlevel import scene
from tests.triage.scene import fresh, told

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
CONDUCT = "C7.3l"


@pytest.fixture
def report(teo, tam, sasha, hana, at):
    return scene.ended(teo, tam, triager=sasha, head=hana, at=at, codes=(CONDUCT,))


def more(teo, tam, sasha, hana, at, number, codes=(CONDUCT,)):
    return [scene.ended(teo, tam, triager=sasha, head=hana, at=at, codes=codes) for _ in range(number)]


def test_three_within_a_year_are_a_pattern(report, teo, tam, sasha, hana, at):
    assert not selectors.pattern(selectors.lately(hana, tam, at))
    more(teo, tam, sasha, hana, at + MONTH, 2)
    assert selectors.pattern(selectors.lately(hana, tam, at + MONTH))
    assert not selectors.pattern(selectors.lately(hana, tam, at + 13 * MONTH))


def test_two_about_children_are_one_too(teo, tam, sasha, hana, at):
    for days in (0, 1):
        more(teo, tam, sasha, hana, at + timedelta(days=days), 1, codes=("C7.3f",))
    assert selectors.pattern(selectors.lately(hana, tam, at + MONTH))


def test_the_trust_says_how_many(report, teo, tam, sasha, hana, at):
    call_command("low_level", pattern=2, leads="read")
    more(teo, tam, sasha, hana, at, 1)
    assert selectors.pattern(selectors.lately(hana, tam, at))
    assert setting("lowlevel.leads_read", False) is True
    with pytest.raises(CommandError, match="2 to 20"):
        call_command("low_level", pattern=1)


def test_the_head_sees_them_by_person(report, teo, tam, sasha, hana, now, client_of):
    more(teo, tam, sasha, hana, now, 2)
    page = client_of(hana).get("/concerns/").content.decode()
    assert "Tam Ellis" in page
    assert "Maybe" in page
    assert "may be a pattern" in client_of(hana).get(f"/concerns/about/{tam.uuid}/").content.decode()


def test_the_list_takes_the_same_number_of_queries(report, teo, tam, alf, sasha, hana, now, client_of, django_assert_max_num_queries):
    client = client_of(hana)
    client.get("/concerns/")
    more(teo, alf, sasha, hana, now, 3)
    with django_assert_max_num_queries(10):
        client.get("/concerns/")


@pytest.mark.parametrize(("move", "state"), [("no_action", "NO_ACTION"), ("advise", "ADVICE"), ("flag", "PATTERN_FLAG")])
def test_a_decision_meets_the_clock(report, hana, at, move, state):
    assert scene.decided(report, move, hana, at=at).state == state
    assert Deadline.objects.get(about=scene.concern_of(report).uuid, kind="llc_review").state == "met"


def test_advice_is_given_by_a_person_first(report, hana, at):
    with pytest.raises(Refused, match="Speak to the person first"):
        scene.decided(report, "advise", hana, at=at, spoken="no")


@pytest.mark.parametrize("move", ["consult", "raise_case"])
def test_a_pattern_goes_back_to_triage_and_to_the_safeguarding_lead(report, hana, at, move):
    scene.decided(report, "flag", hana, at=at)
    scene.decided(report, move, hana, at=at)
    assert fresh(report).state == "IN_TRIAGE"
    assert told(report, "report.safeguarding") == {"dee"}


def test_each_decision_has_its_page(report, hana, client_of):
    concern = scene.concern_of(report)
    page = f"/concerns/{concern.reference}/advise/"
    assert client_of(hana).get(page).status_code == 200
    client_of(hana).post(page, {"spoken": "yes", "reason": scene.ADVICE, "version": concern.version})
    assert scene.ADVICE in client_of(hana).get(f"/concerns/{concern.reference}/").content.decode()
    assert client_of(hana).get(f"/concerns/{concern.reference}/pattern/").status_code == 422
    assert client_of(hana).get(f"/concerns/{concern.reference}/nothing/").status_code == 404
