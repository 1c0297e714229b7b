"""The calendar that other programs read: references and times, for whoever has the address, until it is stopped (ADR 37)."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from foundation.deadlines import services
from foundation.deadlines.models import CalendarFeed
from foundation.deadlines.rules import feeds
from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.messages.services import queue
from foundation.people.models import Person, Placement, User
from foundation.people.rules import SYSTEM
from foundation.trail.models import Event
from tests.deadlines.conftest import THING
from tests.sending import headers_of

PATH, MANAGE, MAKE, STOP = "/deadlines/calendar.ics", "/deadlines/calendar/", "/deadlines/calendar/new/", "/deadlines/calendar/stop/"
KEY, OTHER = "ab" * 32, "cd" * 32


def ask(key, **headers):
    return Client().get(PATH, {"key": key}, **headers)


def read(content):
    """The events of a calendar as dicts: lines unfolded, each at most 75 octets, text values as they were."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in content.split(b"\r\n"))
    lines = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            found[-1][name] = value
    return found


def plain(value):
    out, letters = "", iter(value)
    for letter in letters:
        assert letter not in ";,"
        following = next(letters) if letter == "\\" else ""
        out += {"n": "\n"}.get(following, following) if following else letter
    return out


@pytest.fixture
def fed(begin, sasha, now):
    """sasha's calendar, with one date in it."""
    services.make_feed(key=KEY, by=sasha, at=now)
    return begin("triage_normal", at=now)


@pytest.fixture
def nothing(client_of, db):
    return ask(OTHER)


def test_it_says_the_reference_and_when_and_not_a_word_more(fed, settings):
    (event,) = read(ask(KEY).content)
    assert event == {
        "UID": f"{fed.uuid}@127.0.0.1", "SEQUENCE": "1", "DTSTAMP": f"{fed.ledger.get().at:%Y%m%dT%H%M%SZ}",
        "DTSTART": f"{fed.due_at:%Y%m%dT%H%M%SZ}", "SUMMARY": "R-4F7K-9QXT: due", "URL": f"{settings.SITE_URL}/deadlines/{fed.uuid}/",
        "CLASS": "PRIVATE", "TRANSP": "TRANSPARENT",
    }  # fmt: skip


def test_another_date_is_the_same_event_anew(fed, cleo, now):
    (before,) = read(ask(KEY).content)
    until, at = fed.due_at + timedelta(days=1), now + timedelta(minutes=1)
    services.extend(THING, "triage_normal", until=until, by=cleo, at=at, reason="more_time")
    (event,) = read(ask(KEY).content)
    assert (event["UID"], event["SEQUENCE"]) == (before["UID"], "2")
    assert event["DTSTART"] > before["DTSTART"]
    assert event["DTSTAMP"] > before["DTSTAMP"]


def test_it_needs_no_session_gives_no_cookie_and_is_kept_nowhere(fed, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        answer = ask(KEY)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_reading_it_writes_nothing(fed):
    with connection.execute_wrapper(reads_only):
        assert ask(KEY).status_code == 200


def reads_only(execute, sql, params, many, context):
    assert sql.lstrip("(").startswith("SELECT"), sql
    return execute(sql, params, many, context)


def test_more_dates_ask_no_more_questions(fed, begin, now, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as few:
        ask(KEY)
    for number in range(1, 30):
        begin("triage_normal", about=UUID(int=number), at=now)
    with django_assert_num_queries(len(few)):
        assert len(read(ask(KEY).content)) == 30


def whole(answer):
    return answer.status_code, answer.content, headers_of(answer), answer.cookies.output()


def test_stopped_it_is_like_one_that_never_was(fed, sasha, now, nothing):
    services.stop_feed(by=sasha, at=now)
    assert whole(ask(KEY)) == whole(nothing)
    assert nothing.status_code == 404


def test_another_one_stops_it(fed, sasha, now, nothing):
    services.make_feed(key="ef" * 32, by=sasha, at=now)
    assert whole(ask(KEY)) == whole(nothing)
    assert ask("ef" * 32).status_code == 200


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], f"{KEY}0", "\0", "ａ" * 64])
def test_what_is_no_key_opens_nothing(fed, nothing, key):
    assert whole(ask(key)) == whole(nothing)


def test_a_leaver_s_opens_nothing(fed, sasha, now, nothing):
    Person.objects.filter(pk=sasha.pk).update(left_on=now.date() - timedelta(days=1))
    assert whole(ask(KEY)) == whole(nothing)


def test_nor_does_that_of_somebody_who_may_not_sign_in(fed, sasha, nothing):
    User.objects.filter(person=sasha).update(is_active=False)
    assert whole(ask(KEY)) == whole(nothing)


def test_nor_of_somebody_who_cannot(begin, sam, now, nothing):
    services.make_feed(key=KEY, by=sam, at=now)
    assert whole(ask(KEY)) == whole(nothing)


