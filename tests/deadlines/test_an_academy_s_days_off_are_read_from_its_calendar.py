"""Closures from a file or typed: what is read, what is refused, what would move, and what moves."""

from datetime import date

import pytest

from foundation.deadlines import selectors, services
from foundation.deadlines.models import ClockEvent, Closure
from foundation.deadlines.rules import closing
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.messages.services import DayOff
from foundation.trail.models import Event
from tests.deadlines.calendars import london

CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 1))


def ics(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def whole_days(first, last, name):
    return f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{last}", f"SUMMARY:{name}"


def read(text):
    return [(one.first, one.last, one.name) for one in closing.read_text(text)]


@pytest.mark.parametrize("text", [
    "21/12/2026 to 1/1/2027 Christmas",
    "2026-12-21 until 2027-01-01 Christmas",
    "21 December 2026 – 1 Jan 2027, Christmas",
    "First,Last,What\r\n21/12/2026,01/01/2027,Christmas\r\n",
    "Christmas;2026-12-21;2027-01-01",
    "Christmas\t21.12.2026\t1.1.2027",
])
def test_a_line_may_be_written_in_many_ways(text):
    assert read(text) == [(*CHRISTMAS, "Christmas")]


def test_one_date_is_one_day():
    assert read("4/1/2027 INSET") == [(date(2027, 1, 4), date(2027, 1, 4), "INSET")]


@pytest.mark.parametrize(("text", "said"), [
    ("1/12/2026\n31/2/2027", "Line 2: 31/2/2027 is no date."),
    ("21 Dec to 1 Jan Christmas\n1/12/2026", "Line 1: There is no date"),
    ("21/12/2026 to 1/1/27 Xmas", "last day cannot be read"),
    ("21 December 2026 to 1st January 2027", "last day cannot be read"),
    ("21/12/2026 22/12/2026", "last day cannot be read"),
    ("21/12/2026,1/1/2027," + "x" * 140_000, "more than 500 characters"),
    ("1/12/2026\n\nsoon", "Line 3: There is no date"),
    ("2/12/2026 to 1/12/2026", "ends before it begins"),
    ("1/1/2027 to 1/6/2027", "longer than ten weeks"),
    ("\n\n", "no date in it"),
    ("1/12/2026\n" * 201, "more than 200"),
])
def test_what_cannot_be_read_is_named(text, said):
    with pytest.raises(closing.Unreadable, match=said):
        closing.read_text(text)


def test_a_calendar_file_gives_its_whole_days():
    data = ics(
        whole_days("20261221", "20270102", "Christmas holiday"),
        ("DTSTART:20261201T090000Z", "SUMMARY:Assembly"),
        whole_days("20261211", "20261212", "Christmas jumper day"),
    )
    found = closing.read_file("school.ics", data)
    assert [(one.first, one.last, one.likely) for one in found] == [
        (*CHRISTMAS, True), (date(2026, 12, 11), date(2026, 12, 11), False),
    ]


@pytest.mark.parametrize("data", [
    b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 4000, ics(("SUMMARY:no date",)), ics(),
    ics((*whole_days("20261221", "20261222", "x"), "RRULE:FREQ=DAILY")), b"\xff\xfe\x00", b"x" * 300_000,
    ics((*whole_days("20261221", "20261222", "x"), "RDATE;VALUE=DATE:20261225")), ics(whole_days("00010101", "00010101", "x")[1:]),
    ics(whole_days("20261222", "20261218", "x")), ics(("DTSTART;VALUE=DATE:2026", "SUMMARY:x")),
])
def test_no_file_breaks_the_reading(data):
    with pytest.raises(closing.Unreadable):
        closing.read_file("school.ics", data)


def test_an_event_may_say_how_long_it_lasts_and_that_it_is_off():
    lasting = ("DTSTART;VALUE=DATE:20261221", "DURATION:P5D", "SUMMARY:Half term", "SUMMARY:again")
    off = (*whole_days("20270201", "20270202", "INSET"), "STATUS:CANCELLED")
    (found,) = closing.read_file("school.ics", ics(lasting, off))
    assert (found.last, found.name) == (date(2026, 12, 25), "Half term")


def test_a_file_as_windows_writes_it_is_read():
    assert closing.read_file("x.csv", "21/12/2026,1/1/2027,Noël".encode("cp1252"))[0].name == "Noël"
    assert closing.read_file("x.csv", "21/12/2026,1/1/2027,Noël".encode("utf-16"))[0].name == "Noël"


def test_what_is_past_stays_out(now):
    found = closing.ahead(closing.read_text("1/1/2020\n20/11/2026 to 27/11/2026"), date(2026, 11, 23))
    assert [(one.first, one.last) for one in found] == [(date(2026, 11, 23), date(2026, 11, 27))]


WEEK = [closing.Closing(date(2026, 11, 24), date(2026, 11, 27))]


def test_what_would_move_is_what_moves(begin, alder, hana, at, as_now):
    row, safe = begin("triage_normal"), begin("dsl_review")
    now = selectors.calendar(alder)
    then = type(now)(now.bank_holidays, now.closures | set(WEEK[0].days()))
    moves = services.days.would_move(type(row).objects.all(), now, then)
    services.close(alder, WEEK, by=hana, at=at)
    assert [(one.pk, due) for one, due in moves] == [(row.pk, as_now(row).due_at)] == [(row.pk, london("2026-12-02 17:00"))]
    assert as_now(safe).revision == 1
    assert ClockEvent.objects.get(event="recalendar").by == hana
    assert DayOff.objects.filter(academy=alder).count() == 4
    assert Event.objects.filter(chain=alder.uuid, action="calendar.closed").count() == 1


def test_taken_back_everything_is_as_it_was(begin, alder, hana, at, as_now):
    row = begin("triage_normal")
    services.close(alder, WEEK, by=hana, at=at)
    services.reopen(alder, WEEK[0], by=hana, at=at)
    assert as_now(row).due_at == row.due_at
    assert not Closure.objects.exists()
    assert not DayOff.objects.filter(academy=alder).exists()
    assert services.days.check_all() == []


@pytest.mark.parametrize("first", [date(2020, 1, 1), date(2026, 11, 23)])
def test_the_past_and_today_are_not_closed(alder, hana, at, first):
    with pytest.raises(Refused, match="from tomorrow on"):
        services.close(alder, [closing.Closing(first, first)], by=hana, at=at)


def test_no_school_is_closed_for_half_a_year(alder, hana, at):
    long = [closing.Closing(date(2027, month, 1), date(2027, month, 28)) for month in range(1, 7)]
    with pytest.raises(Refused, match="no school"):
        services.close(alder, long, by=hana, at=at)


def test_closed_and_taken_back_everything_is_still_said(begin, alder, hana, at):
    row = begin("triage_normal")
    rung = row.next_rung_at
    services.sweep(at=rung)
    day = closing.Closing(row.due_at.date(), row.due_at.date())
    services.close(alder, [day], by=hana, at=rung)
    services.reopen(alder, day, by=hana, at=rung)
    services.sweep(at=rung)
    assert Message.objects.filter(about=row.about).exclude(state="cancelled").count() == 1
    assert services.days.check_all() == []


def test_more_days_than_the_page_showed_are_not_taken_back(client_of, hana, ada, alder, at, time_machine):
    time_machine.move_to(at)
    services.close(alder, [closing.Closing(date(2026, 12, 9), date(2026, 12, 10))], by=hana, at=at)
    browser, address = client_of(hana), "/deadlines/days-off/alder/2026-12-09/open/"
    form = browser.get(address).context["form"]
    services.close(alder, [closing.Closing(date(2026, 12, 11), date(2026, 12, 18))], by=ada, at=at)
    answer = browser.post(address, {"once": form["once"].value(), "version": form.initial["version"]})
    assert answer.status_code == 422
    assert Closure.objects.count() == 10


@pytest.mark.beats(4)
def test_a_reminder_of_a_date_that_moved_does_not_go(begin, alder, hana, now):
    row = begin("triage_normal")
    services.sweep(at=row.next_rung_at)
    assert Message.objects.filter(about=row.about).exclude(state="cancelled").exists()
    services.close(alder, [closing.Closing(row.due_at.date(), row.due_at.date())], by=hana, at=row.next_rung_at)
    assert not Message.objects.filter(about=row.about).exclude(state="cancelled").exists()


def typed(browser, text, **more):
    return browser.post("/deadlines/days-off/alder/new/", {"typed": text, **more})


def test_days_are_picked_and_kept(client_of, hana, alder):
    browser = client_of(hana)
    page = typed(browser, "1/6/2027 to 4/6/2027 Half term\n7/6/2027 Sports day")
    form = page.context["form"]
    assert form["days"].value() == ["2027-06-01 to 2027-06-04"]
    sent = {"found": form["found"].value(), "days": form["days"].value(), "once": form["once"].value()}
    look = browser.post("/deadlines/days-off/alder/new/", {**sent, "look": "1"})
    assert (look.status_code, Closure.objects.count()) == (200, 0)
    assert browser.post("/deadlines/days-off/alder/new/", sent).url == "/deadlines/days-off/alder/"
    assert Closure.objects.filter(academy=alder).count() == 4
    assert "1 June 2027 to 4 June 2027" in browser.get("/deadlines/days-off/alder/").content.decode()


def test_what_cannot_be_read_stays_to_be_mended(client_of, hana):
    answer = typed(client_of(hana), "31/2/2027")
    assert answer.status_code == 422
    assert "Line 1: 31/2/2027 is no date." in answer.content.decode()
    assert answer.context["form"]["typed"].value() == "31/2/2027"


def test_a_head_keeps_no_other_academy_s(client_of, hana, ada):
    assert client_of(hana).get("/deadlines/days-off/birch/").status_code == 404
    assert client_of(ada).get("/deadlines/days-off/birch/").status_code == 200


def test_whoever_keeps_the_days_learns_of_no_report(client_of, begin, ada, hana, at, time_machine):
    time_machine.move_to(at)
    row = begin("triage_normal")
    day = f"{row.due_at:%d/%m/%Y}"
    assert row.reference in typed(client_of(hana), day).content.decode()
    assert row.reference not in typed(client_of(ada), day).content.decode()


def test_a_special_bank_holiday_is_everybody_s(client_of, ada, hana, begin, as_now, at, time_machine):
    time_machine.move_to(at)
    row = begin("triage_normal")
    browser, address = client_of(ada), "/deadlines/days-off/bank-holiday/"
    form = browser.get(address).context["form"]
    day = {"day_day": str(row.due_at.day), "day_month": str(row.due_at.month), "day_year": str(row.due_at.year)}
    assert browser.post(address, {**day, "name": "A coronation", "once": form["once"].value()}).status_code == 302
    assert as_now(row).due_at > row.due_at
    assert client_of(hana).get(address).status_code == 404
