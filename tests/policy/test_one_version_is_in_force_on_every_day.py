"""A version comes into force, is replaced, stays readable, and never changes."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from foundation.dossiers.rules import Refused
from foundation.people.rules import SYSTEM
from foundation.people.services import TRUST
from foundation.trail.models import Event
from policy import rules, selectors, services
from policy.models import Platform, PolicyVersion

BODY = "Keep it kind.\n\nKeep it safe."
FIRST = date(2025, 4, 1)  # the cast's trust has one version from this day


def load(label, day, at, body=BODY, **more):
    return services.load_version(label, approved_on=day - timedelta(days=7), effective_from=day, body=body, by=SYSTEM, at=at, **more)


def test_a_new_version_ends_the_one_before_on_the_day_it_begins(cast, at):
    load("2026", date(2026, 9, 1), at)
    assert [selectors.in_force(day).label for day in (FIRST, date(2026, 8, 31), date(2026, 9, 1))] == ["2025", "2025", "2026"]
    assert PolicyVersion.objects.get(label="2025").state == rules.SUPERSEDED


def test_a_version_for_next_term_leaves_this_one_in_force(cast, at):
    load("2027", date(2027, 1, 4), at)
    assert selectors.in_force(at.date()).label == "2025"
    assert PolicyVersion.objects.get(label="2025").state == rules.PUBLISHED


def test_an_older_version_found_later_takes_its_place(cast, at):
    old = load("2023", date(2023, 9, 1), at)
    assert (old.state, old.superseded_on) == (rules.SUPERSEDED, FIRST)
    assert selectors.version_on(date(2024, 1, 1)) == old


def test_there_was_no_policy_before_the_first(cast):
    assert selectors.in_force(FIRST - timedelta(days=1)) is None
    with pytest.raises(Refused, match="No version"):
        selectors.version_on(FIRST - timedelta(days=1))


def test_loading_the_same_text_twice_doubles_nothing(cast, at):
    first = load("2026", date(2026, 9, 1), at)
    assert load("2026", date(2026, 9, 1), at, body=BODY.replace("\n", "\r\n")) == first
    assert first.clauses.count() == 65


def test_an_approved_text_does_not_change(cast, at):
    load("2026", date(2026, 9, 1), at)
    with pytest.raises(Refused, match="not changed"):
        load("2026", date(2026, 9, 1), at, body="Another text.")


@pytest.mark.parametrize("body", ["", " \n ", "bell\x07"])
def test_a_version_needs_a_clean_text(cast, at, body):
    with pytest.raises(Refused):
        load("2026", date(2026, 9, 1), at, body=body)


def test_two_versions_cannot_begin_on_one_day(cast, at):
    with pytest.raises(Refused, match="Another version"):
        load("other", FIRST, at)


def test_a_version_is_not_in_force_before_it_is_approved(cast, at):
    with pytest.raises(Refused, match="approval"):
        services.load_version("x", approved_on=date(2026, 9, 2), effective_from=date(2026, 9, 1), body=BODY, by=SYSTEM, at=at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "GONE"},
        {"state": rules.PUBLISHED, "approved_on": None},
        {"state": rules.PUBLISHED, "effective_from": None},
        {"state": rules.PUBLISHED, "effective_from": FIRST},
        {"state": rules.PUBLISHED},
        {"state": rules.SUPERSEDED},
        {"state": rules.SUPERSEDED, "superseded_on": date(2026, 9, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(cast, wrong):
    row = {"approved_on": FIRST, "effective_from": date(2026, 9, 1), **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.create(label="x", body="x", body_hash="x", **row)


def test_loading_is_in_the_trail_without_the_text(cast, at):
    load("2026", date(2026, 9, 1), at)
    event = Event.objects.filter(chain=TRUST).latest("seq")
    assert event.action == "policy.published"
    assert "kind" not in str(event.ids)


def test_clauses_are_offered_by_kind_of_person(cast, at):
    version = selectors.in_force(at.date())
    assert len(selectors.clauses(version)) == 65
    assert {clause.applies_to for clause in selectors.clauses(version, "parent")} == {"all", "parent"}


def test_platforms_load_once_and_keep_what_the_trust_changed(cast, at):
    Platform.objects.filter(slug="tiktok").update(authorised=True)
    assert services.load_platforms(at=at) == []
    assert Platform.objects.get(slug="tiktok").authorised


def test_closed_platforms_are_for_reports_about_the_past(cast):
    closed = {platform.slug for platform in selectors.platforms(historical=True)} - {platform.slug for platform in selectors.platforms()}
    assert closed == {"google-plus", "whisper"}


@pytest.mark.parametrize(
    "host, slug",
    [
        ("www.tiktok.com", "tiktok"),
        ("vm.tiktok.com", "tiktok"),
        ("en.wikipedia.org", "wikipedia"),
        ("twitter.com", "x"),
        ("nottiktok.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_a_host_names_its_platform(cast, host, slug):
    assert getattr(selectors.platform_at(host), "slug", None) == slug


def test_the_command_loads_a_file_and_says_what_it_did(cast, tmp_path):
    (tmp_path / "policy.txt").write_text(BODY)
    out = StringIO()
    arguments = ["--label", "2026", "--approved-on", "2026-07-01", "--effective-from", "2026-09-01", "--body", str(tmp_path / "policy.txt")]
    call_command("load_policy", *arguments, stdout=out)
    assert "2026 is loaded, 0 platforms" in out.getvalue()


def test_the_command_refuses_in_a_sentence(cast, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command(
            "load_policy", "--label", "x", "--approved-on", "2026-07-01", "--effective-from", "2026-09-01", "--body", str(tmp_path / "none")
        )
