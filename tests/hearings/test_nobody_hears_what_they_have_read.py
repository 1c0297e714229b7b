"""Who hears it is chosen from people who have read nothing of it and have no part in it: tried through the form, the service and the
database (DOMAIN 6.3 R3, R4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.disciplinary import selectors
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Disciplinary, Hearing, Outcome, Seat
from foundation.dossiers.models import Seen
from foundation.dossiers.rules import Refused
from foundation.dossiers.services import see
from foundation.people.models import Relation
from foundation.people.services import change_setting
from tests.hearings.scene import DISMISSAL, LONG, WARNING, arranged, day_of, demo, formal, fresh, heard, invited, now, ruled
from tests.told import told_once

pytestmark = pytest.mark.django_db


@told_once
def row(cast, at):
    return formal(cast, at)


def names(people):
    return {one.name.split()[0].lower() for one in people}


def test_heads_of_other_academies_and_above_may_and_nobody_who_had_a_part(row, at):
    found = names(selectors.candidates(row.case, WARNING, at))
    assert {"harper", "olu", "cleo", "tess", "abe"} <= found
    assert not found & {"hana", "tam", "teo", "sasha", "iona", "rhys"}


def test_a_page_opened_before_keeps_somebody_out(row, cast, at):
    see(row.dossier, cast["harper"], at)
    assert "harper" not in names(selectors.candidates(row.case, WARNING, at))
    with pytest.raises(Refused, match="had no part in this"):
        arranged(row, cast, at)


def test_so_does_a_page_of_the_report_it_came_from(row, cast, at):
    report = row.dossier.links_to_reports.get().report
    see(report, cast["harper"], at)
    with pytest.raises(Refused, match="had no part in this"):
        arranged(row, cast, at)


def test_so_does_what_was_asked_of_somebody_about_it(row, cast, at):
    from_another = row.dossier.disclosures.create(
        person=cast["harper"], object_kind="appointment", object_uuid=row.uuid, since=at - timedelta(days=3), until=at
    )
    assert from_another.pk
    assert "harper" not in names(selectors.candidates(row.case, WARNING, at))


def test_so_does_a_close_relation(row, cast, at):
    Relation.objects.create(person=cast["harper"], other=cast["tam"], kind="family", since=at.date() - timedelta(days=9))
    cast["harper"].__dict__.pop("_known", None)
    assert "harper" not in names(selectors.candidates(row.case, WARNING, at))


@pytest.mark.parametrize("who", ["hana", "iona", "sasha", "teo", "rhys", "tam", "sid", "noor"])
def test_the_service_refuses_everybody_else_as_chair(row, cast, at, who):
    with pytest.raises(Refused):
        arranged(row, cast, at, chair=who)


@pytest.mark.parametrize("who", ["hana", "iona", "sid"])
def test_and_beside_the_chair(row, cast, at, who):
    with pytest.raises(Refused):
        arranged(row, cast, at, members=(who, "tess"))


def test_a_head_alone_has_no_authority_for_a_dismissal(row, cast, at):
    with pytest.raises(Refused, match="no authority"):
        arranged(row, cast, at, worst=DISMISSAL)
    assert arranged(row, cast, at, worst=DISMISSAL, members=("tess", "abe")).state == "SCHEDULED"


def test_nobody_is_chair_and_member(row, cast, at):
    with pytest.raises(Refused, match="sit twice"):
        arranged(row, cast, at, members=("harper", "tess"))


def test_the_database_lets_nobody_sit_twice_not_even_after_they_stepped_back(row, cast, at):
    arranged(row, cast, at)
    seat = Seat.objects.get()
    Seat.objects.filter(pk=seat.pk).update(until=at)
    for stage in ("hearing", "appeal"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(disciplinary=row, person=cast["harper"], stage=stage, since=at)


def test_the_database_lets_one_chair(row, cast, at):
    arranged(row, cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(disciplinary=row, person=cast["olu"], chair=True, since=at)


def test_whoever_stepped_back_is_not_named_again(row, cast, at):
    arranged(row, cast, at)
    stepped = now(row)
    hearings.declare(stepped, conflict="A friend.", by=cast["harper"], at=at, version=stepped.version)
    again = now(row)
    with pytest.raises(Refused, match=r"had no part|sit twice"):
        hearings.seat(again, chair=cast["harper"], by=cast["rhys"], at=at, version=again.version)


def test_a_case_manager_hears_up_to_a_first_warning_and_only_where_the_trust_says_so(row, cast, at):
    with pytest.raises(Refused, match="had no part"):
        arranged(row, cast, at, chair="hana", worst=WARNING)
    change_setting("hearing.case_manager_hears", True, by=cast["ada"], at=at)
    with pytest.raises(Refused, match="had no part"):
        arranged(row, cast, at, chair="hana", worst="final_written")
    assert arranged(row, cast, at, chair="hana", worst=WARNING).state == "SCHEDULED"


def test_what_was_read_before_being_named_stops_the_hearing(cast, at):
    row = invited(cast, at)
    Seen.objects.create(dossier=row.dossier, person=cast["harper"], day=at.date() - timedelta(days=1))
    with pytest.raises(Refused, match="had read of it"):
        demo.heard(row, by=cast["harper"], at=day_of(row).starts_at)


def test_nobody_decides_more_than_their_authority(cast, at):
    row, after = heard(cast, at, worst=DISMISSAL, members=("tess", "abe"))
    Seat.objects.filter(disciplinary=row, chair=False).update(until=after)
    with pytest.raises(Refused, match="no authority"):
        demo.decided(now(row), by=cast["harper"], at=after, sanction=DISMISSAL)


@pytest.mark.parametrize("who", ["tess", "hana", "rhys", "tam", "iona"])
def test_only_the_chair_decides(cast, at, who):
    row, after = heard(cast, at, worst=DISMISSAL, members=("tess", "abe"))
    with pytest.raises(Refused, match="belongs to somebody else"):
        demo.decided(row, by=cast[who], at=after)


def test_the_notice_is_asked_for_when_it_is_arranged_and_again_when_they_are_told(row, cast, at):
    with pytest.raises(Refused, match="at least 5 working days"):
        arranged(row, cast, at, days=4)
    arranged(row, cast, at, days=5)
    demo.declared(row, at=at)
    late = at + timedelta(days=1)
    demo.written(now(row), by=cast["rhys"], at=late)
    with pytest.raises(Refused, match="This would be 4"):
        hearings.invite(now(row), how="phone", by=cast["rhys"], at=late, version=now(row).version)


def test_a_letter_that_names_another_day_is_not_given(row, cast, at):
    arranged(row, cast, at)
    demo.declared(row, at=at)
    demo.written(now(row), by=cast["rhys"], at=at)
    Hearing.objects.filter(disciplinary=row).update(starts_at=day_of(row).starts_at + timedelta(hours=1))
    with pytest.raises(Refused, match="another day, time or place"):
        hearings.invite(now(row), how="phone", by=cast["rhys"], at=at, version=now(row).version)


def test_an_outcome_letter_of_another_day_is_not_given(cast, at):
    row, after = ruled(cast, at)
    demo.written(row, by=cast["rhys"], at=after)
    with pytest.raises(Refused, match="has to say"):
        hearings.issue(now(row), how="phone", by=cast["rhys"], at=after + timedelta(days=1), version=now(row).version)


def test_a_companion_moves_the_day_once_and_no_further_than_five_working_days(cast, at):
    row = invited(cast, at)
    held = day_of(row).starts_at
    too_far = held + timedelta(days=8)
    with pytest.raises(Refused, match="5 working days at most"):
        hearings.ask_day(row, why="companion", new_at=too_far, by=cast["tam"], at=at, version=row.version)
    demo.another_day(row, at=at)
    with pytest.raises(Refused, match="have a right"):
        hearings.keep_day(now(row), reason=LONG, by=cast["rhys"], at=at, version=now(row).version)
    moved = demo.invited(demo.postponed(now(row), by=cast["rhys"], at=at), by=cast["rhys"], at=at)
    with pytest.raises(Refused, match="postponed once"):
        demo.another_day(moved, at=at)
    Hearing.objects.filter(disciplinary=row, postponed_at=None).update(postponed_at=at, postponed_why="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.filter(disciplinary=row, number=2).update(postponed_why="companion")


@pytest.mark.parametrize(
    "wrong",
    [
        {"heard_at": "starts", "came": "yes", "invited_at": None},
        {"heard_at": "starts", "came": ""},
        {"postponed_at": "starts", "postponed_why": ""},
        {"stage": "party"},
    ],
)
def test_the_database_keeps_a_hearing_true(cast, at, wrong):
    row = invited(cast, at)
    day = day_of(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.filter(pk=day.pk).update(**{name: day.starts_at if value == "starts" else value for name, value in wrong.items()})


@pytest.mark.parametrize(
    "wrong", [{"sanction": "a slap"}, {"live_until": "2027-06-01"}, {"number": 1, "appeal_until": "2027-01-04T17:00Z"}]
)
def test_the_database_keeps_an_outcome_true(cast, at, wrong):
    row, _ = ruled(cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(disciplinary=row).update(**wrong)


def test_the_database_lets_nobody_withdraw_alone(row, cast, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Disciplinary.objects.filter(pk=row.pk).update(withdraw_asked_by=cast["hana"], withdraw_asked_at=at, withdrawn_by=cast["hana"])


def test_nothing_is_done_while_the_case_waits(row, cast, at):
    from_now = fresh(row.case)
    type(from_now).objects.filter(pk=from_now.pk).update(state="HELD", held_from="FORMAL")
    with pytest.raises(Refused, match="on hold"):
        arranged(row, cast, at)
