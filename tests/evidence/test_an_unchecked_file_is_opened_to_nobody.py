"""The scanner's plain word opens a file or destroys it; anything else leaves it waiting, and it is asked about again for ever."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from foundation.dossiers import services as dossiers
from foundation.dossiers.rules import Refused
from foundation.evidence import clamd, rules, selectors, services, vault
from foundation.evidence.models import Exhibit
from foundation.messages.models import Message
from foundation.people.rules import SYSTEM
from foundation.trail.models import Event
from tmt_policy import checked_files
from tmt_policy.demo import reporting, triaging

from .pictures import picture
from .standin import listening, read_all, says

CLEAN, FOUND = b"stream: OK\0", b"stream: Test.Signature.UNOFFICIAL FOUND\0"
NOWHERE = "tcp://127.0.0.1:1"


def nobody(exhibit, *, by, at):
    """Whom `tell` would tell."""


@pytest.fixture
def waiting(settings, add):
    """A picture that came in while the scanner was away."""
    settings.CLAMAV, settings.CLAMAV_PATIENCE = NOWHERE, 0.5
    return add(picture())


def check(settings, at, behave, tell=nobody):
    """One round of the sweep against a scanner that behaves like this."""
    with listening(behave) as settings.CLAMAV:
        return services.check_waiting(at=at, tell=tell)


def last_event(exhibit):
    return Event.objects.filter(chain=exhibit.dossier.uuid).latest("seq")


@pytest.mark.parametrize("opening", [selectors.content, selectors.preview, selectors.blurred])
def test_what_waits_is_not_served_and_not_counted(waiting, opening):
    assert waiting.state == rules.WAITING
    assert selectors.counting(waiting.dossier) == []
    with pytest.raises(Refused, match="waiting to be checked"):
        opening(waiting)


@pytest.mark.parametrize("name", ["blurred", "preview", "download"])
def test_its_page_says_that_it_waits_and_its_files_are_refused(waiting, hana, client_of, name):
    client = client_of(hana)
    assert client.get(reverse(f"evidence:{name}", args=[waiting.uuid])).status_code == 422
    page = client.get(reverse("evidence:show", args=[waiting.uuid])).content.decode()
    assert "waiting to be checked" in page
    assert "download" not in page


def test_a_clean_file_is_opened_and_the_scanner_saw_every_byte(waiting, settings, at):
    seen = []

    def behave(line):
        seen.append(read_all(line))
        line.sendall(CLEAN)

    assert check(settings, at, behave) == 1
    waiting.refresh_from_db()
    assert seen == [selectors.content(waiting)] == [picture()]
    assert (waiting.state, waiting.scanned_at, last_event(waiting).action) == (rules.READY, at, "evidence.checked")


def test_a_harmful_file_is_destroyed_for_good(waiting, settings, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        check(settings, at, says(FOUND))
    waiting.refresh_from_db()
    assert waiting.state == rules.REFUSED
    assert list(vault.root().glob("??/*")) == []
    assert (last_event(waiting).action, last_event(waiting).reason) == ("evidence.harmful", "Test.Signature.UNOFFICIAL")
    with pytest.raises(Refused, match="destroyed"):
        selectors.content(waiting)
    assert services.sweep(at=at, remove=False) == ([], [])


def hang_up(line):
    line.recv(4)


def hang_up_in_the_middle_of_the_answer(line):
    read_all(line)
    line.sendall(b"stream: OK")


def drip(line):
    """Keeps talking, one byte at a time, and never ends."""
    read_all(line)
    while True:
        line.sendall(b".")
        line.recv(0)


BAD = {
    "nothing listens": None,
    "it hangs up before it has read": hang_up,
    "it hangs up in the middle of its answer": hang_up_in_the_middle_of_the_answer,
    "it says nothing": lambda line: line.recv(1 << 20) and line.settimeout(2) and line.recv(1),
    "it reads and then is silent": lambda line: read_all(line) and line.recv(1),
    "it never stops talking": drip,
    "it found the stream too large": says(b"INSTREAM size limit exceeded. ERROR\0"),
    "it ended in an error": says(b"stream: Can't allocate memory ERROR\0"),
    "it speaks of something else": says(b"HTTP/1.1 200 OK\r\n\r\n\0"),
    "it says clean and more": says(b"stream: OK\0stream: Test FOUND\0"),
    "it says found and then clean": says(b"stream: Test FOUND\0stream: OK\0"),
    "it found something without a name": says(b"stream:  FOUND\0"),
    "it speaks of another file": says(b"/tmp/x: OK\0"),
    "its answer is empty": says(b"\0"),
    "its bytes are noise": says(bytes(range(1, 200)) + b"\0"),
}


@pytest.mark.beats(11)
@pytest.mark.parametrize("behave", BAD.values(), ids=BAD)
def test_no_answer_is_no_verdict_and_it_is_asked_about_again(waiting, settings, at, behave):
    if behave:
        assert check(settings, at, behave) == 0
    else:
        assert services.check_waiting(at=at, tell=nobody) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.scan_tries) == (rules.WAITING, 1)
    assert len(list(vault.root().glob("??/*"))) == 2
    with pytest.raises(Refused, match="waiting"):
        selectors.content(waiting)
    assert check(settings, at + timedelta(minutes=1), says(CLEAN)) == 1
    waiting.refresh_from_db()
    assert waiting.state == rules.READY


@pytest.mark.beats(11)
def test_a_scanner_that_is_away_for_weeks_is_still_asked_every_hour(waiting, at):
    for hour in range(1, 60):
        services.check_waiting(at=at + timedelta(hours=hour), tell=nobody)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.scan_tries) == (rules.WAITING, 59)


def test_it_is_asked_twice_as_late_each_time_and_within_an_hour():
    pauses = [rules.scan_pause(tries) for tries in range(1, 200)]
    assert pauses[0] == timedelta(minutes=1)
    assert all(one <= other <= timedelta(hours=1) for one, other in pairwise(pauses))


def test_between_two_tries_it_is_left_alone(waiting, settings, at):
    services.check_waiting(at=at, tell=nobody)
    assert check(settings, at + timedelta(seconds=59), says(CLEAN)) == 0


def test_of_two_workers_one_asks(waiting, settings, at):
    asked = []

    def behave(line):
        asked.append(read_all(line))
        services_again(at)
        line.sendall(CLEAN)

    def services_again(at):
        """What another worker would find now."""
        assert list(selectors.due_for_scan(at)) == []

    stale = selectors.due_for_scan(at)[0]
    Exhibit.objects.filter(pk=stale.pk).update(scan_tries=1)
    with listening(behave) as settings.CLAMAV:
        assert services.checking._check(stale, clamd.place(settings.CLAMAV), at=at, tell=nobody) is False
    assert asked == []


def test_what_was_sealed_meanwhile_stays_sealed_whatever_the_scanner_says(waiting, settings, hana, at):
    def behave(line):
        read_all(line)
        line.sendall(CLEAN)

    stale = selectors.due_for_scan(at)[0]
    services.mark_may_show_child(waiting, by=hana, at=at, alert=nobody)
    services.checking._open(stale, at=at)
    waiting.refresh_from_db()
    assert waiting.state == rules.SEALED
    assert check(settings, at, behave) == 0


def test_a_file_that_waited_while_the_case_was_opened_comes_along_once_it_is_clean(waiting, settings, alder, hana, at):
    case = dossiers.open_dossier("case", academy=alder, at=at, by=SYSTEM)
    dossiers.link(waiting.dossier, case, by=hana, at=at)
    check(settings, at, says(CLEAN))
    (copy,) = selectors.exhibits_of(case)
    assert (copy.original, copy.state, selectors.content(copy)) == (waiting, rules.READY, picture())


def test_without_a_scanner_nothing_that_waits_is_opened(waiting, settings, at):
    settings.CLAMAV = ""
    assert services.check_waiting(at=at, tell=nobody) == 0
    waiting.refresh_from_db()
    assert waiting.state == rules.WAITING


def test_who_handed_it_in_and_who_triages_are_told_without_a_word_of_it(settings, teo, tam, sasha, at):
    settings.CLAMAV, settings.CLAMAV_PATIENCE = NOWHERE, 0.5
    sent = reporting.send(reporting.Told(by=teo, about=(tam,), what="A post.", live="yes", picture=True), at=at)
    triaging.claim(sent, by=sasha, at=at)
    check(settings, at, says(FOUND), tell=checked_files.tell)
    told = {message.to: message for message in Message.objects.filter(code="evidence.harmful")}
    assert {person: message.path for person, message in told.items()} == {
        teo: f"/reports/{sent.reference}/", sasha: f"/triage/{sent.reference}/"
    }


def test_a_decision_does_not_rest_on_what_waits_or_was_destroyed(settings, teo, tam, sasha, at, client_of):
    settings.CLAMAV, settings.CLAMAV_PATIENCE = NOWHERE, 0.5
    sent = reporting.send(reporting.Told(by=teo, about=(tam,), what="A post.", live="yes", picture=True), at=at)
    page = client_of(sasha).get(f"/triage/{sent.reference}/").content.decode()
    assert "Waiting to be checked for harmful software" in page
    assert f"/evidence/{selectors.exhibits_of(sent.dossier)[0].uuid}/" not in page


@pytest.mark.parametrize("text", ["clamav", "tcp://clamav", "tcp://:3310", "unix://x/y", "http://a:1", "tcp://a:99999", "tcp://a:1/x"])
def test_a_wrong_address_is_refused_with_how_to_write_it(text):
    with pytest.raises(ValueError, match=r"tcp://host:port|range"):
        clamd.place(text)


def test_an_address_is_a_host_and_port_or_a_socket():
    assert clamd.place("tcp://clamav:3310") == clamd.Place(host="clamav", port=3310)
    assert clamd.place("unix:///run/clamav/clamd.ctl") == clamd.Place(path="/run/clamav/clamd.ctl")
    assert clamd.place("") is None
