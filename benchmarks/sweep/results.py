"""What was measured, told with the machine it was measured on, and kept in RESULTS.md."""

import statistics
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

FILE = Path(__file__).resolve().parent.parent / "RESULTS.md"
RATIO_GATE, RATIO_GOAL, IDLE_GATE, IDLE_GOAL, FLAT = 0.4, 0.6, 20, 5, 1.1


@dataclass(frozen=True)
class Figures:
    """`rounds`: rows a second of the raw loop and of the sweep, by turns; `memory`: MB before the sweep, after its first tenth, at its end;
    `idle`: milliseconds."""

    machine: str
    deadlines: int
    due: int
    batch: int
    rounds: list[tuple[float, float]]
    messages: int
    memory: list[float]
    idle: list[float]

    @property
    def ratio(self) -> float:
        """The middle one of the rounds' own: what slows one of a pair slows the other, as far as it lasts."""
        return statistics.median(sweep / raw for raw, sweep in self.rounds)

    @property
    def held(self) -> bool:
        return self.ratio >= RATIO_GATE and statistics.median(self.idle) <= IDLE_GATE and self.memory[2] <= self.memory[1] * FLAT


def write(figures: Figures) -> None:
    before, now, end = figures.memory
    rounds = "\n".join(f"| {raw:,.0f} | {sweep:,.0f} | {sweep / raw:.2f} | {idle:.1f} ms |"
                       for (raw, sweep), idle in zip(figures.rounds, figures.idle, strict=True))
    said = f"""# Measured

Measured by `make bench-sweep` on {timezone.localdate():%d %B %Y}: {figures.machine}.

The sweep finds {figures.due:,} deadlines of which a reminder is due among {figures.deadlines:,} open ones. Beside it, by turns in the same
run, a raw loop in one SQL statement a batch: it claims as many rows with `FOR UPDATE SKIP LOCKED`, inserts one plain row each, moves
`next_rung_at` on and commits, and asks nothing about anybody. Batches of {figures.batch:,}.
All gates held: {"yes" if figures.held else "NO"}.

| | measured | gate | goal |
|---|---|---|---|
| sweep to raw loop, the middle round | {figures.ratio:.2f} | ≥ {RATIO_GATE} | ≥ {RATIO_GOAL} |
| a sweep with nothing to do, the middle round | {statistics.median(figures.idle):.1f} ms | ≤ {IDLE_GATE} ms | ≤ {IDLE_GOAL} ms |
| peak memory before the sweep, after its first tenth, at its end | {before:.0f}, {now:.0f}, {end:.0f} MB | flat | |
| messages the sweep queued | {figures.messages:,} | | |

| raw loop, rows a second | sweep, deadlines a second | ratio | nothing to do |
|---|---|---|---|
{rounds}
"""
    FILE.write_text(said)
    print(f"\n{said}")
