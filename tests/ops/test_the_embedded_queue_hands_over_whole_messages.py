"""A worker that read half a message ended, and took the demo with it."""

import multiprocessing
import queue
import time

import pytest
from kombu import Connection

from tmt_policy import folder_queue

MESSAGES = 8
LARGE = 4_000_000  # characters, so that writing takes long enough to be caught


def connection(folder):
    folder_queue.use()
    (folder / "in").mkdir(exist_ok=True)
    options = {"data_folder_in": str(folder / "in"), "data_folder_out": str(folder / "in"), "control_folder": str(folder / "control"),
               "polling_interval": 0.01}
    return Connection("filesystem://localhost//", transport_options=options)


def write(folder):
    with connection(folder) as link:
        line = link.SimpleQueue("celery")
        for number in range(MESSAGES):
            line.put({"number": number, "padding": "x" * LARGE})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_while_another_process_writes(tmp_path):
    writer = multiprocessing.get_context("spawn").Process(target=write, args=(tmp_path,))
    writer.start()
    seen, until = set(), time.monotonic() + 60
    with connection(tmp_path) as link:
        line = link.SimpleQueue("celery")
        while len(seen) < MESSAGES and time.monotonic() < until:
            try:
                message = line.get(timeout=0.05)
            except queue.Empty:
                continue
            seen.add(message.payload["number"])
            message.ack()
    writer.join(10)
    assert seen == set(range(MESSAGES))
