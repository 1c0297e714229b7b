"""`python3 deploy/new_env.py`: the example with fresh keys, and nothing else changed."""

import subprocess
import sys

import environ

from tests.laws import house
from tmt_policy import keys

KEYS = ("SECRET_KEY", "DOSSIER_KEYS", "INDEX_KEY", "SEAL_KEY", "SIGNING_KEYS")
PASSWORDS = ("POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD", "BACKUP_DATABASE_PASSWORD")


def made():
    told = subprocess.run([sys.executable, "-I", "deploy/new_env.py"], cwd=house.ROOT, capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in told.splitlines() if "=" in line and not line.startswith("#"))


def test_the_keys_are_taken(monkeypatch):
    for name, value in (made() | {"EMAIL_URL": "dummymail://"}).items():
        monkeypatch.setenv(name, value)
    assert len(keys.from_environment(environ.Env()).dossier_keys["k1"]) == 32


def test_no_two_are_the_same():
    one, other = made(), made()
    values = [found[name] for found in (one, other) for name in (*KEYS, *PASSWORDS)]
    assert all(values)
    assert len(set(values)) == len(values)


def test_the_rest_is_the_example():
    example = dict(line.split("=", 1) for line in (house.ROOT / ".env.example").read_text().splitlines()
                   if "=" in line and not line.startswith("#"))
    assert {name: value for name, value in made().items() if name not in (*KEYS, *PASSWORDS)} == {
        name: value for name, value in example.items() if name not in (*KEYS, *PASSWORDS)}
