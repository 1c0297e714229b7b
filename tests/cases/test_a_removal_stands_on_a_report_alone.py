"""Without a case, or before one: asked by whoever triages. The report does not end before it does, and a case takes it along."""

import pytest
from django.db import IntegrityError, transaction

from assurance.operations import open_removals
from cases.casefile import services as casefile
from cases.casefile.models import Strand
from cases.removals import services
from cases.removals.grounds import addresses, under
from cases.removals.models import RemovalRequest
from cases.removals.selectors import concerning, letter_stands, mine, mine_for, removal_for, to_check, to_check_for, to_judge, verifiers
from cases.serving.rules import NOT_NOW
from foundation.deadlines.models import Deadline
from foundation.deadlines.selectors import current
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import PARENT, SUBJECT, UNKNOWN, Refused
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_for, exhibits_of
from foundation.letters.selectors import letter_for
from foundation.messages.models import Message
from policy.models import Platform
from reports.intake.rules import Named
from reports.intake.selectors import facts
from reports.triage import services as triage
from reports.triage.models import Naming
from tests.cases.story import BRAND, LONG, LOOKED, fresh, later, opened, picture, sent
from tests.told import told_once
from tmt_policy.demo import triaging, working


def triaged(cast, at, *about, by="sasha", code=BRAND, **told):
    report = sent(cast["teo"], *(cast[one] for one in about), at=at, **told)
    triaging.claim(report, by=cast[by], at=at)
    triaging.screen(report, by=cast[by], at=at, harm="no", breach="no")
    report = triaging.fresh(report)
    if code:
        classified(report, cast, at, by, code)
    return triaging.fresh(report)


def classified(report, cast, at, by, code=BRAND):
    report = triaging.fresh(report)
    triage.choose_clauses(report, codes=[code], by=cast[by], at=at, version=report.version)
    triaging.assess(report, by=cast[by], at=at, severity=2)


def drafted(report, cast, at, by="sasha", verifier="hana", **changed):
    said = {
        "address": addresses(under(report))[0][1],
        "clause": next((row.clause for row in report.clauses.all()), None),
        "action": "delete",
        "why": "It makes fun of a parent.",
        "exhibit": next(iter(exhibits_of(report.dossier)), None),
        "reveals": "no",
        "verifier": cast[verifier],
    }
    return services.draft(report, by=cast[by], at=at, **said | changed)


def told(report, cast, at, by="sasha", **changed):
    row = drafted(report, cast, at, by=by, **changed)
    row = services.issue(row, by=cast[by], at=at, version=row.version)
    return services.tell(row, by=cast[by], at=at, version=row.version, how="in_person")


def removed(report, cast, at):
    row = told(report, cast, at)
    row = services.claim(row, by=cast["tam"], at=later(at), version=row.version, method="deleted")
    return services.verify(row, by=cast["hana"], at=later(at, 2), version=row.version, outcome="verify", **LOOKED)


def settle(report, cast, at, end="settle"):
    now = triaging.fresh(report)
    return getattr(triage, end)(now, rationale=LONG, by=cast["sasha"], at=at, version=now.version)


def case_from(report, cast, at, by="hana"):
    triaging.propose(report, by=cast["sasha" if by == "hana" else by], at=at)
    return opened(triaging.fresh(report), cast[by], at=at)


@told_once
def report(cast, at):
    return triaged(cast, at, "tam")


@told_once
def row(report, cast, at):
    return told(report, cast, at)


def test_whoever_triages_asks_and_the_clock_runs_from_telling(row, report, tam, at):
    assert (row.case, row.report, row.dossier) == (None, report, report.dossier)
    assert list(mine(tam, at)) == [row]
    assert row.uuid in current([row.uuid])


def test_the_head_asks_as_well(report, cast, at):
    assert drafted(report, cast, at, by="hana", verifier="cleo").issuer == cast["hana"]


@pytest.mark.parametrize("first", ["teo", "tam", "dee", "olu", "sid", "rhys", "gail"])
def test_nobody_else_asks(report, cast, at, first):
    with pytest.raises(Refused):
        drafted(report, cast, at, by=first)


def test_nobody_asks_before_it_is_taken_on_or_after_it_has_ended(report, cast, at):
    waits = sent(cast["teo"], cast["tam"], at=at)
    with pytest.raises(Refused):
        drafted(waits, cast, at, by="hana", verifier="cleo", clause=report.clauses.get().clause)
    settle(report, cast, at)
    with pytest.raises(Refused):
        drafted(report, cast, at)


