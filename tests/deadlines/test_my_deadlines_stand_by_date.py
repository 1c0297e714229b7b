"""The page of what somebody has to meet: by date, in plain words, through the door, and nothing of a matter before it was told."""

from datetime import timedelta
from uuid import UUID

import pytest

from foundation.deadlines import holding, services
from foundation.deadlines.models import Deadline
from foundation.deadlines.recipients import Recipients
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.messages.services import queue, spoken
from foundation.people.models import Placement
from foundation.people.rules import SYSTEM
from tests.cases.story import about_tam, found, told
from tests.cooperation.scene import case_about_sam, case_about_tam
from tests.cooperation.scene import told as asked
from tests.deadlines.calendars import london
from tests.deadlines.conftest import THING

DAY = timedelta(days=1)


@pytest.fixture
def read(cast, client_of):
    return lambda first, path="/deadlines/": client_of(cast[first]).get(path).content.decode()


def groups(page):
    return [part.split(" <")[0].strip() for part in page.split('<h2 class="govuk-heading-m">')[1:]]


def test_it_says_what_by_when_and_where(begin, read, now):
    row = begin("triage_normal", at=now)
    page = read("sasha")
    assert row.reference in page
    assert f'href="{row.path}"' in page
    assert "First decision on the report" in page
    assert "Tam Ellis" not in page


def test_overdue_stands_first_and_later_last(begin, read, now):
    for number, days in enumerate((40, -30, -20)):
        begin("triage_normal", about=UUID(int=number + 1), at=now, trigger_at=now + days * DAY)
    assert groups(read("sasha")) == ["Overdue", "Later"]


def test_a_wait_that_is_over_is_late_for_nobody(begin, read, sasha, now):
    begin("platform_escalate", owner="triager", at=now, trigger_at=now - 9 * DAY)
    page = read("sasha")
    assert groups(page) == ["Today"]
    assert "overdue" not in page


def test_what_waits_for_an_answer_is_not_due(begin, read, now):
    begin("triage_normal", at=now)
    services.moved(THING, "INFO_REQUESTED", at=now, by=SYSTEM)
    assert "Nothing is due" in read("sasha")


def test_a_role_that_ended_takes_the_row_with_it(begin, sasha, read, now):
    begin("triage_normal", at=now)
    Placement.objects.filter(person=sasha).update(until=now.date())
    assert "R-4F7K-9QXT" not in read("sasha")


@pytest.mark.beats(7)
@pytest.mark.parametrize("path", ["/deadlines/", "/deadlines/month/", "/deadlines/academy/", "/deadlines/academy/month/"])
def test_for_a_head_in_conflict_there_is_neither_row_nor_number(begin, report, hana, read, now, path):
    path += f"?month={now.year + 1}-04"
    before = read("hana", path)
    begin("triage_normal", at=now, trigger_at=london(f"{now.year + 1}-04-14 09:00"))
    assert read("hana", path) != before
    dossiers.add_party(report, hana, parts.NOT_THIS_PERSON, by=SYSTEM, at=now, source="reporter")
    assert read("hana", path) == before


def test_what_is_asked_of_the_reporter_is_theirs(begin, read, now):
    begin("info_request", at=now, path="/reports/R-4F7K-9QXT/")
    page = read("teo")
    assert 'href="/reports/R-4F7K-9QXT/"' in page
    assert "Answer the question about your report" in page
    assert "R-4F7K-9QXT" not in read("sasha")


def test_the_person_concerned_reads_it_once_it_was_shown(begin, report, tam, read, now):
    begin("removal_standard", owner=tam, at=now)
    assert "R-4F7K-9QXT" not in read("tam")
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=now)
    assert "R-4F7K-9QXT" in read("tam")


def test_nobody_learns_of_a_matter_from_a_clock(begin, report, tam, hana, read, now):
    begin("removal_standard", owner=tam, at=now)
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=now)
    about = {"dossier": report, "about": THING}
    queue(**about, code="removal.asked", to=tam, reference="R-4F7K-9QXT", path="/removals/", at=now, by=hana, matter="removal")
    assert "R-4F7K-9QXT" not in read("tam")
    spoken(**about, person=tam, matter="removal", by=hana, at=now, how="in_person")
    assert "R-4F7K-9QXT" in read("tam")


def test_twenty_five_stand_on_a_page_and_the_next_follow(begin, read, now):
    for number in range(1, 28):
        begin("triage_normal", about=UUID(int=number), reference=f"R-0000-{number:04}", at=now)
    first = read("sasha")
    rest = read("sasha", next_of(first))
    assert (first.count("tmt-tasks__row"), rest.count("tmt-tasks__row")) == (25, 2)
    assert "(27)" in first


def next_of(page):
    return "/deadlines/?after=" + page.split("?after=")[1].split('"')[0]


@pytest.mark.parametrize("after", ["x", "2026-11-23T12:00:00+00:00~x", "~", "2026-11-23~" + str(THING), "9999-12-31T23:59:59-14:00~a"])
def test_what_is_no_mark_begins_at_the_beginning(begin, read, now, after):
    begin("triage_normal", at=now)
    assert "R-4F7K-9QXT" in read("sasha", f"/deadlines/?after={after}")


@pytest.mark.parametrize("path", ["/deadlines/", "/deadlines/month/", "/deadlines/academy/", "/deadlines/academy/month/"])
def test_more_rows_ask_no_more_questions(begin, client_of, hana, now, path, django_assert_num_queries, django_assert_max_num_queries):
    client = client_of(hana)
    begin("triage_normal", about=UUID(int=1), at=now)
    client.get(path)
    with django_assert_max_num_queries(12) as few:
        client.get(path)
    for number in range(2, 40):
        begin("triage_normal", about=UUID(int=number), at=now, reference=f"R-0000-{number:04}")
    begin("info_request", at=now, path="/reports/R-4F7K-9QXT/")
    with django_assert_num_queries(len(few)):
        client.get(path)


STORIES = {
    "a report": lambda cast, at: about_tam(cast, at),
    "a removal": lambda cast, at: told(about_tam(cast, at), cast, at),
    "a request": lambda cast, at: asked(case_about_tam(cast, at), cast, at),
    "of somebody without a sign-in": case_about_sam,
    "to decide": lambda cast, at: found(case_about_tam(cast, at), cast, at),
}


@pytest.mark.parametrize("story", STORIES)
def test_whoever_is_reminded_finds_it_here(cast, at, story):
    STORIES[story](cast, at)
    later = at + timedelta(hours=5)
    rows = list(Deadline.objects.filter(state="running").select_related("dossier", "owner_person"))
    people, theirs = Recipients(rows, later, look_only=True), {}
    for person in cast.values():
        for row in holding.held_by(person, later):
            theirs.setdefault(row.pk, set()).add(person)
    assert rows
    assert [row for row in rows if not set(people.of(row, "owner")) <= theirs.get(row.pk, set())] == []
