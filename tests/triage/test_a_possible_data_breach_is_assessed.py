"""The data protection officer says what a possible data breach is, in any state of the report; the ICO is told in 72 hours, or why not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.deadlines.selectors import last, running
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.trail.selectors import events_of
from reports.concerns import rules
from reports.concerns.models import BreachRecord
from reports.concerns.services import assess, notify
from reports.triage import offers
from tests.told import told_once
from tests.triage import scene

HOURS = timedelta(hours=1)


def suspected(by, about, triager, at):
    report = scene.sent(by, about, at=at)
    scene.ready(report, triager, at=at, breach="unsure")
    return BreachRecord.objects.select_related("report").get(report=report)


@told_once
def leak(teo, tam, sasha, at):
    return suspected(teo, tam, sasha, at)


@told_once
def leak_now(teo, tam, sasha, now):
    return suspected(teo, tam, sasha, now)


def assessed(leak, by, at, outcome="reportable", reason=scene.REASON):
    return assess(leak, outcome=outcome, reason=reason, by=by, at=at)


def told(leak, by, at, told_at, late=""):
    return notify(leak, reference="IC-1", told_at=told_at, late=late, by=by, at=at)


@pytest.mark.parametrize("outcome, state", [("not_breach", "NOT_BREACH"), ("no_risk", "NO_RISK"), ("reportable", "REPORTABLE")])
def test_the_data_protection_officer_says_what_it_is(leak, priya, at, outcome, state):
    row = assessed(leak, priya, at, outcome)
    assert (row.state, row.assessed_at) == (state, at)
    assert sealing.read_one(row)["assessment_sealed"] == scene.REASON
    assert last(row.uuid, "dpo_assess").state == "met"
    assert [event.ids for event in events_of(leak.dossier.uuid).filter(action=f"breach.{outcome}")] == [{}]


def test_also_after_the_report_was_decided(leak, sasha, priya, at):
    scene.step("no_breach", leak.report, sasha, at=at, rationale=scene.REASON)
    assert [row.reference for row in offers.tasks(priya, at).needs_me] == [leak.report.reference]
    assert assessed(leak, priya, at, "no_risk").state == rules.NO_RISK
    assert offers.tasks(priya, at).needs_me == []


def test_72_hours_count_from_the_first_suspicion(leak, priya, at):
    assessed(leak, priya, at + 20 * HOURS)
    assert running(leak.uuid, "ico_notify").due_at == leak.aware_at + 72 * HOURS
    assert [row.title for row in offers.tasks(priya, at).needs_me] == ["Tell the ICO, and write down when"]


@pytest.mark.parametrize("outcome", ["not_breach", "no_risk"])
def test_nothing_runs_where_nothing_has_to_be_told(leak, priya, at, outcome):
    assert running(assessed(leak, priya, at, outcome).uuid, "ico_notify") is None


def test_the_ico_was_told(leak, priya, at):
    assessed(leak, priya, at)
    row = told(leak, priya, at + 5 * HOURS, at + 4 * HOURS)
    assert (row.state, row.ico_told_at) == (rules.NOTIFIED, at + 4 * HOURS)
    assert sealing.read_one(row)["ico_reference_sealed"] == "IC-1"
    assert last(row.uuid, "ico_notify").state == "met"


@pytest.mark.parametrize("hours, sentence", [(-1, "before anybody suspected"), (73, "later than 72 hours"), (81, "still to come")])
def test_when_it_cannot_have_been_or_was_late(leak, priya, at, hours, sentence):
    assessed(leak, priya, at)
    with pytest.raises(Refused, match=sentence):
        told(leak, priya, at + 80 * HOURS, at + hours * HOURS)


def test_late_with_its_reason(leak, priya, at):
    assessed(leak, priya, at)
    row = told(leak, priya, at + 80 * HOURS, at + 73 * HOURS, late=scene.REASON)
    assert sealing.read_one(row)["late_sealed"] == scene.REASON


@pytest.mark.parametrize("first", ["sasha", "hana", "cleo", "rhys"])
def test_it_is_nobody_else_s(leak, cast, at, first):
    with pytest.raises(Refused):
        assessed(leak, cast[first], at)


def test_about_the_data_protection_officer_the_chief_executive_does_it(teo, priya, cleo, client_of, now):
    report = scene.sent(teo, priya, at=now)
    scene.taken(report, cleo, at=now)
    scene.screened(report, cleo, at=now, breach="yes")
    leak = BreachRecord.objects.get(report=report)
    assert f"/triage/{report.reference}/assess/" in client_of(cleo).get(f"/triage/{report.reference}/").content.decode()
    assert client_of(priya).get(f"/triage/{report.reference}/assess/").status_code == 404
    assert assessed(leak, cleo, now).state == rules.REPORTABLE


def test_a_reason_is_needed(leak, priya, at):
    with pytest.raises(Refused, match="at least 30 characters"):
        assessed(leak, priya, at, reason="Short.")


def test_the_reasons_are_not_for_every_reader(leak_now, priya, sasha, hana, client_of, now):
    assessed(leak_now, priya, now, reason="Weissdorn and more than thirty characters.")
    pages = {one.name: client_of(one).get(f"/triage/{leak_now.report.reference}/").content.decode() for one in (priya, sasha, hana)}
    assert ["Weissdorn" in page for page in pages.values()] == [True, False, True]
    assert all("the ICO has to be told" in page for page in pages.values())


@pytest.mark.parametrize("state", ["NOT_BREACH", "NOTIFIED"])
def test_the_database_wants_the_moment(leak, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        BreachRecord.objects.filter(pk=leak.pk).update(state=state)


def test_through_the_pages(leak_now, priya, client_of):
    client, base = client_of(priya), f"/triage/{leak_now.report.reference}"
    form = client.get(f"{base}/assess/").context["form"]
    sent = {"outcome": "reportable", "reason": scene.REASON, **{name: form[name].value() for name in ("version", "once")}}
    assert client.post(f"{base}/assess/", sent).url == f"{base}/" == client.post(f"{base}/assess/", sent).url
    assert client.get(f"{base}/assess/").status_code == 422
    assert client.get(f"{base}/notify/").status_code == 200
