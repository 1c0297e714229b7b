import pytest
from django.db import DatabaseError, connection, transaction

from foundation.trail import triggers
from foundation.trail.models import Event, Seal
from tests.trail.scene import ALDER

pytestmark = pytest.mark.beats(9)

REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    "postgresql": "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT (id) DO UPDATE SET previous = ''",
}
EMPTY = {"sqlite": "DELETE FROM {0}", "postgresql": "TRUNCATE {0}"}
UNGUARD = {"sqlite": "PRAGMA recursive_triggers = OFF", "postgresql": "SET LOCAL session_replication_role = replica"}
GUARD = {"sqlite": "PRAGMA recursive_triggers = ON", "postgresql": "SET LOCAL session_replication_role = DEFAULT"}


def refused(work):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        work()


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("model", [Event, Seal])
@pytest.mark.parametrize("change", [
    lambda rows: rows.update(previous="x"),
    lambda rows: rows.delete(),
    lambda rows: rows[0].delete(),
    lambda rows: rows[0].save(),
    lambda rows: rows.bulk_update(rows, ["previous"]),
    lambda rows: type(rows[0]).objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["previous"]),
], ids=["update", "delete", "delete one", "save one", "bulk_update", "upsert"])
def test_through_the_orm(model, change, sealed):
    refused(lambda: change(model.objects.all()))


@pytest.mark.parametrize("table", triggers.TABLES)
@pytest.mark.parametrize("statements", [
    {"sqlite": "UPDATE {0} SET previous = 'x'", "postgresql": "UPDATE {0} SET previous = 'x'"},
    {"sqlite": "DELETE FROM {0} WHERE id > 0", "postgresql": "DELETE FROM {0} WHERE id > 0"},
    {"sqlite": "UPDATE OR REPLACE {0} SET id = id + 1", "postgresql": "UPDATE {0} SET id = id + 1000"},
    EMPTY, REPLACE,
], ids=["update", "delete", "renumber", "empty", "replace"])
def test_in_plain_sql(table, statements, sealed):
    refused(lambda: run(statements[connection.vendor].format(table)))


@pytest.fixture
def talked_round(sealed):
    """A session that switches off what can be switched off."""
    run(UNGUARD[connection.vendor])
    yield
    run(GUARD[connection.vendor])


@pytest.mark.parametrize("table", triggers.TABLES)
def test_whatever_the_session_says_of_itself(table, talked_round):
    refused(lambda: run(REPLACE[connection.vendor].format(table)))


@pytest.mark.parametrize("where", ["id + 1000, chain, seq", "id, chain, seq + 1000"])
def test_a_replacing_insert_in_the_same_place(where, talked_round):
    columns = "at, action, actor, role, from_state, to_state, reason, ids, previous, digest"
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic():
        run(f"{verb} INTO trail_event (id, chain, seq, {columns}) SELECT {where}, {columns} FROM trail_event")
    assert list(Event.objects.filter(chain=ALDER).values_list("seq", flat=True)) == [1, 2, 3, 4, 5]


def test_installing_twice_and_removing_leaves_nothing(db):
    triggers.install(connection)
    assert triggers.missing(connection) == []
    with triggers.lifted(connection):
        assert triggers.missing(connection) == list(triggers.TABLES)
    assert triggers.missing(connection) == []
