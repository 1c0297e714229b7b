"""From a formal decision to its end: arranged, invited, heard, decided, given, concluded; and what each leaves behind."""

from datetime import date, timedelta

import pytest

from cases.casefile.rules import FORMAL
from cases.casefile.selectors import still_open
from cases.closing import services as closing
from cases.disciplinary import selectors
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Hearing
from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Disclosure, Party
from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import dossiers_for
from foundation.letters.selectors import copies_about
from foundation.letters.selectors import words as text_of
from foundation.messages.models import Message, Spoken
from foundation.people.services import change_setting
from tests.hearings.scene import DAY, arranged, day_of, demo, formal, fresh, given, heard, invited, now, ruled
from tests.told import told_once


def clock(row, kind):
    return Deadline.objects.get(about=row.uuid, kind=kind)


def parts(row, at):
    held = Party.objects.filter(dossier=row.dossier, part__in=("hearing_chair", "panel"), until=None)
    return {(one.person.name.split()[0].lower(), one.part) for one in held}


@told_once
def row(cast, at):
    return invited(cast, at)


def test_a_formal_decision_starts_the_clock_and_tells_hr(cast, at):
    row = formal(cast, at)
    assert (row.state, clock(row, "hearing_hold").state) == ("OPENED", "running")
    assert Message.objects.get(code="disciplinary.to_arrange").to == cast["rhys"]


def test_arranging_gives_a_dated_part_and_tells_the_person_nothing(cast, at):
    row = arranged(formal(cast, at), cast, at, members=("tess", "abe"), worst="dismiss_notice")
    assert parts(row, at) == {("harper", "hearing_chair"), ("tess", "panel"), ("abe", "panel")}
    assert dossiers_for(cast["harper"], at, "hearing.read").filter(pk=row.dossier_id).exists()
    assert not dossiers_for(cast["harper"], at, "case.read").filter(pk=row.dossier_id).exists()
    assert not Disclosure.objects.filter(person=cast["tam"]).exists()
    assert not Message.objects.filter(to=cast["tam"]).exists()


def test_who_hears_it_reads_the_evidence_once_they_have_declared(cast, at):
    row = arranged(formal(cast, at), cast, at)
    shown = Disclosure.objects.filter(person=cast["harper"], object_kind="exhibit")
    assert not shown.exists()
    demo.declared(row, at=at)
    assert [one.object_uuid for one in shown] == [one.uuid for one in selectors.released(now(row))]


def test_the_person_is_spoken_to_first_and_then_reads(row, cast, at):
    told = Spoken.objects.get(person=cast["tam"], matter="hearing")
    assert (told.by, told.about, day_of(row).invited_at) == (cast["rhys"], day_of(row).uuid, at)
    assert Message.objects.get(code="disciplinary.invited").spoken == told
    assert selectors.mine_for(cast["tam"], row.reference, at) == row
    assert len(copies_about(cast["tam"], day_of(row).uuid, at)) == 1


def test_the_invitation_says_what_acas_asks_for(cast, at):
    row = arranged(formal(cast, at), cast, at)
    text = text_of(demo.written(row, by=cast["rhys"], at=at))
    for said in ("7.3 b", "final written warning", "E-1", "trade union", "14 December 2026, 10am", "Harper"):
        assert said in text, said


def test_heard_meets_one_clock_and_starts_the_next(cast, at):
    row, after = heard(cast, at)
    assert (row.state, day_of(row).came) == ("HEARD", "yes")
    assert (clock(row, "hearing_hold").state, clock(row, "outcome_letter").state) == ("met", "running")
    assert clock(row, "hearing_hold").ended_at == after


def test_nothing_of_the_decision_is_there_for_the_person_before_it_is_given(cast, at):
    row, after = ruled(cast, at)
    demo.written(row, by=cast["rhys"], at=after)
    assert not copies_about(cast["tam"], selectors.outcome_of(row).uuid, after)
    assert not Message.objects.filter(to=cast["tam"], matter="outcome").exists()


