"""An interview (DOMAIN 9.4): a day with notice, two people of the trust, minutes that nobody changes, signed by both sides."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.casefile.selectors import still_open
from cases.cooperation import selectors, services
from cases.cooperation.models import CooperationRequest, Minutes, Signature
from foundation.deadlines.selectors import last
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.selectors import seen_by
from foundation.dossiers.services import add_party
from foundation.letters import services as letters
from foundation.letters.selectors import copies_about, words
from foundation.messages.models import Message
from foundation.people.models import Person, Relation, Setting
from tests.cooperation.scene import (
    ACCOUNT,
    ROOM,
    SAID,
    TALK,
    WHAT,
    acknowledged,
    arranged,
    case_about_sam,
    case_about_tam,
    day_after,
    fresh,
    minuted,
    signed,
    talked,
    told,
)
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, at):
    return case_about_tam(cast, at)


@told_once
def asked(case, cast, at):
    return acknowledged(case, cast, at)


def mail(row, code):
    return sorted(Message.objects.filter(about=row.uuid, code=code).exclude(state="cancelled").values_list("to__name", flat=True))


@told_once
def row(asked, cast, at):
    return arranged(asked, cast, at)


def test_told_the_investigator_has_ten_working_days_and_the_person_two_to_acknowledge(case, cast, at):
    row = told(case, cast, at, TALK)
    clocks = {kind: last(row.uuid, kind) for kind in ("coop_ack", "coop_session")}
    assert [(clocks[kind].due_at.date() - at.date()).days for kind in clocks] == [2, 14]
    assert (clocks["coop_ack"].owner_person, clocks["coop_session"].owner_person) == (cast["tam"], None)


def test_a_day_is_arranged_and_everybody_who_is_there_is_told(row, cast, at):
    assert (row.state, row.meets_at, sealing.read_one(row)["place_sealed"]) == ("SCHEDULED", at + timedelta(days=4, hours=2), ROOM)
    assert (mail(row, "coop.scheduled"), mail(row, "coop.attend")) == ([cast["tam"].name], [cast["clem"].name])


@pytest.mark.parametrize("days,ok", [(1, False), (2, False), (3, True), (4, True)])
def test_three_working_days_lie_before_it(asked, cast, at, days, ok):
    if ok:
        assert arranged(asked, cast, at, day=day_after(at, days)).state == "SCHEDULED"
    else:
        with pytest.raises(Refused, match="first possible day is 26 November 2026"):
            arranged(asked, cast, at, day=day_after(at, days))


def test_the_trust_sets_how_much_notice_there_is(asked, cast, at):
    Setting.objects.create(key="clock.interview_notice", value={"amount": 6}, at=at)
    with pytest.raises(Refused, match="first possible day is 1 December 2026"):
        arranged(asked, cast, at)


def test_an_earlier_day_is_the_person_s_own_wish_and_nobody_else_s(row, cast, at):
    wish = {"reason": "I am away from Wednesday on.", "wished": day_after(at, 1), "at": at}
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.ask_date(row, **wish, by=cast["iona"], version=row.version)
    row = services.ask_date(row, **wish, by=cast["tam"], version=row.version)
    row = arranged(row, cast, at, day=day_after(at, 1))
    assert (row.meets_at.date(), row.wishes_another_date) == (day_after(at, 1), False)


def test_whoever_writes_down_the_wish_of_somebody_without_a_sign_in_gets_no_shorter_notice_by_it(cast, at):
    row = told(case_about_sam(cast, at), cast, at, TALK)
    row = services.acknowledge(row, by=cast["iona"], at=at, version=row.version)
    row = arranged(row, cast, at)
    row = services.ask_date(row, reason="Sooner.", wished=day_after(at, 1), by=cast["iona"], at=at, version=row.version)
    with pytest.raises(Refused, match="too soon"):
        arranged(row, cast, at, day=day_after(at, 1))


@pytest.mark.parametrize("who", ["tam", "sasha", "hana", "sam", "olu"])
def test_somebody_in_conflict_or_who_judges_is_not_there(asked, cast, at, who):
    """tam himself; his line manager; who manages the case; somebody without a sign-in; somebody who is not offered."""
    for part in ("led_by", "note_taker"):
        with pytest.raises(Refused, match="cannot be there"):
            arranged(asked, cast, at, **{part: cast[who]})


def test_who_works_beside_the_person_is_not_there(asked, cast, at):
    Person.objects.filter(pk=cast["clem"].pk).update(line_manager=cast["sasha"])
    with pytest.raises(Refused, match="cannot be there"):
        arranged(asked, cast, at)


@pytest.mark.parametrize("part", ["hearing_chair", "panel"])
def test_whoever_hears_the_case_later_is_not_there(asked, cast, at, part):
    add_party(asked.dossier, cast["clem"], part, by=cast["rhys"], at=at, source="test")
    with pytest.raises(Refused, match="cannot be there"):
        arranged(asked, cast, at)


def test_one_person_does_not_ask_and_take_the_notes(asked, cast, at):
    with pytest.raises(Refused, match="does not take the notes"):
        arranged(asked, cast, at, note_taker=cast["iona"])
    row = arranged(asked, cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CooperationRequest.objects.filter(pk=row.pk).update(note_taker=cast["iona"])


def test_arranged_it_has_a_day_and_two_people_in_the_database_too(asked, cast, at):
    for column in ("meets_at", "led_by", "note_taker"):
        row = fresh(asked)
        whole = {"state": "SCHEDULED", "meets_at": at, "led_by": cast["iona"], "note_taker": cast["clem"]} | {column: None}
        with pytest.raises(IntegrityError), transaction.atomic():
            CooperationRequest.objects.filter(pk=row.pk).update(**whole)


def test_only_what_is_held_on_a_day_is_arranged(case, cast, at):
    with pytest.raises(Refused, match="Nothing is arranged"):
        arranged(acknowledged(case, cast, at, ACCOUNT), cast, at)


def test_nothing_is_arranged_while_the_case_is_on_hold(case, asked, cast, at):
    type(case).objects.filter(pk=case.pk).update(state="HELD", held_from="INVESTIGATING")
    with pytest.raises(Refused, match="on hold"):
        arranged(fresh(asked), cast, at)


def test_whoever_takes_the_notes_sees_the_day_and_nothing_else_and_only_until_it_is_done(row, cast, at):
    assert selectors.attended_for(cast["clem"], row.reference, at) == row
    assert selectors.request_for(cast["clem"], row.reference, at) is None
    row = arranged(row, cast, at, note_taker=cast["sid"])
    assert [selectors.attended_for(cast[who], row.reference, at) for who in ("clem", "sid", "gail")] == [None, row, None]
    services.withdraw(row, reason="Not needed.", by=cast["iona"], at=at, version=row.version)
    assert selectors.attended_for(cast["sid"], row.reference, at) is None


def test_a_conflict_that_comes_up_later_ends_it(row, cast, at):
    Relation.objects.create(person=cast["clem"], other=cast["tam"], since=at.date())
    clem = Person.objects.get(pk=cast["clem"].pk)
    assert selectors.attended_for(clem, row.reference, at) is None
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.minute(row, words=SAID, by=clem, at=at + 5 * DAY, version=row.version)


def test_minutes_are_written_by_who_took_the_notes_once_and_after_it_began(case, cast, at):
    row, then = talked(case, cast, at)
    with pytest.raises(Refused, match="has not come yet"):
        services.minute(row, words=SAID, by=cast["clem"], at=at, version=row.version)
    for who in ("iona", "hana", "tam"):
        with pytest.raises(Refused, match="belongs to somebody else"):
            services.minute(row, words=SAID, by=cast[who], at=then, version=row.version)
    row = services.minute(row, words=SAID, by=cast["clem"], at=then, version=row.version)
    with pytest.raises(Refused, match="has been held"):
        services.minute(row, words=SAID, by=cast["clem"], at=then, version=row.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.create(dossier=row.dossier, request=row, at=then, written_by=cast["iona"])
    assert seen_by(row.dossier).filter(person=cast["clem"]).exists()  # so she hears no case about it (DOMAIN 5.4)
    assert mail(row, "coop.to_sign") == sorted([cast["tam"].name, cast["iona"].name])


def test_a_text_changed_behind_the_house_s_back_shows(case, cast, at):
    row, _ = minuted(case, cast, at)
    made = selectors.minutes_of(row)
    assert selectors.unchanged(made)
    sealing.write(made, "words_sealed", "Tam said that he did it.")
    made.save()
    assert not selectors.unchanged(selectors.minutes_of(row))


def test_no_password_stands_in_minutes(case, cast, at):
    row, then = talked(case, cast, at)
    with pytest.raises(Refused, match="looks like a password"):
        services.minute(row, words="Tam said that his password is hunter2x9.", by=cast["clem"], at=then, version=row.version)


def test_both_sides_sign_and_then_it_is_done(case, cast, at):
    row, then = signed(case, cast, at)
    row = services.complete(row, by=cast["iona"], at=then, version=row.version)
    assert (row.state, last(row.uuid, "coop_session").state) == ("COMPLETED", "met")
    assert not [one for one in still_open(case) if row.reference in one]


@pytest.mark.parametrize("by_person,by_trust,said", [(False, True, "person has not signed"), (True, False, "asked the questions has not")])
def test_one_signature_is_not_enough(case, cast, at, by_person, by_trust, said):
    row, then = minuted(case, cast, at)
    if by_person:
        row = services.sign(row, by=cast["tam"], at=then, version=row.version)
    if by_trust:
        row = services.countersign(row, by=cast["iona"], at=then, version=row.version)
    with pytest.raises(Refused, match=said):
        services.complete(row, by=cast["iona"], at=then, version=row.version)


def test_nobody_signs_for_the_other_side(case, cast, at):
    row, then = minuted(case, cast, at)
    for who in ("iona", "clem", "hana"):
        with pytest.raises(Refused, match="belongs to somebody else"):
            services.sign(row, by=cast[who], at=then, version=row.version)
    for who in ("tam", "clem", "hana"):
        with pytest.raises(Refused, match="belongs to somebody else"):
            services.countersign(row, by=cast[who], at=then, version=row.version)


def test_the_person_may_not_sign_and_what_they_say_stands_beside(case, cast, at):
    row, then = minuted(case, cast, at)
    row = services.sign_not(row, reason="It leaves out what I said about Monday.", by=cast["tam"], at=then, version=row.version)
    one = Signature.objects.get()
    assert (one.signed, one.side, sealing.read_one(one)["words_sealed"]) == (False, "asked", "It leaves out what I said about Monday.")
    with pytest.raises(Refused, match="said already"):
        services.sign(row, by=cast["tam"], at=then, version=row.version)
    row = services.countersign(row, by=cast["iona"], at=then, version=row.version)
    assert services.complete(row, by=cast["iona"], at=then, version=row.version).state == "COMPLETED"


def test_each_side_signs_once_and_the_trust_never_not_in_the_database_too(case, cast, at):
    row, then = signed(case, cast, at)
    both = {"dossier": row.dossier, "minutes": row.minutes, "at": then, "by": cast["iona"]}
    for wrong in ({"side": "trust", "signed": True}, {"side": "trust", "signed": False}, {"side": "chair", "signed": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.create(**both, **wrong)


def test_after_the_minutes_nothing_of_the_day_is_changed(case, cast, at):
    row, then = minuted(case, cast, at)
    tries = [
        lambda: arranged(row, cast, then, day=day_after(then, 7)),
        lambda: services.decline(row, reason="No.", by=cast["tam"], at=then, version=row.version),
        lambda: services.missed(row, reason="Nobody came.", by=cast["iona"], at=then, version=row.version),
        lambda: services.withdraw(row, reason="Not needed.", by=cast["iona"], at=then, version=row.version),
    ]
    for one in tries:
        with pytest.raises(Refused, match="has been held"):
            one()


def test_who_did_not_come_is_asked_why_by_hr_before_anybody_judges(case, cast, at):
    row, then = talked(case, cast, at)
    with pytest.raises(Refused, match="has not come yet"):
        services.missed(row, reason="Nobody came.", by=cast["iona"], at=at, version=row.version)
    row = services.missed(row, reason="We waited for an hour.", by=cast["iona"], at=then, version=row.version)
    assert (row.state, mail(row, "coop.to_review")) == ("OVERDUE_REVIEW", [cast["rhys"].name])
    with pytest.raises(Refused, match="away, unwell"):
        services.review(row, outcome="unreasonable", reason=SAID, by=cast["rhys"], at=then, version=row.version)
    row = services.review(row, outcome="more_time", absence="yes", reason=SAID, by=cast["rhys"], at=then, version=row.version)
    assert (row.state, row.meets_at, row.note_taker, sealing.read_one(row)["place_sealed"]) == ("ISSUED", None, None, "")


def test_the_person_says_who_comes_with_them_and_may_decline(row, cast, at):
    row = services.bring(row, companion="Ana Bell, from the union", by=cast["tam"], at=at, version=row.version)
    assert sealing.read_one(row)["companion_sealed"] == "Ana Bell, from the union"
    with pytest.raises(Refused, match="Say who comes"):
        services.bring(row, companion="", by=cast["tam"], at=at, version=row.version)
    assert services.decline(row, reason="My union says no.", by=cast["tam"], at=at, version=row.version).state == "DECLINED"


def test_the_letter_says_what_the_page_says_and_there_is_one_only_for_a_day_to_come(asked, cast, at):
    with pytest.raises(Refused, match="once a day is arranged"):
        services.write_letter(asked, by=cast["iona"], at=at)
    row = arranged(asked, cast, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        services.write_letter(row, by=cast["rhys"], at=at)
    letter = services.write_letter(row, by=cast["iona"], at=at)
    assert all(said in words(letter) for said in (WHAT, ROOM, "27 November 2026", cast["clem"].name, row.reference))
    assert copies_about(cast["tam"], row.uuid, at) == []
    letter = letters.freeze(letter, by=cast["iona"], at=at, version=letter.version)
    assert copies_about(cast["tam"], row.uuid, at) == [letter]
    assert copies_about(cast["clem"], row.uuid, at) == []


def test_a_page_that_was_overtaken_is_stale(row, cast, at):
    with pytest.raises(Stale):
        arranged(row, cast, at, clock=time(15), version=row.version - 1)
