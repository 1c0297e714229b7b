"""Who may open a dossier (DESIGN 3)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.dossiers import rules, services
from foundation.dossiers.routing import conflicted_ids, holders, plan, readers
from foundation.dossiers.selectors import barred_from, disclosed_to, dossiers_for, own_for, standing
from foundation.people.models import Person, Relation
from foundation.people.rules import HEAD, SYSTEM
from tests.told import told_once


@told_once
def report(teo, tam, alder, at):
    """teo's report about tam, routed."""
    return about(tam, alder, at, reporter=teo)


def about(subject, academy, at, reporter=None, kind=rules.STAFF, minimum=0):
    dossier = services.open_dossier("report", academy=academy, at=at, by=SYSTEM)
    if reporter:
        services.add_party(dossier, reporter, rules.REPORTER, by=SYSTEM, at=at, source="form")
    services.add_party(dossier, subject, rules.SUBJECT, by=SYSTEM, at=at, source="form", kind=kind)
    services.route(dossier, by=SYSTEM, at=at, minimum=minimum)
    return dossier


def admitted(dossier, at):
    return {p.email.split("@")[0] for p in Person.objects.all() if dossiers_for(p, at).filter(pk=dossier.pk).exists()}


def test_a_report_about_a_teaching_assistant_opens_to_the_leaders_of_the_academy(report, at):
    assert admitted(report, at) == {"sasha", "hana"}


def test_the_reporter_keeps_their_own(report, teo, at):
    assert not dossiers_for(teo, at).exists()
    assert list(own_for(teo)) == [report]


@pytest.mark.parametrize(("subject", "tier", "first"), [
    ("tam", 1, "sasha"), ("sasha", 2, "hana"), ("dee", 2, "hana"), ("hana", 3, "cleo"), ("rhys", 3, "cleo"),
    ("cleo", 4, "chidi"), ("gail", 4, "chidi"), ("gus", 4, "chidi"), ("tess", 4, "chidi"), ("chidi", 5, "vera"), ("vera", 4, "chidi"),
])
def test_the_post_of_the_person_decides_the_rung(cast, alder, at, subject, tier, first):
    dossier = about(cast[subject], cast[subject].academy, at, reporter=cast["teo"])
    assert dossier.tier == tier
    assert first in admitted(dossier, at)
    assert subject not in admitted(dossier, at)


def test_an_unknown_author_goes_to_the_trust(alder, teo, at):
    dossier = about(None, alder, at, reporter=teo, kind=rules.UNKNOWN)
    assert admitted(dossier, at) == {"cleo"}


def test_a_leader_who_reports_is_routed_past(sasha, tam, alder, hana, at):
    dossier = about(tam, alder, at, reporter=sasha)
    assert dossier.tier == rules.RUNG_HEAD
    assert admitted(dossier, at) == {"hana"}


def test_a_declared_relation_bars_both_ways(report, tam, hana, at):
    Relation.objects.create(person=tam, other=hana, since=at.date())
    assert not dossiers_for(hana, at).exists()
    assert hana.pk in conflicted_ids(report, at)


LATER = timedelta(hours=1)


def test_a_part_that_has_ended_opens_nothing(report, olu, at):
    part = services.add_party(report, olu, rules.TRIAGER, by=SYSTEM, at=at, source="appointed")
    assert "olu" in admitted(report, at)
    services.end_party(part, by=SYSTEM, at=at + LATER, reason="handed_over")
    assert "olu" not in admitted(report, at + LATER)


def test_a_bar_that_was_lifted_keeps_nobody_out(report, sasha, at):
    bar = services.add_party(report, sasha, rules.NOT_THIS_PERSON, by=SYSTEM, at=at, source="form")
    assert "sasha" not in admitted(report, at)
    services.end_party(bar, by=SYSTEM, at=at + LATER, reason="lifted")
    assert "sasha" in admitted(report, at + LATER)


def test_a_queue_it_has_left_opens_nothing(report, at):
    services.clear_desk(report, HEAD, by=SYSTEM, at=at + LATER, reason="rerouted")
    assert "hana" in admitted(report, at)
    assert "hana" not in admitted(report, at + LATER)


def test_what_begins_later_has_not_begun(report, olu, at):
    services.add_party(report, olu, rules.TRIAGER, by=SYSTEM, at=at + LATER, source="appointed")
    assert "olu" not in admitted(report, at)


def test_nobody_reads_about_their_own_line_manager(cast, alder, at):
    dossier = about(cast["olu"], cast["olu"].academy, at)
    assert cast["sid"].pk in conflicted_ids(dossier, at)
    assert barred_from(cast["sid"], at).filter(pk=dossier.pk).exists()


def test_whoever_steps_back_is_gone_at_once_and_the_report_moves_up(report, sasha, hana, at):
    services.add_party(report, sasha, rules.TRIAGER, by=sasha, at=at, source="claim")
    assert services.recuse(report, sasha, by=sasha, at=at) == rules.RUNG_HEAD
    assert not dossiers_for(sasha, at).exists()
    assert admitted(report, at) == {"hana"}
    assert standing(sasha, report, at) == {"recused"}