@pytest.mark.parametrize("first,sees", [("sasha", True), ("hana", True), ("teo", False), ("olu", False), ("gail", False), ("sid", False)])
def test_it_is_read_by_those_who_read_the_report(report, cast, at, first, sees):
    row = drafted(report, cast, at)
    assert (removal_for(cast[first], row.reference, at) is not None) == sees
    assert open_removals(cast[first], at).filter(pk=row.pk).exists() == sees


def test_whoever_is_in_conflict_sees_nothing_of_it(cast, at):
    report = triaged(cast, at, "hana", by="cleo")
    row = drafted(report, cast, at, by="cleo", verifier="olu")
    for first in ("hana", "sasha", "dee"):
        assert removal_for(cast[first], row.reference, at) is None
        assert not concerning(cast[first], at)
    assert removal_for(cast["cleo"], row.reference, at) == row


def test_before_somebody_has_spoken_to_them_they_see_nothing(report, cast, tam, at):
    row = drafted(report, cast, at)
    services.issue(row, by=cast["sasha"], at=at, version=row.version)
    assert (mine_for(tam, row.reference, at), concerning(tam, at)) == (None, [])


def test_whoever_checks_sees_the_request_and_not_the_report(cast, at):
    report = triaged(cast, at, "tam")
    row = told(report, cast, at, verifier="cleo")
    services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    assert to_check_for(cast["cleo"], row.reference, at) == row
    assert removal_for(cast["cleo"], row.reference, at) is None


def test_an_objection_goes_past_whoever_checks(row, cast, tam, at):
    row = services.contest(row, by=tam, at=at, version=row.version, reason=LONG)
    assert row.judge == cast["cleo"]
    assert list(to_judge(cast["cleo"], at)) == [row]
    row = services.judge(row, by=cast["cleo"], at=at, version=row.version, outcome="uphold", reason=LONG)
    assert row.state == "ISSUED"


@pytest.mark.parametrize("end", ["settle", "no_breach"])
def test_the_report_does_not_end_before_it(report, cast, at, end):
    told(report, cast, at)
    with pytest.raises(Refused, match="still asked to be removed"):
        settle(report, cast, at, end)


def test_once_it_is_gone_the_report_is_settled_and_it_is_looked_at_again(report, cast, tam, at):
    row = removed(report, cast, at)
    assert settle(report, cast, later(at, 3)).state == "INFORMAL_RESOLVED"
    assert current([row.uuid])[row.uuid].kind == "removal_recheck"
    assert list(to_check(cast["hana"], later(at, 4))) == [row]


def test_over_they_read_it_for_as_long_as_an_appeal_may_take(row, cast, tam, at):
    services.withdraw(row, by=cast["sasha"], at=at, version=row.version, reason=LONG)
    assert mine_for(tam, row.reference, later(at)) == row
    assert mine_for(tam, row.reference, later(at, 60 * 24 * 60)) is None


def test_a_case_takes_it_along(row, report, cast, tam, at):
    case = case_from(report, cast, at)
    [strand] = Strand.objects.filter(case=case)
    assert (strand.reference, strand.words, strand.settled) == (row.reference, "Asked for", False)
    services.claim(row, by=tam, at=later(at), version=row.version, method="deleted")
    strand.refresh_from_db()
    assert strand.words == "Said to be removed"


def test_on_the_case_whoever_has_no_door_to_the_report_works_on_it(row, report, cast, at):
    assert removal_for(cast["rhys"], row.reference, at) is None
    case_from(report, cast, at)
    assert removal_for(cast["rhys"], row.reference, at) == row
    assert removal_for(cast["iona"], row.reference, at) is None


def test_a_case_about_another_of_them_takes_nothing_along(cast, at):
    report = triaged(cast, at, "tam", "sam")
    about = {party.person: party for party in parties(report.dossier, SUBJECT, at)}
    drafted(report, cast, at, target=about[cast["tam"]])
    triaging.propose(report, by=cast["sasha"], at=at)
    said = {"clauses": [report.clauses.get().clause], "scope": LONG, "conflict": ""}
    case = casefile.open_case(triaging.fresh(report), about[cast["sam"]], by=cast["hana"], at=at, **said)
    assert not Strand.objects.filter(case=case).exists()


def test_of_several_somebody_is_chosen(cast, at):
    report = triaged(cast, at, "tam", "sam")
    with pytest.raises(Refused, match="Choose who is asked"):
        drafted(report, cast, at)


