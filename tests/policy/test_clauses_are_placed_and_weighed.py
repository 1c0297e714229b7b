"""Clauses: families for governors, who is bound, what severity is suggested and why."""

import json
from datetime import date

import pytest
from django.conf import settings

from foundation.dossiers.rules import OUTSIDER, PARENT, PUPIL, STAFF, UNKNOWN
from policy import rules
from tests.laws.house import ROOT

CLAUSES = json.loads((ROOT / "policy/data/clauses.json").read_text())
PLATFORMS = json.loads((ROOT / "policy/data/platforms.json").read_text())
LEFT, BEFORE, AFTER = date(2026, 7, 17), date(2026, 7, 1), date(2026, 9, 1)


def codes_for(kind, **when):
    return {row["code"] for row in CLAUSES if rules.applies(row["code"], row["applies_to"], kind, **when)}


def test_all_65_clauses_have_one_family_and_no_family_is_empty():
    assert {row["code"] for row in CLAUSES} == set(rules.FAMILIES)
    assert len(rules.FAMILIES) == sum(len(codes.split()) for codes in rules._CODES.values()) == 65
    assert set(rules.FAMILIES.values()) == set(rules.FAMILY_NAMES)


def test_a_code_nobody_has_placed_is_an_error():
    with pytest.raises(KeyError):
        rules.family("C99")


@pytest.mark.parametrize("kind, count", [(STAFF, 55), (PARENT, 15), (PUPIL, 17), (UNKNOWN, 11), (OUTSIDER, 11)])
def test_the_picker_offers_what_binds_that_kind_of_person(kind, count):
    assert len(codes_for(kind)) == count


def test_staff_who_had_left_are_bound_by_what_binds_all_and_by_contact_after_leaving():
    assert codes_for(STAFF, left_on=LEFT, happened_on=AFTER) == codes_for(UNKNOWN) | {"C7.4c"}


@pytest.mark.parametrize("happened", [BEFORE, LEFT, None])
def test_staff_stay_bound_for_what_they_did_before_leaving(happened):
    assert codes_for(STAFF, left_on=LEFT, happened_on=happened) == codes_for(STAFF)


@pytest.mark.parametrize("levels, enough", [([], False), (["advice", "advice"], False), (["advice", "should"], True), (["must"], True)])
def test_advice_alone_opens_no_case(levels, enough):
    assert rules.grounds_a_case(levels) is enough


@pytest.mark.parametrize(
    "defaults, modifiers, severity",
    [
        ([], [], 0),
        ([0, 0], ["sexual", "child"], 0),
        ([2], [], 2),
        ([1, 3, 0], [], 3),
        ([2], ["child", "deliberate"], 4),
        ([4], ["child"], 4),
        ([1], ["removed", "untrained"], 1),
        ([3], ["self_reported"], 2),
        ([1], ["child", "removed"], 1),
        ([1], ["private_messages", "removed"], 4),
    ],
)
def test_severity_is_additive_kept_in_range_and_jumps(defaults, modifiers, severity):
    assert rules.suggest_severity(defaults, modifiers)[0] == severity


def test_a_suggestion_names_every_reason():
    assert rules.suggest_severity([2], ["child", "removed", "illegal"])[1] == [
        "The most serious clause chosen starts at moderate",
        "One step up: a child can be identified or was contacted",
        "One step down: it was removed at once without being asked",
        "At once critical: the content may be illegal",
    ]


def test_an_unknown_modifier_is_an_error_not_a_silent_zero():
    with pytest.raises(KeyError):
        rules.suggest_severity([2], ["chlid"])


def test_every_key_a_clause_uses_is_explained():
    assert {flag for row in CLAUSES for flag in row["flags"]} == set(rules.FLAGS)
    assert {key for row in CLAUSES for key in row["related_policies"]} <= set(rules.RELATED_POLICIES)
    assert {key for row in CLAUSES for key in row["law_guidance"]} <= set(rules.LAW)
    assert {row["route"] for row in CLAUSES} == set(rules.ROUTES)


def test_a_flag_is_used_in_a_room():
    assert [flag for flag in rules.FLAGS.values() if flag.where not in settings.INSTALLED_APPS] == []


def test_each_flag_says_something_to_whoever_triages_or_is_at_work_elsewhere():
    silent = {name for name, flag in rules.FLAGS.items() if not rules.prompts([name])}
    assert silent == {"leader_subject", "removal_escalation"}
    assert {rules.FLAGS[name].where for name in silent} == {"reports.intake", "cases.removals"}


def test_platforms_named_in_the_policy_are_all_there_and_no_host_belongs_to_two():
    named = {row["name"] for row in PLATFORMS if row["named_in_policy"]}
    assert named >= {"Facebook", "Instagram", "WhatsApp", "X (Twitter)", "LinkedIn", "Google+", "Wikipedia", "Whisper", "Tumblr"}
    hosts = [host for row in PLATFORMS for host in row["url_hosts"]]
    assert len(hosts) == len(set(hosts))
    assert {row["slug"] for row in PLATFORMS if row["status"] == "closed"} == {"google-plus", "whisper"}
