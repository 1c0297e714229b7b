"""Starting and stopping the processes of a one-machine installation. Nothing started here outlives its starter."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

from tmt_policy import keeper


class Ended(Exception):
    """The process was asked to stop: Ctrl-C, TERM, or its terminal is gone."""


def _ended(number: int, frame: FrameType | None) -> None:
    raise Ended(signal.Signals(number).name)


class Household:
    """Children in process groups of their own, so that a Ctrl-C reaches only the parent, which stops them in order.

    Use as a context. Leaving it, by whatever way, stops every child; a parent killed outright is covered by the keeper.
    """

    SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def __init__(self, extra: Mapping[str, str]):
        self.env = {**os.environ, **extra}
        self.children: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Household":
        heard = [sign for sign in self.SIGNALS if sign != signal.SIGHUP or signal.getsignal(sign) != signal.SIG_IGN]  # nohup means it
        self.before = {sign: signal.signal(sign, _ended) for sign in heard}
        script = [sys.executable, "-I", "-S", keeper.__file__]
        self.keeper = subprocess.Popen(script, stdin=subprocess.PIPE, start_new_session=True, text=True)
        return self

    def __exit__(self, *_) -> None:
        for sign in self.before:  # a second Ctrl-C must not interrupt the tidying
            signal.signal(sign, signal.SIG_IGN)
        self.stop()
        for sign, handler in self.before.items():
            signal.signal(sign, handler)

    def start(self, name: str, *module_and_arguments: str) -> None:
        """Run `python -m …` as a child called `name`."""
        command = [sys.executable, "-m", *module_and_arguments]
        child = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, start_new_session=True)
        self.children[name] = child
        self.keeper.stdin.write(f"{child.pid}\n")
        self.keeper.stdin.flush()

    def fallen(self) -> str:
        """The name of a child that has ended, or nothing."""
        return next((name for name, child in self.children.items() if child.poll() is not None), "")

    def stop(self, grace: float = keeper.GRACE_SECONDS) -> None:
        """Ask every child to stop, wait up to `grace` seconds for each, then end whatever is left of its group."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(grace)
            except subprocess.TimeoutExpired:
                child.kill()
            keeper.end([child.pid], grace=1)
            child.wait()
        self.keeper.kill()
        self.keeper.communicate()
