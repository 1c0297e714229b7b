"""Not done in time, the platform, further help, an end without success: each said by a person, none by itself (DOMAIN 5.1, 9.3; 10.3)."""

from datetime import timedelta

import pytest

from cases.removals import services
from cases.removals.measures import deltas
from foundation.deadlines.models import Deadline
from foundation.dossiers.models import Party
from foundation.dossiers.rules import Refused
from foundation.trail.selectors import totals
from policy.models import Platform
from reports.intake.models import Report
from tests.cases.story import LONG, LOOKED, about_tam, drafted, fresh, told
from tests.told import told_once

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=25)


@told_once
def case(cast, at):
    return about_tam(cast, at)


@told_once
def asked(case, cast, at):
    return told(case, cast, at)


def take(name, row, by, at, **said):
    row.refresh_from_db()
    return getattr(services, name)(row, by=by, at=at, version=row.version, **said)


def file(row, by, at, slug="facebook", filer="trust"):
    return take("file", row, by, at, platform=Platform.objects.get(slug=slug), filer=filer, filed_at=at)


def counted():
    return totals("removals", by=("category",))


def asked_only(row):
    Party.objects.filter(pk=row.target_id).update(kind="parent")
    row.refresh_from_db()
    return row


def test_before_the_time_is_over_nothing_is_recorded(asked, hana, at):
    with pytest.raises(Refused, match="not over yet"):
        take("not_done", asked, hana, at + timedelta(hours=23), found=LONG)


def test_somebody_finds_out_first_whether_they_could_have_done_it(asked, hana, at):
    with pytest.raises(Refused, match="could have done it"):
        take("not_done", asked, hana, at + LATER, found="No")


def test_it_is_recorded_by_a_person_and_counts_as_late(asked, hana, tam, sasha, at):
    row = take("not_done", asked, hana, at + LATER, found=LONG)
    assert (row.state, row.in_time, counted()) == ("NON_COMPLIED", False, {("late",): 1})
    assert deltas([row.dossier])[0][3] == "late"
    assert not Deadline.objects.filter(about=row.uuid, state="running").exists()
    row = take("claim", row, tam, at + LATER, method="deleted")
    row = take("verify", row, sasha, at + LATER, outcome="verify", **LOOKED)
    assert (row.in_time, counted()) == (False, {("late",): 1})


def test_the_person_reads_that_they_can_still_do_it(asked, hana, tam, at, client_of):
    take("not_done", asked, hana, at + LATER, found=LONG)
    page = client_of(tam).get(f"/removals/mine/{asked.reference}/").content.decode()
    assert "You can still remove it and say so here." in page
    assert LONG not in page


def test_nobody_outside_the_staff_is_said_not_to_have_done_it(asked, hana, at):
    with pytest.raises(Refused, match="asked, not required"):
        take("not_done", asked_only(asked), hana, at + LATER, found=LONG)


def test_staff_are_asked_before_the_platform_is(asked, hana, at):
    with pytest.raises(Refused, match="Ask them first"):
        file(asked, hana, at)
    with pytest.raises(Refused, match="not done first"):
        take("give_up", asked, hana, at, reason=LONG, support=LONG)


def test_a_parent_s_post_goes_to_the_platform(asked, hana, at):
    assert file(asked_only(asked), hana, at).state == "PLATFORM_REPORTED"


def test_some_platforms_take_it_only_from_whom_it_is_about(case, cast, hana, at):
    row = drafted(case, cast, at)
    with pytest.raises(Refused, match="only from the person"):
        file(row, hana, at, slug="whatsapp")
    assert file(row, hana, at, slug="whatsapp", filer="affected").state == "PLATFORM_REPORTED"


HOURS = [("silent", 47, False), ("silent", 48, True), ("refused", 1, True), ("no_waiting", 1, True)]


@pytest.mark.parametrize(("why", "hours", "said"), HOURS)
def test_the_platform_has_two_days(case, cast, hana, at, why, hours, said):
    row, then = file(drafted(case, cast, at), hana, at), at + timedelta(hours=hours)
    if not said:
        with pytest.raises(Refused, match="48 hours"):
            take("further", row, hana, then, why=why, to="posh")
    else:
        assert take("further", row, hana, then, why=why, to="posh").state == "PLATFORM_ESCALATED"


def test_whoever_checks_proves_that_it_is_gone_and_looks_again(case, cast, hana, sasha, at, client_of):
    row = file(drafted(case, cast, at), hana, at)
    assert client_of(sasha).get(f"/removals/{row.reference}/check/").status_code == 200
    row = take("verify", row, sasha, at, outcome="verify", **LOOKED)
    assert (row.state, row.in_time) == ("VERIFIED", None)
    assert Deadline.objects.filter(about=row.uuid, kind="removal_recheck", state="running").exists()
    row = take("verify", row, sasha, at + timedelta(days=1), outcome="reappeared", **LOOKED)
    assert (row.state, row.filed_at, row.round) == ("DRAFT", None, 2)


def test_it_ends_without_success_only_with_support(case, cast, hana, at):
    row = take("further", file(drafted(case, cast, at), hana, at), hana, at, why="refused", to="police")
    with pytest.raises(Refused, match="whoever it harms"):
        take("give_up", row, hana, at, reason=LONG, support="")
    assert take("give_up", row, hana, at, reason=LONG, support=LONG).state == "NOT_ACHIEVABLE"


def test_a_case_stays_open_while_the_platform_is_asked(case, cast, hana, at):
    row = file(drafted(case, cast, at), hana, at)
    assert not fresh(case).strands.get(uuid=row.uuid).settled


def test_a_request_waits_for_what_the_lado_says(case, cast, hana, at):
    Report.objects.filter(cases__case=case).update(harm="possible")
    row = take("wait", drafted(case, cast, at), hana, at)
    with pytest.raises(Refused, match="LADO"):
        take("issue", row, hana, at)
    with pytest.raises(Refused, match="LADO"):
        file(row, hana, at)
    Report.objects.filter(cases__case=case).update(harm="no")
    assert take("issue", row, hana, at).state == "ISSUED"


def test_nothing_waits_without_a_reason(case, cast, hana, at):
    with pytest.raises(Refused, match="Nothing keeps"):
        take("wait", drafted(case, cast, at), hana, at)


def test_through_the_pages(case, cast, hana, at, client_of):
    row, hers = drafted(case, cast, at), client_of(hana)
    page = hers.get(f"/removals/{row.reference}/platform/").content.decode()
    assert "How Facebook takes a report" in page
    typed = {"platform": "facebook", "filer": "trust", "day_day": "2", "day_month": "1", "day_year": "2026", "time": "10:30"}
    assert hers.post(f"/removals/{row.reference}/platform/", typed | {"version": row.version}).status_code == 302
    row.refresh_from_db()
    typed = {"why": "silent", "to": "posh", "words": "", "version": row.version}
    assert hers.post(f"/removals/{row.reference}/further/", typed).status_code == 302
    row.refresh_from_db()
    typed = {"reason": LONG, "support": LONG, "version": row.version}
    assert hers.post(f"/removals/{row.reference}/give-up/", typed).status_code == 302
    assert "Could not be achieved" in hers.get(f"/removals/{row.reference}/").content.decode()
