"""Small things about one person within twelve months are seen together, and named a pattern (KCSIE Part 4; DOMAIN 9.10)."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import route
from foundation.messages.models import Message
from foundation.people.rules import SYSTEM
from foundation.people.selectors import setting
from reports.concerns.selectors import safeguarding_of
from reports.lowlevel import selectors
from tests.lowlevel import scene
from tests.told import told_once
from tests.triage.scene import fresh, step, taken, told

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
CONDUCT = "C7.3l"


@told_once
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


@pytest.mark.parametrize(("move", "state"), [("no_action", "NO_ACTION"), ("advise", "ADVICE")])
def test_a_decision_meets_the_clock(report, hana, at, move, state):
    assert scene.decided(report, move, hana, at=at).state == state
    assert Deadline.objects.get(about=scene.concern_of(report).uuid, kind="llc_review").state == "met"


def test_advice_is_given_by_a_person_first(report, hana, at):
    with pytest.raises(Refused, match="Speak to the person first"):
        scene.decided(report, "advise", hana, at=at, spoken="no")


@pytest.mark.parametrize("move", ["no_action", "consult", "raise_case"])
def test_to_call_it_a_pattern_is_not_yet_to_decide(report, hana, at, move):
    scene.decided(report, "flag", hana, at=at)
    clock = Deadline.objects.get(about=scene.concern_of(report).uuid, kind="llc_review")
    assert clock.state == "running"
    scene.decided(report, move, hana, at=at)
    clock.refresh_from_db()
    assert clock.state == "met"


def test_what_was_opened_again_counts_no_more(report, teo, tam, sasha, hana, at):
    more(teo, tam, sasha, hana, at, 2)
    step("reopen", report, hana, at=at, new=scene.REASON)
    kept = scene.concern_of(report)
    assert (kept.state, kept.dossier.open) == ("WITHDRAWN", False)
    assert Deadline.objects.get(about=kept.uuid, kind="llc_review").state == "stopped"
    assert not selectors.pattern(selectors.lately(hana, tam, at))
    assert selectors.people_with_concerns(hana, at)[0][0]["number"] == 2


def test_one_report_counts_once_however_often_it_ends(report, tam, sasha, hana, at):
    for _ in range(2):
        scene.decided(report, "flag", hana, at=at)
        scene.decided(report, "raise_case", hana, at=at)
        taken(report, sasha, at=at)
        step("propose_low", report, sasha, at=at, rationale=scene.REASON)
        step("low_level", report, hana, at=at, reason=scene.REASON)
    assert report.low_level.count() == 3
    assert not selectors.pattern(selectors.lately(hana, tam, at))


def test_the_lado_is_asked_as_for_any_possible_harm(report, hana, dee, at):
    scene.decided(report, "flag", hana, at=at)
    scene.decided(report, "consult", hana, at=at)
    again = fresh(report)
    assert (again.harm, safeguarding_of(again).state) == ("possible", "FLAGGED")
    running = Deadline.objects.filter(dossier=report.dossier, state="running").values_list("kind", flat=True)
    assert {"dsl_review", "lado_referral", "triage_critical"} <= set(running)


def test_the_list_says_when_there_are_more(report, teo, alf, sasha, hana, now, client_of, monkeypatch):
    more(teo, alf, sasha, hana, now, 1)
    assert "There are more people" not in client_of(hana).get("/concerns/").content.decode()
    monkeypatch.setattr(selectors, "MOST", 1)
    assert "There are more people" in client_of(hana).get("/concerns/").content.decode()


@pytest.mark.parametrize(("move", "leads"), [("consult", {"dee", "dot"}), ("raise_case", {"dee"})])
def test_a_pattern_goes_back_to_triage_and_to_the_safeguarding_lead(report, hana, at, move, leads):
    scene.decided(report, "flag", hana, at=at)
    scene.decided(report, move, hana, at=at)
    assert fresh(report).state == "SUBMITTED"  # whoever triaged it has no part in it any more
    assert told(report, "report.safeguarding") == leads
    assert Message.objects.filter(about=report.uuid, code="report.safeguarding").count() == len(leads)


def test_the_head_of_another_academy_sends_it_back_without_reading_it(teo, sid, hana, olu, cleo, at, now, client_of):
    report = scene.ended(teo, sid, triager=olu, head=cleo, at=now)
    Dossier.objects.filter(pk=report.dossier_id).update(academy=hana.academy)
    route(fresh(report).dossier, by=SYSTEM, at=now)
    scene.decided(report, "flag", olu, at=now)
    assert scene.decided(report, "consult", olu, at=now).state == "CONSULT_LADO"
    assert (fresh(report).state, fresh(report).harm) == ("SUBMITTED", "possible")


def test_each_decision_has_its_page(report, hana, client_of):
    concern = scene.concern_of(report)
    page = f"/concerns/{concern.reference}/advise/"
    assert client_of(hana).get(page).status_code == 200
    client_of(hana).post(page, {"spoken": "yes", "reason": scene.ADVICE, "version": concern.version})
    assert scene.ADVICE in client_of(hana).get(f"/concerns/{concern.reference}/").content.decode()
    assert client_of(hana).get(f"/concerns/{concern.reference}/pattern/").status_code == 422
    assert client_of(hana).get(f"/concerns/{concern.reference}/nothing/").status_code == 404
