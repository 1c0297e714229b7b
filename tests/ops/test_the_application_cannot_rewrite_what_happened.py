"""On PostgreSQL the program's own account works everywhere and rewrites nothing: the whole story of the laws is told as that account."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from foundation.deadlines.services import sweep
from foundation.trail import selectors, services
from foundation.trail.models import Event
from tests.laws.world import World
from tmt_policy.database import grants
from tmt_policy.database.places import APP, BACKUP

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def accounts():
    """Made in the test's own transaction, so gone with it."""
    made = {APP: (f"app_{uuid4().hex}", "secret"), BACKUP: (f"backup_{uuid4().hex}", "")}
    grants.give(connection, made)
    return made


@pytest.fixture
def as_app(cast, accounts):
    run(f"SET LOCAL SESSION AUTHORIZATION {accounts[APP][0]}")
    yield
    run("RESET SESSION AUTHORIZATION")


@pytest.fixture
def as_backup(accounts):
    run(f"SET LOCAL SESSION AUTHORIZATION {accounts[BACKUP][0]}")
    yield
    run("RESET SESSION AUTHORIZATION")


def test_a_story_from_the_first_word_to_the_decision(as_app, cast, at, client_of):
    world = World(cast, at)
    world.reach("decided")
    sweep(at=world.now)
    assert services.seal(at=world.now)
    assert selectors.verify() == []
    browser = client_of(cast["hana"])
    for page in ("/", "/triage/", "/deadlines/", f"/cases/{world['case'].reference}/", f"/reports/{world['sent'].reference}/"):
        assert browser.get(page).status_code in (200, 404)


def test_a_report_begun_at_a_form_signed_in_with_a_password(as_app, cast, client, now):
    signed_in = client.post("/accounts/login/", {"login": cast["teo"].email, "password": "a password for tests only"})
    begun = client.post("/reports/new/", {"danger": "no", "once": str(uuid4())})
    assert (signed_in.status_code, begun.status_code) == (302, 302)
    assert client.get(begun["Location"]).status_code == 200


TAMPER = [
    "UPDATE trail_event SET actor = 'x'", "DELETE FROM trail_event", "TRUNCATE trail_event", "DELETE FROM trail_chainhead",
    "ALTER TABLE trail_event DISABLE TRIGGER ALL", "DROP TRIGGER trail_event_frozen ON trail_event", "DROP TABLE trail_seal",
    "ALTER TABLE trail_event DISABLE TRIGGER trail_event_frozen", "UPDATE trail_seal SET digest = ''",
    "CREATE OR REPLACE FUNCTION trail_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "CREATE TRIGGER mine BEFORE INSERT ON trail_event EXECUTE FUNCTION trail_frozen()", "ALTER TABLE trail_event OWNER TO current_user",
    "SET session_replication_role = replica", "UPDATE assurance_publishedcell SET low = 0", "DELETE FROM assurance_snapshot",
    "CREATE TABLE public.mine (id int)", "CREATE TEMPORARY TABLE trail_event (id int)", "SELECT setval('trail_event_id_seq', 1)",
    "DELETE FROM django_migrations", "UPDATE outbox_spoken SET how = 'phone'", "DELETE FROM deadlines_clockevent", "CREATE ROLE mine",
    "TRUNCATE people_person CASCADE", "COPY trail_event TO PROGRAM 'true'",
]


@pytest.mark.parametrize("statement", TAMPER)
def test_is_refused(as_app, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner|must be superuser"), transaction.atomic():
        run(statement)


def test_what_it_grants_itself_changes_nothing(as_app):
    """PostgreSQL only warns of a GRANT without the right to grant."""
    run("GRANT UPDATE ON trail_event TO current_user")
    assert grants.guarded(connection)


def test_the_owner_is_not_taken_for_guarded():
    assert not grants.guarded(connection)


def test_the_backup_reads_everything_and_writes_nothing(as_backup):
    for table in connection.introspection.table_names():
        run(f'SELECT 1 FROM "{table}" LIMIT 1')
    for statement in ("DELETE FROM people_absence", "DELETE FROM people_session"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(statement)


def test_giving_twice_changes_nothing(accounts):
    grants.give(connection, accounts)
    assert Event.objects.exists()


def test_an_account_that_may_do_more_is_refused(accounts):
    run(f"ALTER ROLE {accounts[APP][0]} CREATEROLE")
    with pytest.raises(grants.TooStrong, match="may do more"):
        grants.give(connection, accounts)


def test_what_is_less_is_of_tables_there_are():
    assert set(grants.LESS) <= set(connection.introspection.table_names())
