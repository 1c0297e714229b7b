"""A thousand new messages in one insert. PostgreSQL takes a few arrays in half the time of a thousand rows of parameters, and no instance
of the model is made for a row nobody looks at."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection

from .models import Message
from .rules import DIGEST
from .wording import host, message_id


class NewRow(NamedTuple):
    """What is said of a message that is about no matter and has not left. It gets its id, and its mail's, when it is inserted."""

    dossier_id: int
    code: str
    to_id: int
    about: UUID
    reference: str
    path: str
    due_at: datetime | None
    urgency: str
    safety: bool
    key: str | None
    state: str
    reason: str
    not_before: datetime
    created_at: datetime
    ended_at: datetime | None


_TYPES = {UUID: "uuid", int: "bigint", str: "text", bool: "boolean", datetime: "timestamptz"}
_SQL = {name: next(sql for kind, sql in _TYPES.items() if said in (kind, kind | None)) for name, said in NewRow.__annotations__.items()}
_NAMED = f"CASE n.urgency WHEN '{DIGEST}' THEN '' ELSE '<' || replace(n.uuid::text, '-', '') || '@' || %s || '>' END"  # as `message_id`


def insert_new(rows: Sequence[NewRow]) -> None:
    """Insert the rows; one whose key is there already adds nothing. A digest gets the id of the mail it travels in, later."""
    if not rows:
        return
    if connection.vendor == "postgresql":
        _from_arrays(rows)
    else:
        Message.objects.bulk_create([_message(row) for row in rows], ignore_conflicts=True, batch_size=500)


def _message(row: NewRow) -> Message:
    uuid = uuid4()
    return Message(uuid=uuid, message_id="" if row.urgency == DIGEST else message_id(uuid), **row._asdict())


def _from_arrays(rows: Sequence[NewRow]) -> None:
    """What all rows share is said once, the rest as an array for each column."""
    shared, lists = {}, {}
    for name, column in zip(NewRow._fields, zip(*rows, strict=True), strict=True):
        if len(set(column)) == 1:
            shared[name] = column[0]
        else:
            lists[name] = list(map(str, column)) if _SQL[name] == "uuid" else list(column)
    lists = lists or {"reference": [row.reference for row in rows]}  # rows that differ in nothing are still as many
    shared = {name: value for name, value in shared.items() if name not in lists}
    said = [f"a.{name}" if name in lists else f"%s::{_SQL[name]} AS {name}" for name in NewRow._fields]
    columns, arrays = ", ".join(NewRow._fields), ", ".join(f"%s::{_SQL[name]}[]" for name in lists)
    text = (
        f"INSERT INTO {Message._meta.db_table} (uuid, matter, tries, message_id, {columns})"
        f" SELECT n.uuid, '', 0, {_NAMED}, {columns} FROM (SELECT gen_random_uuid() AS uuid, {', '.join(said)} FROM unnest({arrays})"
        f" AS a({', '.join(lists)})) AS n ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [host(), *(str(one) if isinstance(one, UUID) else one for one in shared.values()), *lists.values()])