def test_somebody_of_another_report_is_not_asked(report, cast, at):
    other = triaged(cast, at, "sam")
    with pytest.raises(Refused, match="Choose who is asked"):
        drafted(report, cast, at, target=parties(other.dossier, SUBJECT, at).get())


def test_an_account_nobody_knows_goes_to_the_platform_at_once(cast, at):
    report = triaged(cast, at, outsiders=[Named(UNKNOWN)], by="cleo", code="")
    row = drafted(report, cast, at, by="cleo", verifier="olu")
    with pytest.raises(Refused, match="Nobody is known who could be asked"):
        services.issue(row, by=cast["cleo"], at=at, version=row.version)
    said = {"platform": Platform.objects.get(slug="facebook"), "filer": "trust", "filed_at": at}
    assert services.file(row, **said, by=cast["cleo"], at=at, version=row.version).state == "PLATFORM_REPORTED"


def test_what_is_kept_from_the_leaders_of_an_academy_none_of_them_checks(cast, at):
    report = triaged(cast, at, outsiders=[Named(UNKNOWN)], by="cleo", code="")
    assert not {cast["hana"], cast["sasha"]} & set(verifiers(report, cast["cleo"], at))


def test_named_later_it_goes_along_to_their_case(cast, at):
    report = triaged(cast, at, outsiders=[Named(UNKNOWN)], by="cleo", code="")
    row = drafted(report, cast, at, by="cleo", verifier="olu")
    now = triaging.fresh(report)
    triage.name_person(now, row.target, who=cast["tam"], reason=LONG, by=cast["cleo"], at=at, version=now.version)
    classified(report, cast, at, "cleo")
    case = case_from(report, cast, at, by="cleo")
    assert [one.reference for one in Strand.objects.filter(case=case)] == [row.reference]


def test_a_name_they_are_asked_under_is_not_taken_back(cast, at):
    report = triaged(cast, at, outsiders=[Named(UNKNOWN)], by="cleo", code="")
    [unknown] = parties(report.dossier, SUBJECT, at)
    now = triaging.fresh(report)
    triage.name_person(now, unknown, who=cast["tam"], reason=LONG, by=cast["cleo"], at=at, version=now.version)
    classified(report, cast, at, "cleo")
    now = triaging.fresh(report)
    [tam] = parties(now.dossier, SUBJECT, at)
    drafted(now, cast, at, by="cleo", verifier="olu", target=tam)
    with pytest.raises(Refused, match="Withdraw that first"):
        triage.unname(now, Naming.objects.get(report=now), reason=LONG, by=cast["cleo"], at=at, version=now.version)


def test_a_parent_is_asked_and_not_required(cast, at):
    report = triaged(cast, at, outsiders=[Named(PARENT, name="A parent")], code="C6.1P-d", by="hana")
    row = told(report, cast, at, by="hana", verifier="sasha")
    assert current([row.uuid]) == {}
    with pytest.raises(Refused):
        services.not_done(row, found=LONG, by=cast["hana"], at=at, version=row.version)


def test_possible_harm_to_a_child_comes_first(report, cast, at):
    row = drafted(report, cast, at)
    triaging.screen(report, by=cast["sasha"], at=at, harm="yes", breach="no")
    with pytest.raises(Refused, match="LADO"):
        services.issue(row, by=cast["sasha"], at=at, version=row.version)
    assert services.wait(row, by=cast["sasha"], at=at, version=row.version).state == "AWAITING_POLICE_ADVICE"


