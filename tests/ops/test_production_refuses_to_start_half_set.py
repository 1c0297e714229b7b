"""A missing or wrong setting stops the start with a sentence that names it."""

import base64
import json
import stat

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.signatures import rules
from tmt_policy import keys

GOOD_KEY = base64.b64encode(bytes(range(32))).decode()
GOOD = {
    "SECRET_KEY": "s" * 50, "DOSSIER_KEYS": f"k2:{GOOD_KEY},k1:{GOOD_KEY}", "INDEX_KEY": GOOD_KEY, "SEAL_KEY": GOOD_KEY,
    "SIGNING_KEYS": f"s2:{GOOD_KEY},s1:{GOOD_KEY}",
    "DATABASE_URL": "postgres://db/tmt", "BROKER_URL": "redis://queue", "EMAIL_URL": "smtp://mail", "MAIL_FROM": "a@b.example",
    "ALLOWED_HOSTS": "c.example", "SITE_URL": "https://c.example", "EVIDENCE_DIR": "/evidence",
}


def start(**changed):
    env = environ.Env()
    env.ENVIRON = GOOD | changed
    return keys.from_environment(env)


def sentence(**changed):
    with pytest.raises(ImproperlyConfigured) as refused:
        start(**changed)
    return str(refused.value)


def test_the_right_settings_start():
    assert list(start().dossier_keys) == ["k2", "k1"]


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_one_is_named(name):
    assert name in sentence(**{name: ""})


def test_all_missing_ones_are_named_at_once():
    said = sentence(SEAL_KEY="", BROKER_URL="", MAIL_FROM="")
    assert "SEAL_KEY, BROKER_URL" in said or all(name in said for name in ("SEAL_KEY", "BROKER_URL", "MAIL_FROM"))


def test_a_short_secret_key_is_refused():
    assert "50 characters" in sentence(SECRET_KEY="s" * 49)


@pytest.mark.parametrize("name", ["INDEX_KEY", "SEAL_KEY"])
@pytest.mark.parametrize(("wrong", "why"), [("not base64!", "base64"), (base64.b64encode(b"short").decode(), "32 bytes")])
def test_a_wrong_key_is_refused_without_being_shown(name, wrong, why):
    said = sentence(**{name: wrong})
    assert name in said
    assert why in said
    assert wrong not in said


@pytest.mark.parametrize("wrong", [GOOD_KEY, f":{GOOD_KEY}", f"k1:{GOOD_KEY},k1:{GOOD_KEY}", "k1:short", " , "])
def test_wrong_dossier_keys_are_refused_without_being_shown(wrong):
    said = sentence(DOSSIER_KEYS=wrong)
    assert "DOSSIER_KEYS" in said
    assert GOOD_KEY not in said


@pytest.mark.parametrize("wrong", [GOOD_KEY, f"s 1:{GOOD_KEY}", f"s1:{GOOD_KEY},s1:{GOOD_KEY}", "s1:short", " , "])
def test_wrong_signing_keys_are_refused_without_being_shown(wrong):
    said = sentence(SIGNING_KEYS=wrong)
    assert "SIGNING_KEYS" in said
    assert GOOD_KEY not in said


def test_a_retired_key_is_its_public_half():
    old = rules.public_text(rules.public_of(bytes(32)))
    assert start(RETIRED_SIGNING_KEYS=f"s0:{old}").retired_signing_keys == {"s0": rules.public_of(bytes(32))}
    assert "must not be in SIGNING_KEYS" in sentence(RETIRED_SIGNING_KEYS=f"s1:{old}")


def test_a_private_key_among_the_retired_ones_is_refused_and_not_published():
    said = sentence(RETIRED_SIGNING_KEYS=f"s0:{GOOD_KEY}")
    assert "public keys only" in said
    assert GOOD_KEY not in said


def test_an_embedded_start_makes_its_keys_once(tmp_path):
    assert keys.embedded(tmp_path) == keys.embedded(tmp_path)


def test_only_the_owner_reads_the_embedded_keys(tmp_path):
    keys.embedded(tmp_path)
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_an_installation_from_before_signing_gets_its_key_and_keeps_the_others(tmp_path):
    before = keys.embedded(tmp_path)
    (tmp_path / "signing.json").unlink()
    after = keys.embedded(tmp_path)
    assert after.dossier_keys == before.dossier_keys
    assert after.signing_keys != before.signing_keys


def test_a_damaged_key_file_is_refused_with_a_sentence(tmp_path):
    keys.embedded(tmp_path)
    kept = json.loads((tmp_path / "keys.json").read_text())
    (tmp_path / "keys.json").write_text(json.dumps(kept | {"seal_key": "damaged"}))
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEY"):
        keys.embedded(tmp_path)
