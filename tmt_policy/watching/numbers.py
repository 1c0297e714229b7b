"""Numbers for a machine that watches: how many answers of which sort and how long they took, whatever process gave them.

Each process writes its own small file, at most once a second, and whoever asks is told the sum. No number tells a matter: pages are counted
together, because how often the page of a hearing is sent would tell that there is one (ADR 0040).
"""

import atexit
import json
import os
import threading
import time
from collections import Counter
from pathlib import Path

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
KINDS = {"static": "static", "none": "nothing", "healthz": "health", "readyz": "health", "metrics": "health"}
EVERY = 1.0  # seconds between two writes
HELP = {
    "tmt_requests_total": ("counter", "Answers given, by sort of page and status."),
    "tmt_request_seconds": ("histogram", "How long answers took, by sort of page."),
}


class _Counts:
    def __init__(self):
        self.lock, self.folder, self.written, self.pid = threading.Lock(), None, 0.0, 0
        self.counts: Counter[str] = Counter()

    def add(self, found: dict[str, float]) -> None:
        with self.lock:
            if self.pid != os.getpid():  # a worker that was forked begins at nothing
                self.pid, self.counts = os.getpid(), Counter()
            self.counts.update(found)
            if self.folder and time.monotonic() - self.written > EVERY:
                self._write()

    def flush(self) -> None:
        with self.lock:
            if self.folder and self.counts and self.pid == os.getpid():
                self._write()

    def _write(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{self.pid}.json"
        half = path.with_suffix(f".{threading.get_ident()}")
        half.write_text(json.dumps(self.counts))
        half.replace(path)
        self.written = time.monotonic()


_counts = _Counts()
atexit.register(_counts.flush)


def keep_in(folder: Path | None) -> None:
    """Where the processes of one installation leave their numbers; None: nowhere."""
    _counts.folder = folder


def answered(route: str, status: int, seconds: float) -> None:
    kind = KINDS.get(route) or ("sign_in" if route.startswith(("account_", "mfa_", "openid", "socialaccount")) else "page")
    found = {f'tmt_requests_total{{kind="{kind}",status="{status}"}}': 1, f'tmt_request_seconds_sum{{kind="{kind}"}}': seconds,
             f'tmt_request_seconds_count{{kind="{kind}"}}': 1, f'tmt_request_seconds_bucket{{kind="{kind}",le="+Inf"}}': 1}
    found |= {f'tmt_request_seconds_bucket{{kind="{kind}",le="{bound}"}}': 1 for bound in BOUNDS if seconds <= bound}
    _counts.add(found)


def total(folder: Path) -> Counter[str]:
    """What all processes counted. A file that is being replaced is there whole, before or after."""
    _counts.flush()
    found: Counter[str] = Counter()
    for path in folder.glob("*.json"):
        found.update(json.loads(path.read_text()))
    return found


def as_text(counted: dict[str, float], gauges: dict[str, tuple[str, float]]) -> str:
    """The text form that Prometheus reads. `gauges`: name → (what it says, value)."""
    lines = []
    for family, (sort, said) in HELP.items():
        lines += [f"# HELP {family} {said}", f"# TYPE {family} {sort}"]
        lines += [f"{name} {counted[name]:g}" for name in sorted(counted) if name.startswith(f"{family}{{")]
    for kind in sorted({name.split('"')[1] for name in counted if name.startswith("tmt_request_seconds_count")}):
        buckets = [f'tmt_request_seconds_bucket{{kind="{kind}",le="{bound}"}}' for bound in (*BOUNDS, "+Inf")]
        rest = [f'tmt_request_seconds_{part}{{kind="{kind}"}}' for part in ("sum", "count")]
        lines += [f"{name} {counted.get(name, 0):g}" for name in (*buckets, *rest)]
    for name, (said, value) in gauges.items():
        lines += [f"# HELP {name} {said}", f"# TYPE {name} gauge", f"{name} {value:g}"]
    return "\n".join(lines) + "\n"
