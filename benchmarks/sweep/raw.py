"""The limit: claim a batch, insert one plain row each, move it on, commit; in one statement, with nothing asked about anybody."""

import time
from datetime import datetime

from django.db import connection

PLAIN = """CREATE TABLE plain_outbox (id bigserial PRIMARY KEY, deadline bigint NOT NULL, rung timestamptz NOT NULL,
           reference text NOT NULL, due_at timestamptz NOT NULL, state text NOT NULL, not_before timestamptz NOT NULL,
           UNIQUE (deadline, rung))"""
STEP = """WITH claimed AS (SELECT id, next_rung_at AS rung FROM deadlines_deadline WHERE next_rung_at <= %s ORDER BY next_rung_at, id
                           LIMIT %s FOR NO KEY UPDATE SKIP LOCKED),
               moved AS (UPDATE deadlines_deadline d SET last_rung_at = d.next_rung_at, next_rung_at = d.next_rung_at + interval '400 days'
                         FROM claimed WHERE d.id = claimed.id RETURNING d.id, d.last_rung_at, d.reference, d.due_at)
          INSERT INTO plain_outbox (deadline, rung, reference, due_at, state, not_before)
          SELECT id, last_rung_at, reference, due_at, 'queued', %s FROM moved"""


def loop(*, at: datetime, batch: int) -> tuple[int, float]:
    """Gives how many rows were inserted, and in how many seconds."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS plain_outbox")
        cursor.execute(PLAIN)
        rows, began = 0, time.perf_counter()
        while True:
            cursor.execute(STEP, [at, batch, at])  # no transaction is open: each statement is one, and is committed
            rows += cursor.rowcount
            if cursor.rowcount < batch:
                return rows, time.perf_counter() - began
