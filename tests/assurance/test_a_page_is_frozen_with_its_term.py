"""A governing body's page is made once, from published cells and roles, and nothing changes it: not a report, not a hand, not the clerk."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from assurance.models import FROZEN, PublishedCell, Snapshot
from assurance.rules import term_of
from assurance.selectors import damage, newest_of
from assurance.services import freeze_for_meeting, json_copy, pdf_copy, publish_closed_terms, publish_term
from foundation.dossiers.rules import Refused
from foundation.people.models import Placement
from foundation.signatures import rules as signatures
from foundation.signatures.selectors import check, is_valid
from foundation.trail import triggers
from foundation.trail.models import Event
from foundation.trail.services import tally
from tests.laws.test_a_conflict_leaves_nothing_to_see import RANDOM
from tests.told import told_once
from tmt_policy.demo import reporting
from tmt_policy.demo.reporting import Told

SUMMER = term_of(date(2026, 6, 1))
SEPTEMBER = datetime(2026, 9, 20, 9, tzinfo=UTC)


@told_once
def published(cast):
    tally("reports", academy="alder", month=date(2026, 6, 1), category="contact", tier=1, amount=3)
    return publish_term(SUMMER, at=SEPTEMBER)


@told_once
def page(published, alder):
    return newest_of(alder)


def section(row, title):
    return {line[0]: line[1] for one in row.content["sections"] if title in one["title"] for line in one["rows"]}


def seen_by(client):
    return RANDOM.sub("", client.get("/assurance/").content.decode())


def test_every_academy_gets_one_with_the_term(published):
    assert published.snapshots.count() == 6
    assert publish_closed_terms(at=SEPTEMBER, since=SUMMER.first) == []
    assert Snapshot.objects.count() == 6


def test_it_says_how_the_arrangements_stand_by_role_and_never_by_name(page, hana, dee):
    said = section(page, "Arrangements")
    assert said["Headteacher"] == "Named"
    assert said["Designated safeguarding lead"] == "Named, with somebody to stand in"
    assert said["The policy"].startswith("Version ")
    assert not any(name in json.dumps(page.content) for name in (hana.name, dee.name, "Okafor"))


def test_where_nobody_is_named_it_says_so(cast, alder):
    Placement.objects.filter(academy=alder, role__in=("DSL", "DEPUTY_DSL")).delete()
    publish_term(SUMMER, at=SEPTEMBER)
    said = section(newest_of(alder), "Arrangements")
    assert said["Designated safeguarding lead"] == "Nobody is named"
    assert "Not on every day" in said.values()


def test_what_nobody_counts_yet_is_no_zero(page):
    assert set(section(page, "Not collected yet").values()) == {"Not collected yet"}


def test_definitions_stand_beside_the_figures(page, gail, client_of):
    html = client_of(gail).get("/assurance/").content.decode()
    volume = html.index("Reports by kind of concern and closed term")
    assert volume < html.index("Numbers from 1 to 4 are shown as") < html.index("beside the trust and the term before")


def test_a_report_of_the_open_term_changes_no_byte_of_it(page, gail, teo, hana, tam, now, client_of):
    with time_machine.travel(now, tick=False):
        gails = client_of(gail)
        before = seen_by(gails)
        reporting.send(Told(by=teo, about=(tam,), what="Something was posted."), at=now)
        reporting.send(Told(by=teo, about=(hana,), what="Something was posted."), at=now)
        publish_closed_terms(at=now, since=SUMMER.first)
        assert seen_by(gails) == before
        assert "fewer than 5" in before


@pytest.mark.parametrize("change", [
    lambda rows: rows.update(digest="x"), lambda rows: rows.delete(), lambda rows: rows[0].save(),
], ids=["update", "delete", "save"])
def test_the_database_refuses_to_change_it(page, change):
    for rows in (Snapshot.objects.all(), PublishedCell.objects.all()):
        with pytest.raises((DatabaseError, TypeError)), transaction.atomic():
            change(rows) if rows.model is Snapshot else rows.update(low=0)
    assert newest_of(page.academy).digest == page.digest


def test_the_refusal_stands_in_every_table_of_figures(db):
    assert triggers.missing(connection, FROZEN) == []


def test_one_that_was_changed_behind_the_database_is_not_given_out(page, gail):
    page.content["sections"][0]["rows"][0][1] = "All is well."
    for copy in (pdf_copy, json_copy):
        with pytest.raises(Refused, match="no longer what was frozen"):
            copy(page, by=gail, at=SEPTEMBER)


@pytest.mark.beats(18)
@pytest.mark.parametrize(("name", "begins"), [("page.pdf", b"%PDF-"), ("page.json", b"{")])
def test_a_copy_is_signed_and_leaves_an_event(page, gail, client_of, name, begins):
    data = client_of(gail).get(f"/assurance/frozen/{page.uuid}/{name}").content
    assert data.startswith(begins)
    assert is_valid(data)
    with pytest.raises(signatures.NotValid):
        check(data.replace(b"Alder", b"Birch", 1) if begins == b"{" else data + b" ")
    assert Event.objects.filter(chain=page.academy.uuid, action="figures.downloaded").count() == 1


def test_the_json_is_the_page_and_its_digest(page, gail):
    body, _ = json_copy(page, by=gail, at=SEPTEMBER).split(b"\n%SIGNED")
    assert json.loads(body) == {"content": page.content, "sha256": page.digest}


# -- for a meeting ------------------------------------------------------------------------------------------------------------------


def meet(alder, by, at, days=10):
    return freeze_for_meeting(alder, meeting=(at + timedelta(days=days)).date(), by=by, at=at)


def test_the_clerk_has_one_made_for_a_meeting_with_the_same_figures(page, alder, clem, gail, at, client_of):
    made = meet(alder, clem, at)
    assert meet(alder, clem, at) == made
    assert [one for one in made.content["sections"] if "Reports by kind" in one["title"]] == [
        one for one in page.content["sections"] if "Reports by kind" in one["title"]]
    assert f"For the meeting on {made.content['meeting']}" in client_of(gail).get("/assurance/").content.decode()
    assert client_of(gail).get(f"/assurance/frozen/{page.uuid}/").status_code == 200


@pytest.mark.parametrize("days", [-1, 93])
def test_not_for_a_day_that_is_over_or_far_away(page, alder, clem, at, days):
    with pytest.raises(Refused, match="at most 92 days"):
        meet(alder, clem, at, days)


@pytest.mark.parametrize("first", ["gail", "hana", "cleo", "chidi", "ada"])
def test_by_nobody_else(page, alder, cast, at, first):
    with pytest.raises(Refused, match="governance professional"):
        meet(alder, cast[first], at)


def test_not_before_anything_is_published(alder, clem, at):
    with pytest.raises(Refused, match="No term is published"):
        meet(alder, clem, at)


def test_the_clerk_s_form_says_what_is_wrong_and_keeps_the_answer(page, clem, client_of):
    answer = client_of(clem).post("/assurance/meetings/new/", {"academy": "alder", "meeting_day": "1", "meeting_month": "1",
                                                               "meeting_year": "2090"})
    assert answer.status_code == 422
    assert "at most 92 days ahead" in answer.content.decode()
    assert Snapshot.objects.filter(meeting__isnull=False).count() == 0


def test_a_meeting_s_page_without_a_maker_is_refused_by_the_database(page):
    page.pk, page._state.adding, page.meeting = None, True, date(2026, 12, 1)
    page.uuid = "11111111-1111-4111-8111-111111111111"
    with pytest.raises(IntegrityError), transaction.atomic():
        page.save(force_insert=True)


# -- who reads what -----------------------------------------------------------------------------------------------------------------


def test_a_governor_of_another_academy_finds_nothing(page, cast, gail, client_of):
    other = newest_of(cast["olu"].academy)
    assert client_of(gail).get(f"/assurance/frozen/{other.uuid}/").status_code == 404
    assert client_of(cast["hana"]).get(f"/assurance/frozen/{page.uuid}/").status_code == 404


def test_before_the_first_term_it_says_when_figures_come(gail, chidi, client_of):
    for one, path in ((gail, "/assurance/"), (chidi, "/assurance/trust/")):
        assert "Figures appear two weeks after a term has ended. Those of the" in client_of(one).get(path).content.decode()


def test_small_academies_are_shown_together(published, cast):
    row = newest_of(cast["eve"].academy)
    assert row.content["together"] == "Elm Academy and Fir Alternative Provision"
    assert row.content["name"] == "Elm Academy"


def test_a_command_names_the_page_that_was_changed(page):
    call_command("check_figures", stdout=StringIO())
    connection.check_constraints()  # PostgreSQL alters no table that has a check waiting
    with triggers.lifted(connection, FROZEN):
        Snapshot.objects.filter(pk=page.pk).update(content={"name": "Alder Academy"})
        connection.check_constraints()
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_figures", stdout=out)
    assert str(page.uuid) in out.getvalue()


def test_a_command_says_where_the_database_refuses_no_longer(page):
    connection.check_constraints()  # PostgreSQL alters no table that has a check waiting
    with triggers.lifted(connection, FROZEN):
        assert damage() == [f"the database no longer refuses changes to {table}" for table in FROZEN]
