"""Against Debian's clamd with a signature of our own (make test-clamd; .ci/run starts one): CLAMD is its address, CLAMD_PID its process."""

import os
import subprocess
from datetime import timedelta

import pytest

from foundation.evidence import clamd, rules, selectors, services

from .pictures import chunk, picture, png_of

pytestmark = pytest.mark.clamd
MARK = b"this-is-what-the-scanner-of-the-tests-finds"  # the signature in .ci/clamd/tests.ndb


def nobody(exhibit, *, by, at):
    """Whom `tell` would tell."""


@pytest.fixture
def place():
    """Where it listens; a missing one is a failure, never a skip."""
    return os.environ["CLAMD"]


@pytest.fixture
def scanner(settings, place):
    settings.CLAMAV, settings.CLAMAV_PATIENCE = place, 30


def test_it_answers(place):
    assert clamd.answers(clamd.place(place), patience=5)


def test_a_clean_picture_is_opened(scanner, add, at):
    exhibit = add(picture())
    assert services.check_waiting(at=at, tell=nobody) == 1
    exhibit.refresh_from_db()
    assert exhibit.state == rules.READY
    assert selectors.content(exhibit) == picture()


def test_a_picture_with_the_mark_in_its_notes_is_destroyed(scanner, add, at):
    exhibit = add(png_of(8, 8, chunk(b"tEXt", b"Comment\0" + MARK)))
    services.check_waiting(at=at, tell=nobody)
    exhibit.refresh_from_db()
    assert exhibit.state == rules.REFUSED


def test_the_harmless_file_that_every_scanner_knows_is_found(place):
    known = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"
    assert clamd.scan(known, clamd.place(place), patience=30)


def test_a_file_over_its_limit_has_no_verdict(place):
    """The daemon hangs up on a stream that is too long: that is an error, not a clean file."""
    with pytest.raises(clamd.Unanswered):
        clamd.scan(b"\0" * (6 * 1024 * 1024), clamd.place(place), patience=30)


@pytest.mark.beats(11)
def test_a_daemon_that_stands_still_holds_the_file_and_one_that_goes_on_opens_it(scanner, settings, add, at):
    """Stopped by a signal, it accepts and says nothing: the worst kind of away."""
    settings.CLAMAV_PATIENCE = 1
    exhibit, pid = add(picture()), os.environ["CLAMD_PID"]
    subprocess.run(["kill", "-STOP", pid], check=True)
    try:
        assert services.check_waiting(at=at, tell=nobody) == 0
    finally:
        subprocess.run(["kill", "-CONT", pid], check=True)
    settings.CLAMAV_PATIENCE = 30
    assert services.check_waiting(at=at + timedelta(minutes=1), tell=nobody) == 1
    exhibit.refresh_from_db()
    assert exhibit.state == rules.READY
