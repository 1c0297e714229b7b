"""The application, the owner and the backup each have an account, and nobody gets the owner's by mistake."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests.laws import house
from tmt_policy.database import places

URL = "postgres://{0}:secret@db:5432/tmt"
APP, OWNER, BACKUP = (URL.format(who) for who in ("tmt_app", "tmt_owner", "tmt_backup"))


def env(**given):
    made = environ.Env()
    made.ENVIRON = given
    return made


def user(tmp_path, **given):
    return places.default(env(**given), embedded=False, var=tmp_path)["USER"]


def test_the_application_is_itself(tmp_path):
    assert user(tmp_path, DATABASE_URL=APP) == "tmt_app"
    assert places.accounts(env(DATABASE_URL=APP)) == {}


def test_whoever_is_given_the_owner_s_is_the_owner(tmp_path):
    assert user(tmp_path, DATABASE_URL=APP, OWNER_DATABASE_URL=OWNER, BACKUP_DATABASE_URL=BACKUP) == "tmt_owner"
    found = places.accounts(env(DATABASE_URL=APP, OWNER_DATABASE_URL=OWNER, BACKUP_DATABASE_URL=BACKUP))
    assert found == {"app": ("tmt_app", "secret"), "backup": ("tmt_backup", "secret")}


def test_the_backup_reads_as_itself(tmp_path):
    assert user(tmp_path, DATABASE_URL=APP, BACKUP_DATABASE_URL=BACKUP) == "tmt_backup"


@pytest.mark.parametrize("wrong", [{"DATABASE_URL": OWNER}, {"DATABASE_URL": APP, "BACKUP_DATABASE_URL": OWNER}])
def test_an_application_that_would_be_the_owner_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="accounts of their own"):
        places.accounts(env(OWNER_DATABASE_URL=OWNER, **wrong))


def test_an_owner_needs_somebody_to_give_rights_to():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is needed"):
        places.accounts(env(OWNER_DATABASE_URL=OWNER))


def test_without_an_owner_the_command_says_what_is_missing(db):
    with pytest.raises(CommandError, match="OWNER_DATABASE_URL"):
        call_command("database_roles")


def test_only_what_needs_it_is_given_the_owner_s_account():
    """In the containers: migrating, and nothing that listens or works."""
    compose = (house.ROOT / "docker-compose.yml").read_text()
    services = compose.split("\nservices:\n")[1]
    holders = [part.split(":")[0].strip() for part in services.split("\n\n") if "OWNER_DATABASE_URL" in part]
    assert holders == ["migrate"]