@pytest.mark.beats(7)
def test_whoever_comes_into_conflict_reads_it_no_more(fed, report, sasha, now):
    dossiers.add_party(report, sasha, parts.NOT_THIS_PERSON, by=SYSTEM, at=now, source="reporter")
    assert read(ask(KEY).content) == []


def test_nor_does_whoever_lost_the_role(fed, sasha, now):
    Placement.objects.filter(person=sasha).update(until=now.date())
    assert read(ask(KEY).content) == []


def test_a_leader_s_calendar_holds_their_own_and_not_the_academy_s(begin, report, hana, sasha, now):
    dossiers.add_party(report, sasha, parts.TRIAGER, by=sasha, at=now, source="claim")
    services.make_feed(key=KEY, by=hana, at=now)
    begin("triage_normal", at=now)
    assert read(ask(KEY).content) == []


def test_nobody_learns_of_a_matter_from_it(begin, report, tam, hana, now):
    services.make_feed(key=KEY, by=tam, at=now)
    begin("removal_standard", owner=tam, at=now)
    dossiers.disclose(report, tam, object_kind="removal", object_uuid=THING, by=SYSTEM, at=now)
    queue(dossier=report, about=THING, code="removal.asked", to=tam, reference="R-4F7K-9QXT", path="/removals/", at=now, by=hana,
          matter="removal")
    assert read(ask(KEY).content) == []


def test_an_entry_leads_whoever_may_open_it_to_the_thing(fed, client_of, sasha, hana, olu, teo):
    path = f"/deadlines/{fed.uuid}/"
    assert {client_of(one).get(path).url for one in (sasha, hana)} == {fed.path}
    assert {client_of(one).get(path).status_code for one in (olu, teo)} == {404}
    assert Client().get(path).url.startswith("/accounts/login/")


def test_what_has_ended_still_leads_there(fed, client_of, sasha, now):
    services.stop(THING, at=now, by=SYSTEM)
    assert client_of(sasha).get(f"/deadlines/{fed.uuid}/").url == fed.path


def shown(page):
    return page.split("?key=")[1].split("<")[0]


def test_it_is_made_on_a_page_that_shows_it_once(client_of, sasha):
    client = client_of(sasha)
    key = shown(client.get(MAKE).content.decode())
    assert ask(key).status_code == 404
    client.post(MAKE, {"key": key})
    assert ask(key).status_code == 200
    assert key not in client.get(MANAGE).content.decode() + client.get(MAKE).content.decode()


def test_only_its_hash_is_kept(fed):
    rows = [*CalendarFeed.objects.values_list("key_index", flat=True), *map(str, Event.objects.values_list("ids", flat=True))]
    assert KEY not in "".join(rows)
    assert set(Event.objects.filter(action__startswith="feed.").values_list("action", flat=True)) == {"feed.made"}


@pytest.mark.parametrize("key", [OTHER, "", "x", KEY])
def test_no_log_holds_it(fed, caplog, monkeypatch, key):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("foundation.deadlines.feeding.written_for", broken)
    Client(raise_request_exception=False).get(PATH, {"key": key})
    assert not key or key not in caplog.text


def broken(person, at):
    raise ValueError("broken")


def test_a_key_that_was_used_before_is_refused_and_stops_nothing(fed, sasha, hana, now):
    services.make_feed(key=OTHER, by=hana, at=now)
    with pytest.raises(Refused):
        services.make_feed(key=KEY, by=hana, at=now)
    assert ask(OTHER).status_code == ask(KEY).status_code == 200


def test_a_key_nobody_made_here_is_refused_on_the_page(client_of, sasha):
    client = client_of(sasha)
    answer = client.post(MAKE, {"key": "guessable"})
    assert answer.status_code == 422
    assert "This address was not made here" in answer.content.decode()
    client.post(MAKE, {"key": shown(answer.content.decode())})
    assert ask(shown(answer.content.decode())).status_code == 200


def test_it_is_stopped_on_a_page_and_twice_is_once(fed, client_of, sasha):
    client, once = client_of(sasha), {"once": str(UUID(int=9))}
    assert [client.post(STOP, once).status_code for _ in range(2)] == [302, 302]
    assert ask(KEY).status_code == 404
    assert client.get(STOP).status_code == 404


def test_nobody_stops_or_sees_another_s(fed, client_of, hana):
    client = client_of(hana)
    assert client.post(STOP, {"person": "sasha"}).status_code == client.get(STOP).status_code == 404
    client.post(MAKE, {"key": OTHER})
    client.post(STOP, {})
    assert ask(KEY).status_code == 200
    assert "Make an address" in client.get(MANAGE).content.decode()


@example("x" * 59 + "é" * 80)
@example("a; b, c\\ d\ne")
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\;,\n"), max_size=200))
def test_whatever_is_written_is_read_back(text):
    one = feeds.Entry("a@b", 1, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC), text, "https://a.example/")
    (event,) = read(feeds.written([one]))
    assert plain(event["SUMMARY"]) == f"{text}: due"
    assert event["DTSTART"] == "20260701T000000Z"
