"""`make demo` as a stranger meets it: from no database to a page, a real worker and beat, one sign-in, stop, start again."""

import http.cookiejar
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.laws import house

pytestmark = pytest.mark.browser
SERVED = ("people_person", "dossiers_dossier", "trail_event", "outbox_message", "deadlines_deadline")


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Demo:
    """A running `manage.py demo` on its own folder and port."""

    def __init__(self, var):
        self.var, self.port, began = var, free_port(), time.monotonic()
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BROKER_URL", "SITE_URL")}
        env = kept | {"TMT_VAR": str(var), "PORT": str(self.port), "HOST": "127.0.0.1", "SWEEP_SECONDS": "2"}
        command = [sys.executable, "manage.py", "demo"]
        self.process = subprocess.Popen(
            command, cwd=house.ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Stop with Ctrl-C" in line:
                break
        self.seconds = time.monotonic() - began
        assert "Password: " in self.said, self.said
        self.password = re.search(r"Password: (\S+)", self.said)[1]

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path):
        with urllib.request.urlopen(self.url(path), timeout=60) as answer:
            return answer.read().decode()

    def family(self):
        """Every process that was given this demo's folder: nothing else knows its name."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                if str(self.var).encode() in entry.read_bytes():
                    found.append(int(entry.parent.name))
            except OSError:  # gone while we looked, or not ours to read
                found += []
        return found

    def stop(self, sign=signal.SIGINT):
        self.process.send_signal(sign)
        rest = self.process.communicate(timeout=90)[0]
        return self.process.returncode, rest

    def rows(self):
        with sqlite3.connect(f"file:{self.var / 'db.sqlite3'}?mode=ro", uri=True) as database:
            return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in SERVED}


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(var):
    running = Demo(var)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def test_the_door_is_shut_and_opens_to_the_printed_password(demo):
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', browser.open(demo.url("/accounts/login/")).read().decode())[1]
    answer = {"csrfmiddlewaretoken": token, "login": "teo@northgate.example", "password": demo.password}
    page = browser.open(demo.url("/accounts/login/"), urllib.parse.urlencode(answer).encode())
    assert page.url == demo.url("/")


FINE = {"ok", "not set"}  # the demo has no scanner for harmful files, and says so


def test_worker_and_beat_are_real(demo):
    until, answer = time.monotonic() + 180, {}
    while time.monotonic() < until and set(answer.values()) != FINE:
        try:
            answer = json.loads(demo.get("/readyz"))
        except urllib.error.HTTPError as not_yet:
            answer = json.load(not_yet)
            time.sleep(0.3)
    assert set(answer.values()) == FINE, answer


def test_the_port_is_refused_to_a_second_demo(demo):
    second = subprocess.run([sys.executable, "manage.py", "demo", "--port", str(demo.port)], cwd=house.ROOT, capture_output=True, text=True,
                            env={**os.environ, "TMT_VAR": str(demo.var / "other")})
    assert second.returncode != 0
    assert f"{demo.port} is taken" in second.stderr
    assert not (demo.var / "other" / "db.sqlite3").exists()


def test_ctrl_c_leaves_no_process(demo):
    assert len(demo.family()) >= 4
    code, said = demo.stop()
    assert (code, demo.family()) == (0, []), said


def test_a_second_start_is_quick_and_doubles_nothing(demo, var):
    before = demo.rows()
    again = Demo(var)
    assert again.seconds < max(15, demo.seconds)
    assert again.password == demo.password
    assert again.stop(signal.SIGTERM)[0] == 0
    assert again.rows()["people_person"] == before["people_person"]
    assert again.rows()["dossiers_dossier"] == before["dossiers_dossier"]
    assert again.family() == []


def test_killed_outright_it_leaves_no_process(var):
    running = Demo(var)
    running.process.kill()
    until = time.monotonic() + 60
    while running.family() and time.monotonic() < until:
        time.sleep(0.2)
    assert running.family() == []
    running.process.communicate()
