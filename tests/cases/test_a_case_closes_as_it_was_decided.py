"""Closing: how long the record is kept fits what was decided, and the page says what goes on after it."""

from datetime import timedelta

import pytest

from cases.casefile.rules import RETENTION
from cases.casefile.services import step_back
from cases.closing import page, services
from cases.closing.rules import fitting
from cases.removals import services as removals
from foundation.dossiers.rules import Refused
from foundation.face import when
from reports.concerns.models import BreachRecord
from reports.intake.models import Founded
from tests.cases.story import LOOKED, about_tam, closed, decided, found, fresh, investigated, later, told
from tests.told import told_once

DAY = timedelta(days=1)


@told_once
def case(cast, now):
    return about_tam(cast, now - 2 * DAY)


def to_the_end(case, cast, at, outcome="decide_informal"):
    return decided(found(investigated(case, cast, at), cast, at), cast, at, outcome)


def verified(row, cast, at):
    row = removals.claim(row, by=cast["tam"], at=at, version=row.version, method="deleted")
    return removals.verify(row, by=cast["sasha"], at=at, version=row.version, outcome="verify", **LOOKED)


@pytest.mark.parametrize(("decision", "kind", "kept"), [
    ("NO_CASE", "staff", ("no_breach", "not_proven", "child_protection")),
    ("INFORMAL_ACTION", "staff", ("informal", "child_protection")),
    ("INFORMAL_ACTION", "parent", ("informal", "outside_staff", "child_protection")),
    ("FORMAL", "staff", ("formal", "child_protection")),
])
def test_what_fits_a_decision(decision, kind, kept):
    assert fitting(decision, kind) == kept


def test_only_what_fits_is_offered(case, cast, hana, now, client_of):
    to_the_end(case, cast, now - DAY)
    html = client_of(hana).get(f"/cases/{case.reference}/close/").content.decode()
    offered = {code for code in RETENTION if f'value="{code}"' in html}
    assert offered == {"informal", "child_protection"}


def test_another_is_refused(case, cast, hana, now):
    to_the_end(case, cast, now - DAY)
    with pytest.raises(Refused, match="does not fit"):
        services.close(case, by=hana, at=now, version=fresh(case).version, retention="formal", learning="Nothing new.")


def test_the_looks_still_to_come_are_named(case, cast, now):
    row = verified(told(case, cast, now - 2 * DAY), cast, now - 2 * DAY)
    row = removals.verify(row, by=cast["sasha"], at=now - DAY, version=row.version, outcome="still_gone", **LOOKED)
    [said] = page.runs_on(fresh(case))
    assert said.key == f"Removal request {row.reference}"
    days = [when.day(now + ahead * DAY) for ahead in (5, 28)]
    assert said.value == f"Looked at again on {days[0]} and {days[1]}"


def test_an_assessment_that_is_open_is_named(case, cast, hana, now, client_of):
    report = case.reports.get().report
    BreachRecord.objects.create(report=report, dossier=report.dossier, reference="B-2", state="SUSPECTED", state_since=now, aware_at=now)
    to_the_end(case, cast, now - DAY)
    html = client_of(hana).get(f"/cases/{case.reference}/close/").content.decode()
    assert f"Report {report.reference}" in html
    assert "still assesses" in html


def test_nobody_steps_back_from_what_is_closed(case, cast, hana, now, client_of):
    to_the_end(case, cast, now - DAY)
    assert "Step back" in client_of(hana).get(f"/cases/{case.reference}/").content.decode()
    closed(case, cast, later(now))
    assert "Step back" not in client_of(hana).get(f"/cases/{case.reference}/").content.decode()
    assert client_of(hana).get(f"/cases/{case.reference}/step-back/").status_code == 422
    with pytest.raises(Refused, match="closed"):
        step_back(case, by=hana, at=later(now), words="A friend.")


@pytest.mark.parametrize(("finding", "outcome", "kept"), [("proven", "decide_informal", 1), ("not_proven", "decide_no_case", 0)])
def test_what_was_founded_is_written_down_for_later_reports_and_nothing_else_is(case, cast, hana, now, finding, outcome, kept):
    row = investigated(case, cast, now - DAY)
    row = decided(found(row, cast, now - DAY, finding=finding), cast, now - DAY, outcome)
    keep = "informal" if kept else "not_proven"
    services.close(fresh(case), by=hana, at=now, version=fresh(case).version, retention=keep, learning="None.")
    assert Founded.objects.filter(person=cast["tam"], until=None).count() == kept
