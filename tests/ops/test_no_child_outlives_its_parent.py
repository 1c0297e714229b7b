"""Real processes: whichever way the parent goes, nothing stays behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.laws import house
from tmt_policy import keeper, processes

PARENT = """
import signal, sys, time
signal.signal(signal.SIGHUP, getattr(signal, sys.argv[1]))  # whoever runs the tests may have said nohup
from tmt_policy.processes import Ended, Household
try:
    with Household({}) as house:
        for name in ("one", "two"):
            house.start(name, "timeit", "-n1", "-r1", "__import__('time').sleep(60)")
        print(*(child.pid for child in house.children.values()), flush=True)
        while not house.fallen():
            time.sleep(0.05)
        print("fallen", house.fallen(), flush=True)
except Ended as why:
    print("ended by", why, flush=True)
"""


def gone(pids, within=15.0):
    until = time.monotonic() + within
    while time.monotonic() < until:
        left = [pid for pid in pids if running(pid)]
        if not left:
            return True
        time.sleep(0.05)
    return False


def running(pid):
    """A zombie waiting for an absent-minded init is not running."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(listed) and not listed.startswith("Z")


@pytest.fixture
def parent(request):
    env = {**os.environ, "PYTHONPATH": str(house.ROOT)}
    hang_up = getattr(request, "param", "SIG_DFL")
    made = subprocess.Popen([sys.executable, "-c", PARENT, hang_up], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    made.pids = [int(pid) for pid in made.stdout.readline().split()]
    yield made
    made.kill()
    made.communicate()
    keeper.tell(made.pids, signal.SIGKILL)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_stops_its_children(parent, sign):
    parent.send_signal(sign)
    assert parent.stdout.read() == f"ended by {sign.name}\n"
    assert gone(parent.pids, within=1)


@pytest.mark.parametrize("parent", ["SIG_IGN"], indirect=True)
def test_started_by_nohup_it_outlives_its_terminal(parent):
    parent.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    assert parent.poll() is None
    assert all(running(pid) for pid in parent.pids)


def test_killed_outright_it_leaves_no_child(parent):
    parent.kill()
    assert gone(parent.pids)


def test_when_one_child_falls_the_other_is_stopped(parent):
    os.kill(parent.pids[0], signal.SIGKILL)
    assert parent.stdout.read() == "fallen one\n"
    assert gone(parent.pids, within=1)


def test_a_child_that_will_not_listen_is_made_to():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    child.stdout.readline()
    keeper.end([child.pid], grace=0.2)
    assert child.wait(5) == -signal.SIGKILL
    child.communicate()


def test_signal_handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM)
    with processes.Household({}):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before
