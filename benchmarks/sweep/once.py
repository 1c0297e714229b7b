"""One sweep in a process of its own, as a worker has it: how long, how much memory; then sweeps with nothing to do."""

import json
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

from celery import current_app

from foundation.deadlines.selectors import due_rungs
from foundation.deadlines.services import sweep

IDLE = 30


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Given the moment and how many make the first stage; prints one line of JSON."""
    print(json.dumps(swept(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]))))


def swept(at: datetime, warm: int) -> dict:
    """Two stages: the first `warm` rungs, after which everything that is read once has been read; then the rest."""
    current_app.conf.task_default_queue = "bench-sweep"
    half = due_rungs(at).values_list("next_rung_at", flat=True)[warm]
    memory, messages, began = [peak()], 0, time.perf_counter()
    for until in (half, at):
        messages += sweep(at=until)
        memory.append(peak())
    seconds = time.perf_counter() - began
    idle = []
    for _ in range(IDLE):
        begun = time.perf_counter()
        assert sweep(at=at) == 0
        idle.append((time.perf_counter() - begun) * 1000)
    return {"messages": messages, "seconds": seconds, "memory": memory, "idle": statistics.median(idle)}
