"""Reporter, triager, case manager, investigator, issuer, checker, independent senior: who may not be whom (DOMAIN 6.3 R1, R3, R15)."""

import pytest
from django.db import IntegrityError, transaction

from cases.investigation import services as investigation
from cases.investigation.selectors import eligible
from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from cases.removals.selectors import verifiers
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import VERIFIER, Refused
from foundation.people.models import Relation
from foundation.people.rules import SYSTEM
from tests.cases.story import LOOKED, about_tam, decided, drafted, found, fresh, investigated, issued, opened, proposed, sent, told
from tests.told import told_once


def names(people):
    return {one.name.split()[0] for one in people}


@told_once
def case(cast, at):
    return about_tam(cast, at)


@told_once
def row(cast, at):
    return told(about_tam(cast, at), cast, at)


def test_who_may_be_asked_to_investigate_a_teaching_assistant(cast, at):
    asked = names(eligible(about_tam(cast, at), at))
    assert {"Iona", "Sid", "Ivo", "Olu"} <= asked
    assert not {"Hana", "Sasha", "Teo", "Tam", "Rhys", "Cleo", "Lou", "Gail"} & asked


def test_about_a_senior_leader_only_somebody_from_elsewhere(cast, at):
    report = proposed(sent(cast["teo"], cast["sasha"], at=at), cast["hana"], at=at)
    asked = names(eligible(opened(report, cast["hana"], at=at), at))
    assert "Iona" in asked
    assert not {"Dee", "Sasha", "Hana"} & asked


def test_about_a_head_only_from_outside_the_schools(cast, at):
    report = proposed(sent(cast["teo"], cast["hana"], at=at), cast["cleo"], at=at)
    assert names(eligible(opened(report, cast["cleo"], at=at), at)) == {"Ivo"}


def test_somebody_close_to_the_person_is_not_asked(case, cast, tam, iona, at):
    Relation.objects.create(person=iona, other=tam, since=at.date())
    with pytest.raises(Refused, match="cannot investigate"):
        investigation.appoint(case, iona, by=cast["hana"], at=at, version=case.version)


@pytest.mark.parametrize(
    "part,first",
    [
        ("case_manager", "iona"),
        ("investigator", "hana"),
        ("investigator", "sasha"),
        ("investigator", "teo"),
        ("case_manager", "teo"),
        ("hearing_chair", "iona"),
        ("verifier", "tam"),
        ("issuer", "tam"),
    ],
)
def test_a_second_part_that_must_be_another_s_is_refused(case, cast, at, part, first):
    investigated(case, cast, at)
    told(case, cast, at)
    with pytest.raises(Refused):
        dossiers.add_party(case.dossier, cast[first], part, by=SYSTEM, at=at, source="test")


def test_whoever_asks_cannot_check_and_the_person_cannot_either(case, cast, at):
    assert names(verifiers(case, cast["hana"], at)) == {"Sasha", "Cleo"}
    for wrong in ("hana", "tam", "teo", "olu"):
        with pytest.raises(Refused, match="somebody else to check"):
            drafted(case, cast, at, verifier=cast[wrong])


def test_whoever_asked_for_one_thing_may_check_another(case, cast, at):
    """The three of a request are apart in that request: a small academy has nobody else."""
    issued(case, cast, at, verifier=cast["cleo"])
    dossiers.add_party(case.dossier, cast["hana"], VERIFIER, by=SYSTEM, at=at, source="removal")


def test_whoever_decided_an_objection_is_not_named_to_check_it(row, tam, at):
    row = removals.contest(row, by=tam, at=at, version=row.version, reason="It is my own picture.")
    row = removals.judge(row, by=row.judge, at=at, version=row.version, outcome="uphold", reason="It shows a pupil.")
    assert row.judge not in verifiers(row, row.issuer, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RemovalRequest.objects.filter(pk=row.pk).update(verifier=row.judge)


@pytest.mark.parametrize("first", ["hana", "tam", "teo", "cleo"])
def test_nobody_but_the_one_named_records_the_check(row, cast, at, first):
    row = removals.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    with pytest.raises(Refused, match="belongs to somebody else"):
        removals.verify(row, by=cast[first], at=at, version=row.version, outcome="verify", **LOOKED)


@pytest.mark.parametrize("first", ["hana", "sasha", "teo", "rhys"])
def test_nobody_answers_for_somebody_who_can_sign_in(row, cast, at, first):
    with pytest.raises(Refused, match="belongs to somebody else"):
        removals.acknowledge(row, by=cast[first], at=at, version=row.version)


@pytest.mark.parametrize("first", ["iona", "rhys", "cleo", "sasha"])
def test_only_the_case_manager_decides(case, cast, at, first):
    found(investigated(case, cast, at), cast, at)
    with pytest.raises(Refused, match="belongs to somebody else"):
        decided(case, {**cast, "hana": cast[first]}, at)


def test_an_appointment_is_answered_by_whoever_was_asked(case, cast, at):
    asked = investigation.appoint(case, cast["iona"], by=cast["hana"], at=at, version=fresh(case).version)
    with pytest.raises(Refused, match="belongs to somebody else"):
        investigation.answer(asked, by=cast["sid"], at=at, answer="accepted", conflict="")
