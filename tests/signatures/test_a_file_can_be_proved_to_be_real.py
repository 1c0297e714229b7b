"""A receipt, letter or pack carries its own proof: anyone with the file can check it, offline, and any changed byte shows (BEATS 18)."""

import subprocess
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from foundation.signatures import rules, selectors, services

pytestmark = pytest.mark.beats(18)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\nstartxref\n9\n%%EOF"


def signed(data=PDF):
    return services.sign(data, at=AT)


def why_not(data, public=None):
    with pytest.raises(rules.NotValid) as refused:
        rules.check(data, public or selectors.public_keys())
    return str(refused.value)


def verify(path, **more):
    out = StringIO()
    call_command("verify_document", path, stdout=out, **more)
    return out.getvalue()


@pytest.fixture
def keep(tmp_path):
    def kept(data, name="file"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return kept


def test_it_says_with_which_key_and_when():
    found = selectors.check(signed())
    assert (found.key_id, found.at) == ("s1", AT)


def test_what_was_signed_stands_unchanged_before_the_signature():
    assert signed().startswith(PDF + b"\n%SIGNED 1 s1 2026-11-23T12:00:00Z ")


def test_every_single_bit_counts():
    data = signed()
    changed = (data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :] for place in range(len(data)) for bit in range(8))
    assert not any(selectors.is_valid(one) for one in changed)


def test_nothing_can_be_added_or_cut_off():
    data = signed()
    assert not any(selectors.is_valid(data[:size]) for size in range(len(data)))
    assert not any(selectors.is_valid(one) for one in (data + b"\n", data + b" ", b" " + data, data + data, data.replace(b"\n", b"\r\n")))


@given(st.binary(max_size=300))
def test_whatever_is_shown_is_answered(data):
    assert not selectors.is_valid(data)
    assert selectors.is_valid(signed(data))


def test_a_line_that_looks_like_a_signature_signs_nothing():
    forged = PDF + b"\n%SIGNED 1 s1 2026-11-23T12:00:00Z " + b"A" * 86 + b"==\n"
    assert why_not(forged) == rules.CHANGED
    assert why_not(PDF) == rules.UNSIGNED


def test_a_key_of_somebody_else_does_not_count():
    forged = rules.sign(PDF, key_id="s1", seed=bytes(range(32)), at=AT)
    assert why_not(forged) == rules.CHANGED
    assert "s9" in why_not(rules.sign(PDF, key_id="s9", seed=bytes(range(32)), at=AT))


def test_after_a_change_of_keys_what_the_old_one_signed_stays_valid(settings):
    before, old = signed(), selectors.public_keys()
    settings.SIGNING_KEYS, settings.RETIRED_SIGNING_KEYS = {"s2": bytes(range(32))}, old
    assert selectors.is_valid(before)
    assert selectors.check(signed()).key_id == "s2"
    assert list(selectors.public_keys()) == ["s2", "s1"]


def test_a_stolen_key_that_is_dropped_proves_nothing_any_more(settings):
    before = signed()
    settings.SIGNING_KEYS = {"s2": bytes(range(32))}
    assert not selectors.is_valid(before)


def test_the_command_says_valid_which_key_and_when(keep):
    assert verify(keep(signed())) == "Valid. Signed with the key s1 on 23 November 2026, midday.\n"


@pytest.mark.parametrize("wrong", [PDF, signed()[:-1], signed().replace(b"1.7", b"1.6"), b""])
def test_the_command_says_not_valid_and_fails(keep, wrong):
    with pytest.raises(CommandError, match="Not valid"):
        verify(keep(wrong))


def test_whoever_has_the_published_keys_needs_nothing_else(keep, settings):
    file, keys = keep(signed()), keep(selectors.published().encode(), "keys.txt")
    settings.SIGNING_KEYS = {"s1": bytes(range(32))}
    assert verify(file, keys=keys).startswith("Valid")
    with pytest.raises(CommandError, match="Not valid"):
        verify(file)
    with pytest.raises(CommandError, match="not a file of published public keys"):
        verify(file, keys=file)


def test_the_way_the_page_shows_works_without_this_system(keep):
    data, keys = signed(), keep(selectors.published().encode(), "keys.txt")
    message, signature = keep(data[:-89], "message"), keep(rules.base64.b64decode(data[-89:]), "signature")
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", keys, "-rawin", "-in", message, "-sigfile", signature]
    assert "Success" in subprocess.run(command, capture_output=True, text=True).stdout


def test_public_keys_are_printed_as_the_setting_takes_them(settings):
    out = StringIO()
    call_command("signing_keys", stdout=out)
    key_id, _, text = out.getvalue().strip().partition(":")
    assert {key_id: rules.public_from_text(text)} == selectors.public_keys()
