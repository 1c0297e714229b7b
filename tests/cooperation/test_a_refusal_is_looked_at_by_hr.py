"""A no, a part, silence: HR looks why, absence and health first; only unreasonable may become a matter of its own (DOMAIN 5.4)."""

from datetime import timedelta

import pytest

from cases.cooperation import services
from cases.cooperation.selectors import reviewers
from foundation.deadlines.selectors import current
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people.models import Relation
from tests.cases.story import fresh
from tests.cooperation.scene import LONG, case_about_tam, decided, declined, told, told_of_it
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


@told_once
def late(case, cast, at):
    """Nothing has come in time."""
    row = told(case, cast, at)
    return services.overdue(row, by=cast["iona"], at=at + 8 * DAY, version=row.version)


def mail(row, code):
    return list(Message.objects.filter(about=row.uuid, code=code).values_list("to__name", "state"))


def strand(row):
    return row.case.strands.get(uuid=row.uuid)


@told_once
def row(case, cast, at):
    return declined(case, cast, at)


def test_nobody_but_hr_looks_at_it(row, cast, at):
    assert reviewers(row, at) == [cast["rhys"]]
    for first in ("iona", "hana", "cleo", "tam", "sasha"):
        with pytest.raises(Refused):
            services.review(row, outcome="accept_refusal", reason=LONG, by=cast[first], at=at, version=row.version)


def test_where_hr_is_in_conflict_the_chief_executive_is_brought_in(case, cast, at):
    Relation.objects.create(person=cast["rhys"], other=cast["tam"], since=at.date())
    row = declined(case, cast, at)
    assert mail(row, "coop.to_review") == [("Cleo Marchetti", "queued")]
    row = services.review(row, outcome="accept_refusal", reason=LONG, by=cast["cleo"], at=at, version=row.version)
    assert row.state == "ACCEPTED_REFUSAL"


@pytest.mark.parametrize("outcome,state", [("accept_refusal", "ACCEPTED_REFUSAL"), ("unreasonable", "UNREASONABLE")])
def test_what_was_decided_is_told_by_a_person_before_it_is_read(case, cast, at, outcome, state):
    row = decided(declined(case, cast, at), cast, at, outcome)
    assert (row.state, mail(row, "coop.decided"), strand(row).settled) == (state, [("Tam Ellis", "held")], False)
    row = told_of_it(row, cast, at)
    assert (mail(row, "coop.decided"), strand(row).settled) == ([("Tam Ellis", "queued")], True)


def test_a_reason_is_given_at_some_length(row, cast, at):
    with pytest.raises(Refused, match="at least 30"):
        services.review(row, outcome="unreasonable", reason="No.", by=cast["rhys"], at=at, version=row.version)


def test_it_is_late_only_when_a_date_has_passed(case, cast, at):
    row = told(case, cast, at)
    with pytest.raises(Refused, match="not late"):
        services.overdue(row, by=cast["iona"], at=at + DAY, version=row.version)


def test_silence_is_asked_about_first(late, cast, at):
    assert (late.state, current([late.uuid])[late.uuid].kind) == ("OVERDUE_REVIEW", "coop_review")
    with pytest.raises(Refused, match="away, unwell"):
        decided(late, cast, at)


def test_somebody_who_was_unwell_has_not_refused(late, cast, at):
    with pytest.raises(Refused, match="has not refused"):
        decided(late, cast, at, absence="yes")


def test_more_time_is_told_by_a_person_again(late, cast, at):
    later = at + 9 * DAY
    row = decided(late, cast, later, "more_time", absence="yes")
    assert (row.state, row.round, row.told_at, current([row.uuid])) == ("ISSUED", 2, None, {})
    row = services.tell(row, how="phone", by=cast["iona"], at=later, version=row.version)
    assert current([row.uuid])[row.uuid].started_at == later
    assert mail(row, "coop.asked") == [("Tam Ellis", "queued")] * 2
    row = services.decline(row, reason="No.", by=cast["tam"], at=later, version=row.version)
    assert decided(row, cast, later).absence == ""


def test_whoever_is_late_can_still_answer(late, cast, tam, at):
    row = services.reconsider(late, by=tam, at=at + 9 * DAY, version=late.version)
    row = services.supply(row, words=LONG, whole=True, by=tam, at=at + 9 * DAY, version=row.version)
    assert row.state == "COMPLETED"


def test_a_part_can_be_put_before_hr(case, cast, tam, at):
    row = told(case, cast, at)
    row = services.supply(row, words="Half.", whole=False, missing="The rest is private.", by=tam, at=at, version=row.version)
    row = services.ask_review(row, reason="The rest is what matters.", by=cast["iona"], at=at, version=row.version)
    assert (row.state, mail(row, "coop.to_review")) == ("DECLINED", [("Rhys Bowen", "queued")])


def test_only_unreasonable_may_be_looked_into_and_only_by_the_case_manager(case, cast, at):
    row = told_of_it(decided(declined(case, cast, at), cast, at), cast, at)
    for first in ("iona", "rhys", "cleo"):
        with pytest.raises(Refused, match="somebody else"):
            services.allege(row, by=cast[first], at=at, version=row.version)
    row = services.allege(row, by=cast["hana"], at=at, version=row.version)
    assert (row.state, row.allegation.clause.code, row.allegation.case) == ("UNREASONABLE", "C10.2", case)
    with pytest.raises(Refused, match="already"):
        services.allege(row, by=cast["hana"], at=at, version=row.version)


def test_nothing_is_added_by_itself_nor_before_they_were_told(case, cast, at):
    row = decided(declined(case, cast, at), cast, at)
    assert [one.clause.code for one in case.allegations.all()] == ["C7.3l"]
    with pytest.raises(Refused, match="Tell the person first"):
        services.allege(row, by=cast["hana"], at=at, version=row.version)


def test_an_accepted_reason_cannot_be_looked_into(case, cast, at):
    row = told_of_it(decided(declined(case, cast, at), cast, at, "accept_refusal"), cast, at)
    with pytest.raises(Refused, match="can no longer be done"):
        services.allege(row, by=cast["hana"], at=at, version=row.version)


def test_nothing_is_added_to_what_is_handed_in(case, cast, at):
    row = told_of_it(decided(declined(case, cast, at), cast, at), cast, at)
    type(case).objects.filter(pk=case.pk).update(state="DECISION_PENDING")
    with pytest.raises(Refused, match="not being investigated any more"):
        services.allege(row, by=cast["hana"], at=at, version=row.version)


def test_what_was_declined_can_be_withdrawn(row, cast, at):
    row = services.withdraw(row, reason="We have it from elsewhere.", by=cast["iona"], at=at, version=row.version)
    assert (row.state, mail(row, "coop.withdrawn")) == ("WITHDRAWN", [("Tam Ellis", "queued")])


def test_no_list_says_what_hr_decided_before_somebody_has(cast, now, client_of):
    at = now - 9 * DAY
    case = case_about_tam(cast, at)
    row = decided(declined(case, cast, at), cast, at, "unreasonable")
    client = client_of(cast["tam"])
    for address in ("/", "/cooperation/", f"/cooperation/mine/{row.reference}/", fresh(case).own_page):
        shown = client.get(address).content.decode()
        assert row.reference in shown, address
        assert "not accepted" not in shown, address