def test_the_outcome_counts_from_the_day_it_is_given(cast, at):
    row, then = given(cast, at)
    outcome = selectors.outcome_of(row)
    assert (row.state, then.date(), outcome.live_until) == ("OUTCOME_ISSUED", date(2026, 12, 16), date(2027, 6, 15))
    assert outcome.appeal_until.date() == date(2027, 1, 4)  # ten working days over Christmas
    assert outcome.appeal_to == cast["clem"]
    assert clock(row, "appeal_window").due_at == outcome.appeal_until
    assert clock(row, "outcome_letter").state == "met"
    (copy,) = copies_about(cast["tam"], outcome.uuid, then)
    for said in ("15 June 2027", "4 January 2027, 5pm", "Clem", "First written warning", "proven", "a colleague was hurt"):
        assert said in text_of(copy), said


def test_it_is_concluded_once_nobody_can_appeal_and_then_the_case_closes(cast, at):
    row, then = given(cast, at)
    with pytest.raises(Refused, match="can still appeal"):
        demo.concluded(row, by=cast["rhys"], at=then + DAY)
    assert still_open(fresh(row.case)) == [f"disciplinary {row.reference}"] or still_open(fresh(row.case))
    over = selectors.outcome_of(row).appeal_until
    ended = now(demo.concluded(row, by=cast["rhys"], at=over))
    assert (ended.state, ended.concluded_at, parts(ended, over)) == ("CONCLUDED", over, set())
    assert clock(row, "appeal_window").state == "met"
    assert still_open(fresh(row.case)) == []
    closing.close(row.case, by=cast["hana"], at=over, version=fresh(row.case).version, retention="formal", learning="Nothing new.")
    shown = Disclosure.objects.get(person=cast["tam"], object_uuid=row.uuid)
    assert shown.until.date() >= date(2027, 6, 15)  # as long as the warning counts


def test_two_people_withdraw_it(row, cast, at):
    with pytest.raises(Refused, match="proposes that first"):
        demo.withdrawn(row, by=cast["rhys"], at=at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        demo.withdrawal_proposed(row, by=cast["rhys"], at=at)
    demo.withdrawal_proposed(row, by=cast["hana"], at=at)
    ended = now(demo.withdrawn(row, by=cast["rhys"], at=at))
    assert (ended.state, parts(ended, at), fresh(row.case).state) == ("WITHDRAWN", set(), FORMAL)
    assert {one.to for one in Message.objects.filter(code="disciplinary.withdrawn")} == {cast["tam"], cast["hana"]}
    assert still_open(fresh(row.case)) == []


def test_a_day_that_did_not_hold_stays_with_its_reason(row, cast, at):
    first = day_of(row)
    demo.another_day(row, at=at + DAY)
    moved = now(demo.postponed(row, by=cast["rhys"], at=at + 2 * DAY))
    assert [one.number for one in selectors.hearings_of(moved)] == [1, 2]
    assert Hearing.objects.get(pk=first.pk).postponed_why == "companion"
    assert day_of(moved).starts_at == first.starts_at + 2 * DAY
    assert day_of(moved).invited_at is None
    again = now(demo.invited(moved, by=cast["rhys"], at=at + 3 * DAY))  # no new notice: it was given before
    assert day_of(again).invited_at == at + 3 * DAY


def test_hr_keeps_the_day_where_there_is_no_right_to_another(row, cast, at):
    demo.another_day(row, at=at, why="other")
    row = now(row)
    kept = now(hearings.keep_day(row, reason=LONG_REASON, by=cast["rhys"], at=at, version=row.version))
    assert not day_of(kept).wished
    assert Message.objects.get(code="disciplinary.day_kept").to == cast["tam"]


LONG_REASON = "The witnesses are only here on that day, and it was named two weeks ago."


def test_whoever_has_a_conflict_is_off_at_once_and_another_is_named(cast, at):
    row = arranged(formal(cast, at), cast, at)
    row = now(row)
    hearings.declare(row, conflict="We share a house.", by=cast["harper"], at=at, version=row.version)
    assert not dossiers_for(cast["harper"], at + timedelta(seconds=1), "hearing.read").filter(pk=row.dossier_id).exists()
    assert Message.objects.get(code="disciplinary.stepped_back").to == cast["rhys"]
    row = now(row)
    hearings.seat(row, chair=cast["olu"], by=cast["rhys"], at=at, version=row.version)
    assert [one.person for one in selectors.seats_of(now(row))] == [cast["olu"]]


def test_a_trust_sets_its_own_notice(cast, at):
    row = formal(cast, at)
    change_setting("clock.hearing_notice_lower", {"amount": 12}, by=cast["ada"], at=at)
    assert selectors.least_notice(now(row), "final_written") == 12
