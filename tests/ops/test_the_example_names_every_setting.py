"""Whoever installs this sees every setting in one place."""

import re

from tests.laws import house
from tmt_policy import providers

EXAMPLE = (house.ROOT / ".env.example").read_text()
READERS = ("settings.py", "keys.py", "sign_in.py", "providers.py", "checked.py", "database/places.py")
FOR_CONTAINERS = {"POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD", "BACKUP_DATABASE_PASSWORD"}
NAMES = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")


def read_by_settings():
    text = "".join((house.ROOT / "tmt_policy" / name).read_text() for name in READERS)
    return set(NAMES.findall(text)) | {f"OIDC_{key}_{name}" for key in ("ENTRA", "GOOGLE") for name in providers.ASKED}


def test_every_setting_is_in_the_example():
    assert read_by_settings() - set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == set()


def test_nothing_in_the_example_is_unknown():
    known = read_by_settings() | FOR_CONTAINERS | {"BROKER_URL", "DATABASE_URL", "SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY",
                                                   "SIGNING_KEYS"}
    assert set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE)) - known == set()


def test_the_example_holds_no_key():
    assert re.findall(r"^(?:SECRET_KEY|DOSSIER_KEYS|INDEX_KEY|SEAL_KEY|SIGNING_KEYS|\w+_PASSWORD)=.+", EXAMPLE, re.MULTILINE) == []


def test_the_containers_get_every_setting():
    compose = (house.ROOT / "docker-compose.yml").read_text()
    passed = set(re.findall(r"^ {4,6}([A-Z_]+):", compose, re.MULTILINE))
    assert read_by_settings() - passed == {"TMT_VAR"}  # the image sets it