def test_the_database_wants_a_case_or_a_report_and_never_both(report, cast, at):
    row = drafted(report, cast, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RemovalRequest.objects.filter(pk=row.pk).update(report=None)


def test_one_that_is_late_counts_where_the_report_stood(report, cast, at):
    row = removed(report, cast, at)
    row.refresh_from_db()
    assert (row.counted_in, row.counted_tier, row.in_time) == (report.academy, report.dossier.tier, True)




def test_a_case_on_hold_for_the_police_holds_back_what_came_along(report, cast, at):
    row = drafted(report, cast, at)
    row = services.issue(row, by=cast["sasha"], at=at, version=row.version)
    case = case_from(report, cast, at)
    casefile.hold(case, reason="police", words=LONG, by=cast["hana"], at=at, version=fresh(case).version)
    with pytest.raises(Refused, match="on hold"):
        services.tell(row, by=cast["sasha"], at=at, version=row.version, how="in_person")
    assert letter_stands(row.uuid) == NOT_NOW


def test_whoever_checks_does_nothing_of_what_whoever_asks_does(report, cast, at):
    row = drafted(report, cast, at)
    with pytest.raises(Refused):
        services.issue(row, by=cast["hana"], at=at, version=row.version)
    services.issue(row, by=cast["sasha"], at=at, version=row.version)


def test_a_judge_who_falls_into_conflict_makes_room(row, cast, tam, at):
    row = services.contest(row, by=tam, at=at, version=row.version, reason=LONG)
    with pytest.raises(Refused, match="still can"):
        services.name_judge(row, by=cast["sasha"], at=at, version=row.version)
    dossiers.recuse(row.dossier, cast["cleo"], by=cast["cleo"], at=at)
    row = services.name_judge(row, by=cast["sasha"], at=later(at), version=row.version)
    assert row.judge == cast["chidi"]
    assert list(to_judge(cast["chidi"], later(at))) == [row]
    assert Deadline.objects.get(about=row.uuid, kind="removal_contest_decision", state="running").owner_person == cast["chidi"]


def test_once_gone_somebody_else_can_be_named_to_look_again(report, cast, at):
    row = removed(report, cast, at)
    row = services.name_checker(row, cast["cleo"], by=cast["sasha"], at=later(at, 5), version=row.version)
    clock = current([row.uuid])[row.uuid]
    assert (row.state, clock.owner_person, clock.kind) == ("VERIFIED", cast["cleo"], "removal_recheck")


def test_a_checker_who_is_replaced_sees_the_evidence_no_more(report, cast, at):
    exhibit = exhibits_of(report.dossier)[0]
    row = told(report, cast, at, verifier="cleo")
    told(report, cast, at, verifier="cleo", exhibit=None, reveals="", evidence_reason="It was gone.")
    assert exhibits_for(cast["cleo"], at).filter(pk=exhibit.pk).exists()
    services.name_checker(row, cast["hana"], by=cast["sasha"], at=later(at), version=row.version)
    assert not exhibits_for(cast["cleo"], later(at)).filter(pk=exhibit.pk).exists()


def test_a_picture_of_what_is_gone_is_no_evidence_of_what_was_there(cast, at):
    report = triaged(cast, at, "tam", exhibit=False)
    row = told(report, cast, at, exhibit=None, reveals="", evidence_reason="It was gone.", address="https://www.facebook.com/story/1")
    row = services.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    services.add_picture(row, by=cast["hana"], at=at, upload=picture(), image_answer="no")
    assert facts(report)["evidence"] is False


def test_whoever_takes_over_the_report_finds_what_was_asked_on_it(row, report, cast, at):
    triage.step_back(triaging.fresh(report), words="They are my cousin.", by=cast["sasha"], at=at)
    triaging.claim(report, by=cast["hana"], at=at)
    assert row in concerning(cast["hana"], at)


def test_there_again_they_are_asked_once_somebody_has_spoken_to_them(report, cast, tam, at):
    row = removed(report, cast, at)
    row = services.verify(row, by=cast["hana"], at=later(at, 60 * 24), version=row.version, outcome="reappeared", **LOOKED)
    assert concerning(tam, later(at, 60 * 24)) == []


def test_nobody_is_written_to_who_was_never_told(report, cast, tam, at):
    row = drafted(report, cast, at)
    said = {"platform": Platform.objects.get(slug="facebook"), "filer": "trust", "filed_at": at}
    row = services.file(row, **said, by=cast["sasha"], at=at, version=row.version)
    services.verify(row, by=cast["hana"], at=at, version=row.version, outcome="verify", **LOOKED)
    assert not Message.objects.filter(to=tam, code="removal.verified").exists()


@pytest.mark.parametrize("way", [triaging.propose_void, triaging.propose_low])
def test_no_way_to_its_end_is_begun_before(report, cast, at, way):
    told(report, cast, at)
    with pytest.raises(Refused, match="still asked to be removed"):
        way(report, by=cast["sasha"], at=at)


def test_whoever_triages_makes_the_letter_and_serves_it(cast, at):
    report = triaged(cast, at, "sam")
    row = drafted(report, cast, at)
    row = services.issue(row, by=cast["sasha"], at=at, version=row.version)
    letter = working.lettered(row, by=cast["sasha"], at=at)
    assert letter_for(cast["sasha"], letter.uuid, at) == letter
    assert letter_for(cast["rhys"], letter.uuid, at) is None
    said = {"way": "hand", "sent_at": later(at), "proof": LONG, "by": cast["sasha"], "at": later(at)}
    row = services.serve(RemovalRequest.objects.get(pk=row.pk), **said, version=row.version)
    assert row.reached_at == later(at)
