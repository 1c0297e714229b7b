"""A supervised session (DOMAIN 5.4): grounds, an exact scope, HR and data protection; it may be declined; only what was agreed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.cooperation import selectors, services
from cases.cooperation.models import Captured, CooperationRequest, Scope
from foundation.dossiers import sealing
from foundation.dossiers.models import Desk
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import disclosed_to
from foundation.messages.models import Message
from foundation.people.models import Person, Placement, Relation
from tests.cases.story import picture
from tests.cooperation.scene import (
    SAID,
    SESSION,
    WHAT,
    WHY,
    agreed,
    arranged,
    case_about_tam,
    decided,
    drafted,
    fresh,
    in_session,
    scope,
    session_draft,
    session_told,
)
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


def mail(row, code):
    return sorted(Message.objects.filter(about=row.uuid, code=code).exclude(state="cancelled").values_list("to__name", flat=True))


def agree(row, side, who, at):
    return services.agree(row, side=side, by=who, at=at, version=row.version)


@told_once
def row(case, cast, at):
    return session_draft(case, cast, at)


@pytest.mark.parametrize("wrong,said", [
    ({"account": ""}, "exactly what is looked at"), ({"counterpart": ""}, "exactly what is looked at"),
    ({"first_day": None}, "exactly what"),
    ({"kinds": ()}, "kind of things"), ({"kinds": ("everything",)}, "kind of things"), ({"necessity": "It is needed."}, "in proportion"),
    ({"tried": "Nothing."}, "asks less"), ({"account": "tam.ellis, password is hunter2x9"}, "looks like a password"),
])
def test_without_grounds_and_an_exact_scope_there_is_none(case, cast, at, wrong, said):
    with pytest.raises(Refused, match=said):
        session_draft(case, cast, at, scope=scope(at, **wrong))


def test_without_any_scope_there_is_none(case, cast, at):
    with pytest.raises(Refused, match="exactly what is looked at"):
        drafted(case, cast, at, SESSION)


@pytest.mark.parametrize("days", [-1, 93])
def test_the_days_are_in_order_and_not_everything(case, cast, at, days):
    first = at.date() - timedelta(days=200)
    with pytest.raises(Refused, match="at most 92"):
        session_draft(case, cast, at, scope=scope(at, first_day=first, last_day=first + days * DAY))


def test_the_database_refuses_days_out_of_order(row, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Scope.objects.filter(request=row).update(last_day=at.date() - timedelta(days=400))


def test_hr_and_data_protection_are_asked_and_the_case_manager_only_when_both_agree(row, cast, at):
    assert (mail(row, "coop.to_agree"), mail(row, "coop.to_approve")) == ([cast["priya"].name, cast["rhys"].name], [])
    with pytest.raises(Refused, match="have to agree first"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)
    row = agree(row, "hr", cast["rhys"], at)
    with pytest.raises(Refused, match="have to agree first"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)
    row = agree(row, "dpo", cast["priya"], at)
    assert mail(row, "coop.to_approve") == [cast["hana"].name]
    assert services.approve(row, by=cast["hana"], at=at, version=row.version).state == "ISSUED"


def test_data_protection_reads_the_session_while_it_waits_and_nothing_else_of_the_case(case, cast, at):
    row, priya = session_draft(case, cast, at), cast["priya"]
    assert (selectors.to_agree_for(priya, row.reference, at), selectors.request_for(priya, row.reference, at)) == (row, None)
    agreed(row, cast, at)
    assert selectors.to_agree_for(priya, row.reference, at) is None
    assert not Desk.objects.filter(dossier=case.dossier, role="DPO", until=None).exists()


@pytest.mark.parametrize("side,who", [("hr", "priya"), ("dpo", "rhys"), ("hr", "iona"), ("dpo", "iona"), ("hr", "hana"), ("dpo", "cleo")])
def test_nobody_else_agrees(row, cast, at, side, who):
    with pytest.raises(Refused, match="belongs to somebody else"):
        agree(row, side, cast[who], at)


def test_one_person_with_both_roles_agrees_for_one_side_only(case, cast, at):
    Placement.objects.create(person=cast["rhys"], role="DPO", academy=None, since=at.date() - DAY)
    rhys = Person.objects.get(pk=cast["rhys"].pk)
    row = agree(session_draft(case, cast, at), "hr", rhys, at)
    with pytest.raises(Refused, match="two people"):
        agree(row, "dpo", rhys, at)


def test_an_investigator_from_hr_does_not_agree(row, cast, at):
    CooperationRequest.objects.filter(pk=row.pk).update(drafted_by=cast["rhys"])
    with pytest.raises(Refused, match="cannot agree"):
        agree(fresh(row), "hr", cast["rhys"], at)


@pytest.mark.parametrize("same", [
    {"hr_agreed_by": "priya"}, {"hr_agreed_by": "iona"}, {"dpo_agreed_by": "iona"}, {"hr_agreed_by": "hana"}, {"dpo_agreed_by": "hana"},
    {"hr_agreed_by": None}, {"dpo_agreed_by": None},
])
def test_the_database_refuses_one_person_for_two_and_one_side_alone(case, cast, at, same):
    row = session_told(case, cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(**{name: who and cast[who] for name, who in same.items()})


@pytest.mark.parametrize("first", ["rhys", "priya"])
def test_in_conflict_one_of_the_two_leaves_nobody_and_so_no_session(case, cast, at, first):
    Relation.objects.create(person=cast[first], other=cast["tam"], since=at.date() - DAY)
    with pytest.raises(Refused, match="free of conflict"):
        session_draft(case, cast, at)


def test_changed_it_is_agreed_to_anew(case, cast, at):
    row = agreed(session_draft(case, cast, at), cast, at)
    row = services.rewrite(row, what=WHAT, why=WHY, scope=scope(at, kinds=("messages",)), by=cast["iona"], at=at, version=row.version)
    assert (row.hr_agreed_by, row.dpo_agreed_by, selectors.scope_of(row).kinds) == (None, None, ("messages",))
    with pytest.raises(Refused, match="have to agree first"):
        services.approve(row, by=cast["hana"], at=at, version=row.version)


def test_whoever_finds_that_it_goes_too_far_sends_it_back(case, cast, at):
    row = agree(session_draft(case, cast, at), "hr", cast["rhys"], at)
    row = services.finds_too_far(row, reason="Three days are enough.", by=cast["priya"], at=at, version=row.version)
    assert (row.hr_agreed_by, bool(row.returned_at), mail(row, "coop.sent_back")) == (None, True, [cast["iona"].name])
    with pytest.raises(Refused, match="sent back"):
        agree(row, "hr", cast["rhys"], at)


def test_whoever_agreed_looks_at_no_refusal(case, cast, at):
    row = session_told(case, cast, at)
    row = services.decline(row, reason="It is private.", by=cast["tam"], at=at, version=row.version)
    with pytest.raises(Refused, match="HR looks at this"):
        decided(row, cast, at)
    assert [one.name for one in selectors.reviewers(row, at)] == [cast["cleo"].name]
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(state="UNREASONABLE", reviewed_by=cast["rhys"])


def test_the_person_is_told_that_they_may_decline(case, cast, at):
    row = agreed(session_draft(case, cast, at), cast, at)
    row = services.approve(row, by=cast["hana"], at=at, version=row.version)
    with pytest.raises(Refused, match="may decline"):
        services.tell(row, how="phone", by=cast["iona"], at=at, version=row.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(told_at=at, reached_how="phone")


def test_who_agreed_is_not_there(case, cast, at):
    row = session_told(case, cast, at)
    row = services.acknowledge(row, by=cast["tam"], at=at, version=row.version)
    with pytest.raises(Refused, match="cannot be there"):
        arranged(row, cast, at, note_taker=cast["rhys"])


def shown(row, cast, then, **changed):
    day = selectors.scope_of(row).first_day
    given = {"what": "posts", "day": day, "words": "A post about the new timetable.", "by": cast["clem"], "at": then}
    return services.capture(row, **{**given, "version": row.version, **changed})


def test_what_was_agreed_is_written_down_with_a_picture_that_the_person_sees(case, cast, at):
    row, then = in_session(case, cast, at)
    shown(row, cast, then, upload=picture(), image_answer="no")
    one = Captured.objects.get()
    assert (one.what, one.by, sealing.read_one(one)["words_sealed"]) == ("posts", cast["clem"], "A post about the new timetable.")
    assert one.exhibit.dossier == case.dossier
    assert disclosed_to(cast["tam"], then).filter(object_uuid=one.exhibit.uuid).exists()


def test_with_the_case_the_person_s_sight_of_it_ends_when_an_appeal_would(case, cast, at):
    row, then = in_session(case, cast, at)
    shown(row, cast, then, upload=picture(), image_answer="no")
    services.finish(case, by=cast["hana"], at=then)
    ends = disclosed_to(cast["tam"], then).filter(object_uuid=Captured.objects.get().exhibit.uuid).get().until
    assert ends > then


@pytest.mark.parametrize("wrong,said", [
    ({"what": "messages"}, "was not agreed"), ({"what": ""}, "was not agreed"), ({"days": -1}, "outside what was agreed"),
    ({"days": 11}, "outside what was agreed"), ({"words": ""}, "what it is"), ({"words": "His password is hunter2x9"}, "like a password"),
])
def test_nothing_else_is_written_down(case, cast, at, wrong, said):
    row, then = in_session(case, cast, at)
    first = selectors.scope_of(row).first_day
    with pytest.raises(Refused, match=said):
        shown(row, cast, then, **{"day": first + wrong.get("days", 0) * DAY} | {key: one for key, one in wrong.items() if key != "days"})
    assert not Captured.objects.exists()


@pytest.mark.parametrize("who", ["tam", "hana", "rhys", "priya", "sid"])
def test_only_the_two_who_are_there_write_it_down(case, cast, at, who):
    row, then = in_session(case, cast, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        shown(row, cast, then, by=cast[who])


def test_not_before_the_day(case, cast, at):
    row, _ = in_session(case, cast, at)
    with pytest.raises(Refused, match="has not come yet"):
        shown(row, cast, at)


def test_the_person_stops_it_and_nothing_more_is_looked_at(case, cast, at):
    row, then = in_session(case, cast, at)
    row = services.stop(row, by=cast["tam"], at=then, version=row.version)
    with pytest.raises(Refused, match="has stopped"):
        shown(row, cast, then)
    assert row.state == "SCHEDULED"  # no refusal, and nobody at HR is called
    assert mail(row, "coop.to_review") == []


def test_minutes_come_after_the_log_out(case, cast, at):
    row, then = in_session(case, cast, at)
    with pytest.raises(Refused, match="logged out"):
        services.minute(row, words=SAID, by=cast["clem"], at=then, version=row.version)
    row = services.minute(row, words=SAID, logged_out=True, by=cast["clem"], at=then, version=row.version)
    assert row.logged_out_at == then
    with pytest.raises(Refused, match="has been held"):
        shown(row, cast, then)
    row = services.sign(row, by=cast["tam"], at=then, version=row.version)
    row = services.countersign(row, by=cast["iona"], at=then, version=row.version)
    assert services.complete(row, by=cast["iona"], at=then, version=row.version).state == "COMPLETED"
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(logged_out_at=None)