def test_with_everybody_in_conflict_the_queue_is_never_dead(cast, alder, at):
    dossier = about(cast["tam"], alder, at)
    for first in ("sasha", "hana", "cleo", "chidi", "vera"):
        services.add_party(dossier, cast[first], rules.WITNESS, by=SYSTEM, at=at, source="form")
    services.route(dossier, by=SYSTEM, at=at)
    assert admitted(dossier, at) == {"win"}


def test_a_copied_part_bars_and_never_grants(report, teo, sasha, hana, tam, alder, at):
    services.add_party(report, sasha, rules.TRIAGER, by=sasha, at=at, source="claim")
    case = services.open_dossier("case", academy=alder, at=at, by=hana)
    services.add_party(case, tam, rules.SUBJECT, by=hana, at=at, source="case", kind=rules.STAFF)
    services.link(report, case, by=hana, at=at)
    services.route(case, by=hana, at=at)
    assert not dossiers_for(sasha, at).filter(pk=case.pk).exists()
    with pytest.raises(rules.Refused):
        services.add_party(case, sasha, rules.INVESTIGATOR, by=hana, at=at, source="appointed")
    with pytest.raises(rules.Refused):
        services.add_party(case, teo, rules.INVESTIGATOR, by=hana, at=at, source="appointed")


def test_a_conflict_with_one_report_bars_the_cluster(report, cast, tam, hana, alder, at):
    other = about(tam, alder, at, reporter=cast["sam"])
    case = services.open_dossier("case", academy=alder, at=at, by=hana)
    for one in (report, other):
        services.link(one, case, by=hana, at=at)
    services.add_party(other, hana, rules.WITNESS, by=SYSTEM, at=at, source="named")
    assert not dossiers_for(hana, at).exists()


def test_a_conflict_with_a_case_bars_from_what_it_came_from(report, cast, tam, hana, alder, at):
    case, second = services.open_dossier("case", academy=alder, at=at, by=SYSTEM), about(tam, alder, at, reporter=cast["ann"])
    services.link(report, case, by=SYSTEM, at=at)
    services.recuse(case, hana, by=hana, at=at)
    assert not dossiers_for(hana, at).filter(pk=report.pk).exists()
    assert dossiers_for(hana, at).filter(pk=second.pk).exists()
    services.link(second, case, by=SYSTEM, at=at)
    assert not dossiers_for(hana, at).exists()


def test_the_line_manager_cannot_investigate(report, sasha, hana, tam, alder, at):
    case = services.open_dossier("case", academy=alder, at=at, by=hana)
    services.add_party(case, tam, rules.SUBJECT, by=hana, at=at, source="case", kind=rules.STAFF)
    with pytest.raises(rules.Refused, match="line manager"):
        services.add_party(case, sasha, rules.INVESTIGATOR, by=hana, at=at, source="appointed")


def test_disclosure_shows_one_thing_and_opens_no_door(report, tam, hana, at):
    services.disclose(report, tam, object_kind="removal", object_uuid=report.uuid, by=hana, at=at)
    assert [shown.object_kind for shown in disclosed_to(tam, at)] == ["removal"]
    assert not dossiers_for(tam, at).exists()


def test_a_draft_stands_in_no_queue_and_still_knows_its_readers(teo, tam, alder, at):
    draft = services.open_dossier("report", academy=alder, at=at, by=teo)
    services.add_party(draft, tam, rules.SUBJECT, by=teo, at=at, source="form", kind=rules.STAFF)
    assert admitted(draft, at) == set()
    assert [reader.role for reader in readers(draft, at)] == ["SLT", "HEAD"]


def test_reminders_go_only_to_people_with_a_door(report, at):
    assert [person.name for person in holders(report, "HEAD", at)] == ["Hana Okafor"]
    assert holders(report, "CEO", at) == []


def test_a_governor_and_a_neighbour_have_no_path(report, gail, olu, ada, at):
    assert [dossiers_for(person, at).exists() for person in (gail, olu, ada)] == [False] * 3


def test_the_door_with_a_right_is_narrower(report, dee, alder, at):
    services.set_desk(report, "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    assert dossiers_for(dee, at, "report.read").exists()
    assert not dossiers_for(dee, at, "case.read").exists()


def test_the_door_is_one_query(report, hana, at):
    dossiers_for(hana, at)
    with CaptureQueriesContext(connection) as queries:
        list(dossiers_for(hana, at))
    assert len(queries) == 1


def test_both_sides_of_the_conflict_rule_agree(report, cast, at):
    Relation.objects.create(person=cast["tam"], other=cast["dot"], since=at.date())
    out = conflicted_ids(report, at)
    assert {p.pk for p in cast.values() if barred_from(p, at).filter(pk=report.pk).exists()} == out


def test_plan_names_who_would_read(report, at):
    assert [person.name for person in plan(report, at).people] == ["Sasha Reid"]


def test_stepping_back_never_brings_a_dossier_down_to_those_it_was_kept_from(tam, cleo, alder, at):
    kept = about(tam, alder, at, minimum=rules.RUNG_CEO)
    assert services.recuse(kept, cleo, by=cleo, at=at) == rules.RUNG_CHAIR
    assert admitted(kept, at) == {"chidi"}
