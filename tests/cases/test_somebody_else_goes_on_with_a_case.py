"""The case manager hands over, whoever investigates cannot go on: the next one declares first, the work passes on (DOMAIN 6.2, 6.3)."""

import pytest

from cases.casefile import services
from cases.casefile.models import HandOver
from cases.casefile.selectors import cases_for, investigator_of, manager_of, successors
from cases.investigation import services as investigation
from foundation.deadlines import services as deadlines
from foundation.deadlines.recipients import Recipients
from foundation.deadlines.selectors import last, running
from foundation.dossiers.rules import Refused, Stale
from foundation.messages.models import Message
from tests.cases.story import LONG, about_tam, fresh, investigated, later
from tests.told import told_once


def asked(case, to, by, at):
    return services.hand_over(case, to, reason=LONG, by=by, at=at, version=fresh(case).version)


def told(person):
    return list(Message.objects.filter(to=person).order_by("pk").values_list("code", flat=True))


@told_once
def case(cast, at):
    return investigated(about_tam(cast, at), cast, at)


def test_whoever_takes_over_declares_first_and_what_waits_waits_for_them(case, hana, cleo, iona, at):
    row = asked(case, cleo, hana, at)
    assert (manager_of(case, at), cases_for(cleo, at).exists()) == (hana, False)
    with pytest.raises(Refused, match="conflict of interest"):
        services.answer_hand_over(row, yes=True, conflict=None, by=cleo, at=at)
    services.answer_hand_over(row, yes=True, conflict="", by=cleo, at=later(at))
    assert manager_of(case, later(at, 2)) == cleo
    assert "case.taken_over" in told(hana)
    assert "case.taken_over" in told(iona)
    clock = deadlines.start("case_decision", dossier=case.dossier, about=case.uuid, reference="", path="/", at=at, by=hana)
    assert Recipients([clock], later(at, 2)).of(clock, "owner") == [cleo]


def test_whoever_is_asked_sees_whom_it_is_about_and_no_more(cast, hana, cleo, now, client_of):
    row = asked(about_tam(cast, now), cleo, hana, now)
    browser = client_of(cleo)
    assert row.reference in browser.get("/").content.decode()
    page = browser.get(f"/cases/take-over/{row.reference}/").content.decode()
    assert ("Tam Ellis" in page, LONG in page, row.case.reference in page) == (True, False, False)
    assert client_of(cast["olu"]).get(f"/cases/take-over/{row.reference}/").status_code == 404


def test_a_no_leaves_it_where_it_was(cast, hana, cleo, at):
    case = about_tam(cast, at)
    services.answer_hand_over(asked(case, cleo, hana, at), yes=False, conflict="", by=cleo, at=at)
    assert (manager_of(case, at), told(hana)[-1]) == (hana, "case.not_taken_over")


def test_a_conflict_keeps_them_out_for_good(cast, hana, cleo, at):
    case = about_tam(cast, at)
    services.answer_hand_over(asked(case, cleo, hana, at), yes=True, conflict="I taught tam.", by=cleo, at=at)
    assert manager_of(case, at) == hana
    assert cleo not in successors(case, at)


@pytest.mark.parametrize("first", ["olu", "sasha", "rhys", "tam", "teo", "hana"])
def test_only_those_who_may_are_asked(cast, hana, at, first):
    with pytest.raises(Refused, match="somebody who may"):
        asked(about_tam(cast, at), cast[first], hana, at)


def test_nobody_hands_over_what_another_manages(case, iona, rhys, cleo, at):
    for person in (iona, rhys):
        with pytest.raises(Refused, match="belongs to somebody else"):
            asked(case, cleo, person, at)


def test_nobody_answers_for_another_or_twice(cast, hana, cleo, at):
    row = asked(about_tam(cast, at), cleo, hana, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.answer_hand_over(row, yes=True, conflict="", by=cast["olu"], at=at)
    services.answer_hand_over(row, yes=True, conflict="", by=cleo, at=at)
    with pytest.raises(Stale):
        services.answer_hand_over(row, yes=True, conflict="", by=cleo, at=at)


def test_who_is_asked_anew_is_the_only_one_asked(cast, hana, cleo, at):
    case = about_tam(cast, at)
    asked(case, cleo, hana, at)
    asked(case, cleo, hana, later(at))
    assert list(HandOver.objects.values_list("answer", flat=True)) == ["taken_back", "asked"]


def test_an_investigator_who_cannot_go_on_is_replaced(case, cast, hana, iona, at):
    services_version = fresh(case).version
    investigation.relieve(case, reason=LONG, by=hana, at=later(at), version=services_version)
    assert not cases_for(iona, later(at, 2)).exists()
    assert running(case.uuid, "io_replace")
    assert "case.relieved" in told(iona)
    row = investigation.appoint(case, cast["sid"], by=hana, at=later(at, 2), version=fresh(case).version)
    investigation.answer(row, by=cast["sid"], at=later(at, 3), answer="accepted", conflict="")
    assert (investigator_of(case, later(at, 4)), last(case.uuid, "io_replace").state) == (cast["sid"], "met")


def test_one_who_steps_back_is_looked_for_anew_too(case, hana, iona, at, client_of):
    services.step_back(case, by=iona, at=at, words="We were in the same choir.")
    assert running(case.uuid, "io_replace")
    assert "Ask somebody to investigate – with Hana Okafor" in client_of(hana).get(f"/cases/{case.reference}/").content.decode()


def test_on_hold_nobody_is_looked_for(case, hana, iona, at):
    services.hold(case, reason="police", words=LONG, by=hana, at=at, version=fresh(case).version)
    services.step_back(case, by=iona, at=at, words="We were in the same choir.")
    assert running(case.uuid, "io_replace").state == "paused"


def test_a_case_that_closes_asks_nobody_any_more(cast, hana, cleo, now, client_of):
    case = about_tam(cast, now)
    row = asked(case, cleo, hana, now)
    services.take_back(case, by=hana, at=now)
    assert client_of(cleo).get(f"/cases/take-over/{row.reference}/").status_code == 404


def test_the_pages_do_it(cast, hana, cleo, now, client_of):
    case = about_tam(cast, now)
    browser = client_of(hana)
    shown = browser.get(f"/cases/{case.reference}/hand-over/").context["form"]
    form = {"once": shown["once"].value(), "version": shown["version"].value(), "who": str(cleo.uuid), "reason": LONG}
    assert browser.post(f"/cases/{case.reference}/hand-over/", form).url == f"/cases/{case.reference}/"
    other, here = client_of(cleo), f"/cases/take-over/{HandOver.objects.get().reference}/"
    shown = other.get(here).context["form"]
    assert other.post(here, {"once": shown["once"].value(), "conflict": "none", "answer": "yes"}).url == f"/cases/{case.reference}/"
    page = other.get(f"/cases/{case.reference}/").content.decode()
    assert "Taken over" in page
    assert LONG in page
