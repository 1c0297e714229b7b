"""Written by one, approved by another, told by a person: only then it reaches whoever is asked, and only then clocks run (DESIGN 5)."""

from datetime import timedelta

import pytest

from cases.cooperation import services
from cases.cooperation.selectors import mine
from foundation.deadlines.models import Deadline
from foundation.deadlines.selectors import current, last
from foundation.dossiers.rules import PARENT, Refused, Stale
from foundation.dossiers.services import add_party
from foundation.messages.models import Message, Spoken
from reports.intake.rules import Named
from tests.cases.story import fresh, opened, proposed, sent
from tests.cooperation.scene import ACCOUNT, COPIES, KEEP, WHAT, WHY, case_about_tam, drafted, issued, told
from tests.told import told_once

DAY = timedelta(days=1)
BOTH = {"coop_ack", "coop_response"}


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


def letters(row, code="coop.asked"):
    return list(Message.objects.filter(about=row.uuid, code=code).order_by("pk").values_list("to__name", "state"))


@told_once
def row(case, cast, at):
    return drafted(case, cast, at)


def test_a_draft_waits_for_the_case_manager_and_for_nobody_else(row, tam, at):
    assert (row.state, letters(row, "coop.to_approve")) == ("DRAFT", [("Hana Okafor", "queued")])
    assert (list(mine(tam, at)), Deadline.objects.filter(about=row.uuid).count()) == ([], 0)


def test_approved_it_is_held_until_somebody_has_told_them(case, cast, tam, at):
    row = issued(case, cast, at)
    assert (letters(row), list(mine(tam, at)), current([row.uuid])) == ([("Tam Ellis", "held")], [], {})


@pytest.mark.parametrize("kind,clocks", [(ACCOUNT, BOTH), (COPIES, BOTH), (KEEP, {"coop_ack"})])
def test_told_it_reaches_them_and_its_clocks_run(case, cast, tam, at, kind, clocks):
    row = told(case, cast, at, kind)
    assert (letters(row), list(mine(tam, at))) == ([("Tam Ellis", "queued")], [row])
    assert {one.kind for one in Deadline.objects.filter(about=row.uuid)} == clocks
    assert Spoken.objects.get(about=row.uuid).how == "in_person"


def test_two_working_days_to_acknowledge_and_five_to_answer(case, cast, at):
    row = told(case, cast, at)
    due = dict(Deadline.objects.filter(about=row.uuid).values_list("kind", "due_at"))
    assert [(due[kind].date() - at.date()).days for kind in ("coop_ack", "coop_response")] == [2, 7]  # a weekend lies between


def test_acknowledged_only_the_answer_is_waited_for(case, cast, tam, at):
    row = told(case, cast, at)
    row = services.acknowledge(row, by=tam, at=at, version=row.version)
    assert (last(row.uuid, "coop_ack").state, current([row.uuid])[row.uuid].kind) == ("met", "coop_response")


def test_not_reached_the_clock_of_the_answer_begins_with_the_acknowledgement(case, cast, tam, at):
    row = told(case, cast, at, how="could_not")
    assert (letters(row), current([row.uuid])) == ([("Tam Ellis", "queued")], {})
    row = services.acknowledge(row, by=tam, at=at + DAY, version=row.version)
    clocks = Deadline.objects.filter(about=row.uuid)
    assert [(one.kind, one.started_at) for one in clocks] == [("coop_response", at + DAY)]


def test_nobody_approves_what_they_investigate(row, cast, at):
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.approve(row, by=cast["iona"], at=at, version=row.version)
    row.drafted_by = cast["hana"]
    row.save()
    with pytest.raises(Refused, match="cannot approve it"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)


def test_nothing_goes_out_before_the_person_was_told_of_the_case(cast, at):
    case = case_about_tam(cast, at)
    row = drafted(case, cast, at)
    type(case).objects.filter(pk=case.pk).update(told_at=None)
    with pytest.raises(Refused, match="told of the case first"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)


def test_on_hold_nothing_is_asked_and_nobody_is_spoken_to(case, cast, at):
    written, approved = drafted(case, cast, at), issued(case, cast, at)
    type(case).objects.filter(pk=case.pk).update(state="HELD", held_from="INVESTIGATING")
    with pytest.raises(Refused, match="not while it is on hold"):
        services.approve(written, by=cast["hana"], at=at, version=written.version)
    with pytest.raises(Refused, match="on hold"):
        services.tell(approved, how="phone", by=cast["iona"], at=at, version=approved.version)


def test_what_is_there_may_be_kept_from_the_first_day_and_nothing_else_is_asked_then(case, cast, at):
    type(case).objects.filter(pk=case.pk).update(state="SCOPING")
    assert drafted(fresh(case), cast, at, KEEP).state == "DRAFT"
    with pytest.raises(Refused, match="while the case is being investigated"):
        drafted(fresh(case), cast, at, ACCOUNT)


def test_only_staff_can_be_asked(cast, hana, at):
    report = sent(cast["teo"], at=at, outsiders=[Named(PARENT, name="Pat Lane")])
    case = opened(proposed(report, hana, at=at, codes=("C6.1P-d",)), hana, at=at, codes=("C6.1P-d",))
    type(case).objects.filter(pk=case.pk).update(state="INVESTIGATING")
    add_party(case.dossier, cast["iona"], "investigator", by=hana, at=at, source="test")
    with pytest.raises(Refused, match="Only staff"):
        drafted(case, cast, at)


@pytest.mark.parametrize("wrong,sentence", [
    ({"what": "All."}, "what is asked for"), ({"why": "Because."}, "why it is needed"), ({"kind": "PASSWORD"}, "Choose what"),
    ({"what": "Send me your password, it is hunter2x9."}, "looks like a password"),
])
def test_it_is_refused_before_anything_is_written(case, cast, at, wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        drafted(case, cast, at, **wrong)


def test_somebody_sure_that_it_is_no_password_may_say_so(case, cast, at):
    assert drafted(case, cast, at, what="Whether your login is shared1 with somebody.", sure=True).state == "DRAFT"


def test_sent_back_it_is_changed_and_comes_again(row, cast, at):
    row = services.send_back(row, reason="It asks for too much.", by=cast["hana"], at=at, version=row.version)
    with pytest.raises(Refused, match="sent back"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)
    row = services.rewrite(row, what=WHAT, why=WHY, by=cast["iona"], at=at, version=row.version)
    assert services.approve(row, by=cast["hana"], at=at, version=row.version).state == "ISSUED"
    assert letters(row, "coop.to_approve") == [("Hana Okafor", "queued")] * 2


def test_withdrawn_before_telling_nobody_ever_hears_of_it(case, cast, at):
    row = issued(case, cast, at)
    services.withdraw(row, reason="Not needed.", by=cast["iona"], at=at, version=row.version)
    assert ([state for _, state in letters(row)], letters(row, "coop.withdrawn")) == (["cancelled"], [])


def test_withdrawn_after_telling_they_are_told_that_it_is_gone(case, cast, at):
    row = told(case, cast, at)
    services.withdraw(row, reason="Not needed.", by=cast["iona"], at=at, version=row.version)
    assert (letters(row, "coop.withdrawn"), current([row.uuid])) == ([("Tam Ellis", "queued")], {})


def test_a_page_that_was_overtaken_is_stale(case, cast, at):
    row = issued(case, cast, at)
    with pytest.raises(Stale):
        services.tell(row, how="phone", by=cast["iona"], at=at, version=0)
