"""Words, files, a part, a no with its reason, another date: what the person asked can say, and who writes it down for them."""

from datetime import timedelta

import pytest

from cases.cooperation import services
from cases.cooperation.models import Supply
from cases.cooperation.selectors import files_of, standing
from foundation.deadlines.selectors import current, running_of
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.evidence.selectors import exhibits_for
from foundation.messages.models import Message
from tests.cases.story import picture
from tests.cooperation.scene import COPIES, KEEP, LONG, case_about_sam, case_about_tam, fresh, told
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


def answered(row, by, at, words=LONG, whole=True, **more):
    return services.supply(row, words=words, whole=whole, by=by, at=at, version=row.version, **more)


def added(row, by, at):
    return services.add_file(row, upload=picture(), image_answer="no", visibility="friends", by=by, at=at)


def mail(row, code):
    return list(Message.objects.filter(about=row.uuid, code=code).values_list("to__name", flat=True))


@told_once
def row(case, cast, at):
    return told(case, cast, at)


def test_an_account_ends_it_and_the_investigator_is_told(case, cast, tam, at):
    row = answered(told(case, cast, at), tam, at)
    assert (row.state, current([row.uuid]), mail(row, "coop.answered")) == ("COMPLETED", {}, ["Iona McCrae"])
    assert sealing.read_one(Supply.objects.get())["words_sealed"] == LONG


def test_nothing_is_no_answer(case, cast, tam, at):
    with pytest.raises(Refused, match="Write something"):
        answered(told(case, cast, at), tam, at, words="")


def test_a_file_is_an_exhibit_of_the_case_that_whoever_added_it_goes_on_seeing(case, cast, tam, iona, at):
    row = told(case, cast, at, COPIES)
    exhibit = added(row, tam, at)
    assert list(exhibits_for(tam, at)) == [exhibit]
    assert exhibit in exhibits_for(iona, at)
    answered(row, tam, at, words="")
    assert [(one.exhibit, one.supply_id is not None) for one in files_of(row)] == [(exhibit, True)]


@pytest.mark.parametrize("answer", ["yes", "unsure", ""])
def test_a_file_that_could_show_a_child_is_not_taken(case, cast, tam, at, answer):
    row = told(case, cast, at, COPIES)
    with pytest.raises(Refused):
        services.add_file(row, upload=picture(), image_answer=answer, by=tam, at=at)
    assert files_of(row) == []


def test_a_part_and_then_the_rest(case, cast, tam, at):
    row = answered(told(case, cast, at), tam, at, whole=False, missing="I wait for the download.")
    assert (row.state, current([row.uuid])[row.uuid].kind) == ("PARTIAL", "coop_response")
    row = answered(row, tam, at)
    assert (row.state, [one.whole for one in Supply.objects.all()]) == ("COMPLETED", [False, True])


def test_a_part_without_a_word_on_the_rest_is_refused(case, cast, tam, at):
    with pytest.raises(Refused, match="reason"):
        answered(told(case, cast, at), tam, at, whole=False)


def test_the_investigator_says_that_a_part_is_enough(case, cast, tam, at):
    row = answered(told(case, cast, at), tam, at, whole=False, missing="The rest is gone.")
    row = services.enough(row, reason="It shows all that matters.", by=cast["iona"], at=at, version=row.version)
    assert (row.state, mail(row, "coop.enough")) == ("COMPLETED", ["Tam Ellis"])


def test_what_is_to_be_kept_is_not_answered_in_words(case, cast, tam, at):
    with pytest.raises(Refused, match="not answered in words"):
        answered(told(case, cast, at, KEEP), tam, at)


def test_a_no_goes_to_hr_and_stops_every_clock_but_theirs(row, tam, at):
    row = services.decline(row, reason="My union advises me not to.", by=tam, at=at, version=row.version)
    assert (row.state, mail(row, "coop.to_review")) == ("DECLINED", ["Rhys Bowen"])
    assert [clock.kind for clock in running_of([row.uuid])[row.uuid]] == ["coop_review"]
    assert mail(row, "coop.declined") == ["Iona McCrae"]


