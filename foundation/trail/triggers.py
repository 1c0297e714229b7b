"""The database itself refuses to change or remove events and seals, and whatever a room above freezes as well.

Triggers rather than permissions: the application owns its tables, and a mistake in a query is more likely than a thief. SQLite drops
triggers when a migration rebuilds a table: call `install` again after altering one of these.
"""

from collections.abc import Mapping
from contextlib import contextmanager

TABLES = {"trail_event": ("chain", "seq"), "trail_seal": ("number",)}  # table → what makes a row unique beside its id
REFUSAL = "this table is append-only"


def install(connection, tables: Mapping[str, tuple[str, ...]] = TABLES) -> None:
    """Refuse UPDATE, DELETE, TRUNCATE and replacing inserts on `tables`, by default the trail's. May be called again."""
    remove(connection, tables)
    for table, unique in tables.items():
        _run(connection, _postgresql(table) if connection.vendor == "postgresql" else _sqlite(table, unique))


def remove(connection, tables: Mapping[str, tuple[str, ...]] = TABLES) -> None:
    """Take the refusal away: for tests that tamper or empty tables, and to undo the migration."""
    for table in tables:
        if connection.vendor == "postgresql":
            _run(connection, [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}"])
        else:
            _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in _names(table)])


def missing(connection, tables: Mapping[str, tuple[str, ...]] = TABLES) -> list[str]:
    """The tables that would let a row be changed, because a trigger is gone or switched off."""
    if connection.vendor == "postgresql":
        standing = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
        return [table for table in tables if f"{table}_frozen" not in _names_of(connection, standing)]
    standing = _names_of(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return [table for table in tables if not standing.issuperset(_names(table))]


@contextmanager
def lifted(connection, tables: Mapping[str, tuple[str, ...]] = TABLES):
    """Without the refusal inside the block, with it again after."""
    remove(connection, tables)
    try:
        yield
    finally:
        install(connection, tables)


def _postgresql(table: str) -> list[str]:
    # ENABLE ALWAYS: a session that calls itself a replica is refused too
    return [
        f"CREATE OR REPLACE FUNCTION trail_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION trail_frozen()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_frozen",
    ]


def _sqlite(table: str, unique: tuple[str, ...]) -> list[str]:
    no_update, no_delete, no_replace = _names(table)
    taken = " AND ".join(f"{column} = NEW.{column}" for column in unique)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        f"CREATE TRIGGER {no_update} BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {no_delete} BEFORE DELETE ON {table} {refuse}",
        # INSERT OR REPLACE deletes without firing the trigger above, unless the connection sets recursive_triggers: do not count on that
        f"CREATE TRIGGER {no_replace} BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM {table} WHERE {taken}) {refuse}",
    ]


def _names(table: str) -> tuple[str, str, str]:
    return f"{table}_no_update", f"{table}_no_delete", f"{table}_no_replace"


def _names_of(connection, query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
