"""What the application's own account on PostgreSQL may do, and what it may not: so that whoever captures the program cannot rewrite what
happened. The owner of the tables gives it, after each migration."""

from collections.abc import Mapping

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import encrypt_password

from assurance.models import FROZEN
from foundation.deadlines.models import ClockEvent
from foundation.messages.models import Spoken
from foundation.trail.models import ChainHead, Restore
from foundation.trail.triggers import TABLES

from .places import APP, BACKUP

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
LESS = dict.fromkeys([*TABLES, *FROZEN], "SELECT, INSERT") | {
    ChainHead._meta.db_table: "SELECT, INSERT, UPDATE",  # a chain goes on; it does not go
    ClockEvent._meta.db_table: "SELECT, INSERT",
    Spoken._meta.db_table: "SELECT, INSERT",
    Restore._meta.db_table: "SELECT, INSERT",
    "django_migrations": "SELECT",
    "django_content_type": "SELECT",
    "auth_permission": "SELECT",
}
_STRONG = "rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls OR pg_has_role(oid, current_user, 'MEMBER')"

_STRONGER = """
    SELECT bool_or(r.rolsuper OR pg_has_role(c.relowner, 'USAGE') OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'))
    FROM pg_class c, pg_roles r WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace AND r.rolname = current_user"""


class TooStrong(Exception):
    """An account may do more than what it is given here; whoever administers PostgreSQL takes that away."""


def give(connection: BaseDatabaseWrapper, accounts: Mapping[str, tuple[str, str]]) -> None:
    """Make the accounts where they are missing, set their passwords, and give each what it needs and nothing else. At no moment is a
    running program without its rights. Raises TooStrong."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name, password in accounts.values():
            _account(cursor, name, password)
        names = {who: _quoted(cursor, name) for who, (name, _) in accounts.items()}
        for statement in _shared(_quoted(cursor, connection.settings_dict["NAME"]), names.values()):
            cursor.execute(statement)
        for statement in [*_app(names[APP], connection.introspection.table_names(cursor)), *_backup(names.get(BACKUP))]:
            cursor.execute(statement)


def guarded(connection: BaseDatabaseWrapper) -> bool:
    """Whether the account this process uses could neither change what happened nor switch off what refuses it. PostgreSQL only."""
    tables = [*TABLES, *FROZEN]
    with connection.cursor() as cursor:
        cursor.execute(_STRONGER, [tables])
        return cursor.fetchone()[0] is False


def _account(cursor, name: str, password: str) -> None:
    quoted = _quoted(cursor, name)
    cursor.execute(f"SELECT {_STRONG} FROM pg_roles WHERE rolname = %s", [name])
    found = cursor.fetchone()
    if found and found[0]:
        raise TooStrong(f"The account {name} may do more than the application needs: it owns, creates or overrides things on this server.")
    if not found:
        cursor.execute(f"CREATE ROLE {quoted} LOGIN")
    if password:  # hashed here: what the server may log is no password
        hashed = encrypt_password(password, name, cursor.connection, "scram-sha-256")
        cursor.execute(f"ALTER ROLE {quoted} PASSWORD %s", [hashed])


def _shared(database: str, names) -> list[str]:
    everybody = ", ".join(names)
    return [
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"REVOKE ALL ON DATABASE {database} FROM {everybody}",
        f"GRANT CONNECT ON DATABASE {database} TO {everybody}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON SCHEMA public FROM {everybody}",
        f"GRANT USAGE ON SCHEMA public TO {everybody}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everybody}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {everybody}",
    ]


def _app(name: str, tables: list[str]) -> list[str]:
    given = [f'GRANT {LESS.get(table, EVERYTHING)} ON "{table}" TO {name}' for table in sorted(tables)]
    return [*given, f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"]


def _backup(name: str | None) -> list[str]:
    if name is None:
        return []
    return [f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}", f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}"]


def _quoted(cursor, name: str) -> str:
    cursor.execute("SELECT quote_ident(%s)", [name])
    return cursor.fetchone()[0]
