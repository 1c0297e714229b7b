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


def test_a_plain_server_s_program_knows_no_other_account(tmp_path):
    subprocess.run([sys.executable, "-I", "deploy/new_env.py", "--plain", str(tmp_path)], cwd=house.ROOT, check=True)
    program = (tmp_path / "tmt.env").read_text()
    owner = (tmp_path / "owner.env").read_text().partition("tmt_owner:")[2].partition("@")[0]
    backup = (tmp_path / "backup.env").read_text().partition("tmt_backup:")[2].partition("@")[0]
    assert len(owner) == len(backup) == 48
    assert [word for word in (owner, backup, "POSTGRES_PASSWORD") if word in program] == []
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_what_is_there_is_not_written_over(tmp_path):
    (tmp_path / "owner.env").write_text("mine")
    words = [sys.executable, "-I", "deploy/new_env.py", "--plain", str(tmp_path)]
    done = subprocess.run(words, cwd=house.ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["owner.env"]
