"""What is asked for on the command line, one fault after the other, and the table."""

import argparse
import os
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from benchmarks.faults import broker, clock, killed, mailing, postgres, report, twice
from benchmarks.faults.row import Row
from benchmarks.faults.scene import leading_to, seed
from benchmarks.machine import machine
from tests.faults.server import Database

FAULTS: dict[str, Callable[[Database, Sequence[int]], Generator[Row, None, None]]] = {
    "killed": killed.rows, "twice": twice.rows, "redis": broker.rows, "postgres": postgres.rows, "clock": clock.rows, "mail": mailing.rows,
}
SEEDS = (1, 2, 3, 4, 5)


def main(words: Sequence[str]) -> bool:
    """Gives whether every promise held. FAULTS.md is written where all of the faults were asked for."""
    asked = _asked(words)
    began, rows, template = time.monotonic(), [], Database("_before")
    try:
        seed(template)
        print("\n".join(report.HEAD), flush=True)
        for name in asked.faults or FAULTS:
            with closing(FAULTS[name](template, asked.seed or SEEDS)) as happening:
                for row in happening:
                    rows.append(row)
                    print(report.line(row), flush=True)
        with leading_to(template):
            told = machine()
    finally:
        template.drop()
    if not asked.faults and not asked.seed:
        report.write(rows, told, time.monotonic() - began)
    return all(row.held for row in rows)


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description="Makes faults happen: all of them, or those named.")
    parser.add_argument("faults", nargs="*", metavar="fault", help=f"one or more of {', '.join(FAULTS)}")
    parser.add_argument("--seed", type=int, action="append", help="of what is left to chance; may be given again")
    asked = parser.parse_args(words)
    if unknown := set(asked.faults) - set(FAULTS):
        parser.error(f"There is no fault called {', '.join(sorted(unknown))}; there are {', '.join(FAULTS)}.")
    if "DATABASE_URL" not in os.environ:
        parser.error("Set DATABASE_URL to a PostgreSQL server on which databases may be made.")
    return asked