def test_who_said_no_may_think_better_of_it(row, tam, at):
    row = services.decline(row, reason="No time.", by=tam, at=at, version=row.version)
    row = services.reconsider(row, by=tam, at=at + DAY, version=row.version)
    assert (row.state, current([row.uuid])[row.uuid].started_at) == ("ACKNOWLEDGED", at + DAY)


def test_another_date_is_asked_for_and_given(row, cast, tam, at):
    row = services.ask_date(row, reason="A funeral.", wished=(at + 11 * DAY).date(), by=tam, at=at, version=row.version)
    assert (row.wishes_another_date, mail(row, "coop.date_asked"), row.state_since) == (True, ["Iona McCrae"], at)
    row = services.give_time(row, until=(at + 11 * DAY).date(), by=cast["iona"], at=at, version=row.version)
    clock = current([row.uuid])[row.uuid]
    assert clock.kind == "coop_ack"
    assert (row.wishes_another_date, mail(row, "coop.date_answered")) == (False, ["Tam Ellis"])


@pytest.mark.parametrize("days", [-1, 2])
def test_more_time_is_later_than_there_was(row, cast, at, days):
    with pytest.raises(Refused, match="after the one that holds"):
        services.give_time(row, until=(at + days * DAY).date(), by=cast["iona"], at=at, version=row.version)


def test_another_date_is_refused_with_a_reason_they_read(row, cast, tam, at):
    with pytest.raises(Refused, match="Nobody has asked"):
        services.keep_date(row, reason="x", by=cast["hana"], at=at, version=row.version)
    row = services.ask_date(row, reason="No time.", by=tam, at=at, version=row.version)
    row = services.keep_date(row, reason="The report is due before that.", by=cast["hana"], at=at, version=row.version)
    assert (row.wishes_another_date, sealing.read_one(row)["date_answer_sealed"]) == (False, "The report is due before that.")


def test_what_is_kept_is_let_go_and_they_hear_of_it(case, cast, tam, at):
    row = told(case, cast, at, KEEP)
    row = services.acknowledge(row, by=tam, at=at, version=row.version)
    assert (current([row.uuid]), mail(row, "coop.acknowledged")) == ({}, ["Iona McCrae"])
    row = services.lift(row, by=cast["iona"], at=at, version=row.version)
    assert (row.state, mail(row, "coop.lifted")) == ("COMPLETED", ["Tam Ellis"])


def test_before_anybody_has_told_them_they_cannot_answer(row, tam, at):
    type(row).objects.filter(pk=row.pk).update(told_at=None)
    for step in (services.acknowledge, lambda row, **by: answered(row, tam, at), lambda row, **by: services.decline(row, reason="x", **by)):
        with pytest.raises(Refused, match="told first"):
            step(fresh(row), by=tam, at=at, version=row.version)


def test_for_somebody_without_a_sign_in_whoever_tells_them_writes_it_down(cast, sam, iona, at):
    row = told(case_about_sam(cast, at), cast, at)
    assert "on_behalf" in standing(row, iona, at)
    row = answered(row, iona, at, words="sam says that he did not write it.")
    assert (row.state, Supply.objects.get().written_by, Message.objects.get(code="coop.asked").state) == ("COMPLETED", iona, "unreachable")


@pytest.mark.parametrize("first", ["iona", "hana", "rhys", "teo", "sasha", "olu"])
def test_nobody_answers_for_somebody_who_can(row, cast, at, first):
    with pytest.raises(Refused, match="somebody else"):
        services.acknowledge(row, by=cast[first], at=at, version=row.version)


def test_a_password_is_taken_from_nobody(row, tam, at):
    for step in (
        lambda **by: services.supply(row, words="My password is hunter2x9.", whole=True, **by),
        lambda **by: services.decline(row, reason="My PIN is 48151.", **by),
        lambda **by: services.ask_date(row, reason="My login is tam!2026x.", **by),
    ):
        with pytest.raises(Refused, match="looks like a password"):
            step(by=tam, at=at, version=row.version)
    assert fresh(row).version == row.version
