"""The whole system on one machine with an invented trust: `make demo`."""

import fcntl
import http.client
import os
import socket
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from foundation.people import selectors as people
from tmt_policy.celery import app
from tmt_policy.demo import life
from tmt_policy.processes import Ended, Household

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - allowed when asked for, with a warning
HERE = ("127.0.0.1", "localhost", "::1")
READY_WITHIN = 90  # seconds; a cold machine that still compiles takes about ten


class Command(BaseCommand):
    help = "Prepare and serve the demo, with a real worker and beat, until Ctrl-C."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or 8000)

    def handle(self, *, host: str, port: int, **_):
        if not settings.EMBEDDED:
            raise CommandError("The demo does not run in production: it prints a password that opens everything. Unset TMT_MODE.")
        refuse_taken(host, port)
        with alone():
            address = f"http://{bracketed(ANYWHERE.get(host, host))}:{port}"
            settings.SITE_URL = address  # what is written while the trust is invented leads here
            self.prepare()
            try:
                self.serve(host, port, address)
            except Ended:
                self.stdout.write("\nStopped. Nothing is left running; `make demo` continues where this ended.")

    def prepare(self):
        self.stdout.write("Preparing the database…")
        unfinished = settings.VAR / "demo-unfinished"
        if unfinished.exists():  # a start that was cut short: nothing half made is kept
            life.start_over()
        call_command("migrate", interactive=False, verbosity=0)
        if life.is_whole():
            return
        if people.academies():
            raise CommandError("This database holds a trust that the demo did not make. Use another TMT_VAR or DATABASE_URL.")
        self.stdout.write("Inventing a trust and eighteen months of its life…")
        unfinished.touch()
        life.seed(self.stdout)
        unfinished.unlink()

    def serve(self, host: str, port: int, address: str):
        with Household({"SITE_URL": address, "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}) as house:
            bind = f"{bracketed(host)}:{port}"
            house.start("web", "gunicorn", "tmt_policy.wsgi", "--bind", bind, "--threads", "8", "--log-level", "warning")
            house.start("worker and beat", "celery", "-q", "-A", "tmt_policy", "worker", "-B", "--pool", "solo", "-l", "warning")
            self.wait(house, ANYWHERE.get(host, host), port)
            app.send_task("deadlines.sweep")  # at once, not with the first beat: much may have fallen due while nothing ran
            self.greet(host, address)
            while not house.fallen() and not orphaned():
                time.sleep(0.3)
            if house.fallen():
                raise CommandError(f"{house.fallen()} ended by itself; the lines above say why. The rest was stopped.")

    def wait(self, house: Household, host: str, port: int):
        until = time.monotonic() + READY_WITHIN
        while not answers(host, port):
            if house.fallen():
                raise CommandError(f"{house.fallen()} did not start; the lines above say why.")
            if time.monotonic() > until:
                raise CommandError(f"No answer from {host}:{port} in {READY_WITHIN} seconds.")
            time.sleep(0.1)

    def greet(self, host: str, address: str):
        if host in ANYWHERE:
            self.stderr.write("Anybody who reaches this machine reaches this demo. Use it with invented people only.")
        self.stdout.write(f"\nReady: {address}\nPassword: {life.password()}\n")
        self.stdout.write("Sign in as teo@northgate.example (teacher), sasha@… (senior leader), hana@… (headteacher), gail@… (governors).")
        self.stdout.write(f"Mail that would have gone out: {address}/demo/outbox/\nStop with Ctrl-C.")
        self.stdout.flush()


PARENT = os.getppid()


def orphaned() -> bool:
    """Whether the make that started this was killed. A shell may go: nohup means what it says."""
    return "MAKELEVEL" in os.environ and os.getppid() != PARENT


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def refuse_taken(host: str, port: int) -> None:
    """Raises CommandError when the demo may not or cannot listen there, before anything was changed."""
    if ANYWHERE.get(host, host) not in HERE:
        raise CommandError(f"The demo is for one machine: HOST must be one of {', '.join((*HERE, *ANYWHERE))}, not {host}.")
    if not 0 < port < 65536:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {port}.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(*found[:3]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except OSError as wrong:
        free = port + 1 if port < 65535 else 8000
        raise CommandError(f"{host}:{port} is taken, or not ours to take. Choose another: make demo PORT={free}") from wrong


@contextmanager
def alone():
    """One demo per folder: two would share a database, a queue and a beat. The lock goes with the process, however it ends."""
    with (settings.VAR / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise CommandError("A demo already runs from this folder. Stop it first, or run another from a second checkout.") from held
        yield


def answers(host: str, port: int) -> bool:
    """Whether the web process says that it is alive."""
    link = http.client.HTTPConnection(host, port, timeout=5)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
