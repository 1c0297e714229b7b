"""The web server of production, started, reloaded and stopped while people ask: nobody is refused, nothing that was begun is cut."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.server import free_port, listens, until
from tests.laws import house

BODY = b"csrfmiddlewaretoken=none&login=" + b"x" * 2000


@pytest.fixture
def web(tmp_path):
    """(the process, its port)"""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BROKER_URL")}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:tmt_policy.watching.web_server", "--bind", f"127.0.0.1:{port}",
               "tmt_policy.wsgi"]
    child = subprocess.Popen(command, cwd=house.ROOT, env=kept | {"TMT_VAR": str(tmp_path)}, stderr=subprocess.DEVNULL)
    until(lambda: listens(port) and _alive(port) == 200, "the web server")
    yield child, port
    if child.poll() is None:
        child.kill()
    child.wait(30)


def _alive(port):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status
    finally:
        link.close()


def test_reloaded_twice_under_load_every_request_is_answered(web):
    child, port = web
    ended = threading.Event()

    def ask():
        answers = []
        while not ended.is_set():
            answers.append(_alive(port))  # refused or cut: an exception
        return answers

    with ThreadPoolExecutor(4) as crowd:
        asking = [crowd.submit(ask) for _ in range(4)]
        for _ in range(2):
            child.send_signal(signal.SIGHUP)
            time.sleep(3)
        ended.set()
        answers = [status for one in asking for status in one.result()]
    assert len(answers) >= 8  # while new workers start, who asks waits
    assert set(answers) == {200}


@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGTERM], ids=["reloaded", "stopped"])
def test_what_was_begun_is_finished(web, sign):
    """Half of a form is sent, the server is told, the other half follows: there is an answer."""
    child, port = web
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        link.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY[:1000])
        time.sleep(0.5)
        child.send_signal(sign)
        time.sleep(1)
        link.sendall(BODY[1000:])
        assert link.recv(100).startswith(b"HTTP/1.1 403")  # its key was not ours; that it is read is what counts
