"""Ends process groups when the process that started them is gone, however it went: a kill -9 leaves no orphan.

Run as a script, with group numbers on its standard input, a line each. The pipe closes when the writer ends; then the groups are told.
"""

import os
import signal
import sys
import time

GRACE_SECONDS = 10


def tell(groups: list[int], sign: int) -> list[int]:
    """Send `sign` (0 only asks) to each group; returns the groups that still exist."""
    return [group for group in groups if _told(group, sign)]


def _told(group: int, sign: int) -> bool:
    try:
        os.killpg(group, sign)
    except ProcessLookupError:
        return False
    return True


def end(groups: list[int], grace: float = GRACE_SECONDS) -> None:
    """Ask the groups to stop, wait up to `grace` seconds, then make them."""
    left = tell(groups, signal.SIGTERM)
    until = time.monotonic() + grace
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = tell(left, 0)
    tell(left, signal.SIGKILL)


if __name__ == "__main__":
    end([int(line) for line in sys.stdin])
