"""What was measured, told with the machine it was measured on, and kept in RESULTS.md."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

FILE = Path(__file__).resolve().parent.parent / "RESULTS.md"
RATIO_GATE, RATIO_GOAL, IDLE_GATE, IDLE_GOAL, FLAT = 0.4, 0.6, 20, 5, 1.1


@dataclass(frozen=True)
class Figures:
    """Rows a second, messages, MB (before the sweep, after its first tenth, at its end) and milliseconds."""

    deadlines: int
    due: int
    batch: int
    raw: float
    sweep: float
    messages: int
    memory: list[float]
    idle: float
    server: str = ""

    @property
    def ratio(self) -> float:
        return self.sweep / self.raw

    @property
    def held(self) -> bool:
        return self.ratio >= RATIO_GATE and self.idle <= IDLE_GATE and self.memory[2] <= self.memory[1] * FLAT


def machine() -> str:
    """Cores, memory and versions; no name and no address."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0].split()[0]
    return (f"{os.cpu_count()} cores, {gigabytes:.0f} GB, PostgreSQL {server} with its own defaults on the same machine, "
            f"Python {platform.python_version()}; other work ran beside it")


def write(figures: Figures) -> None:
    before, now, end = figures.memory
    said = f"""# Measured

Written by `make bench-sweep` on {timezone.localdate():%d %B %Y}: {machine()}.

The sweep finds {figures.due:,} deadlines of which a reminder is due among {figures.deadlines:,} open ones. Beside it, by turns in the same
run, a raw loop in one SQL statement a batch: it claims as many rows with `FOR UPDATE SKIP LOCKED`, inserts one plain row each, moves
`next_rung_at` on and commits, and asks nothing about anybody. Batches of {figures.batch}; the middle one of three rounds.

| | measured | gate | goal |
|---|---|---|---|
| raw loop, rows a second | {figures.raw:,.0f} | | |
| sweep, deadlines a second | {figures.sweep:,.0f} | | |
| sweep to raw loop | {figures.ratio:.2f} | ≥ {RATIO_GATE} | ≥ {RATIO_GOAL} |
| messages the sweep queued | {figures.messages:,} | | |
| peak memory before the sweep, after its first tenth, at its end | {before:.0f}, {now:.0f}, {end:.0f} MB | flat | |
| a sweep with nothing to do | {figures.idle:.1f} ms | ≤ {IDLE_GATE} ms | ≤ {IDLE_GOAL} ms |
"""
    FILE.write_text(said)
    print(f"\n{said}")
