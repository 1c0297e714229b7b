"""Where a fault happens: a database of its own, a Redis of its own, a mail server, and the folder of the processes."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from foundation.deadlines.services.days import check_all
from tests.faults.server import Database, Site, Sql
from tests.laws.house import ROOT
from tests.messages.mailserver import MailServer
from tmt_policy.settings import env

from . import due
from .row import Row

PATIENCE = 180  # seconds within which everything is done that is to be done, or it counts as lost
TOLD = "starts_with(code, 'deadline.') OR starts_with(code, 'overdue.')"


class Scene(Site):
    """A site without its web process, and what came of its reminders."""

    def __init__(self, folder: Path, database: Sql, mails: MailServer, **changed: str):
        super().__init__(folder, database, mails.port, TMT_VAR=str(settings.VAR), **changed)
        self.mails, self.due = mails, 0

    def fill(self, many: int) -> None:
        """So many reminders are due."""
        due.fill(many, now=timezone.now())
        self.due = many

    def call(self, *tasks: str) -> None:
        """Hand tasks to whichever worker comes first."""
        self.call_as([(task, str(uuid4())) for task in tasks])

    def call_as(self, calls: Iterable[tuple[str, str]]) -> None:
        """The same, each task under an id."""
        with current_app.connection_for_write(url=self.environment["BROKER_URL"]) as link:
            for task, number in calls:
                current_app.send_task(task, task_id=number, connection=link)

    def messages(self, which: str = "true") -> int:
        """How many reminders in the outbox are so."""
        return self.database.one(f"SELECT count(*) FROM outbox_message WHERE ({TOLD}) AND ({which})")

    def told(self) -> int:
        """Of how many deadlines somebody is reminded in the outbox."""
        return self.database.one(f"SELECT count(DISTINCT about) FROM outbox_message WHERE {TOLD}")

    def all_swept(self) -> bool:
        """Whether nothing is due any more."""
        return not self.database.rows("SELECT 1 FROM deadlines_deadline WHERE next_rung_at <= now() LIMIT 1")

    def waiting(self) -> int:
        """How many messages have not left."""
        return self.messages("state IN ('queued', 'claimed')")

    def free_claims(self, *, before: datetime) -> None:
        """What somebody who died by then had claimed is up again, as it is ten minutes later."""
        self.database.rows("UPDATE outbox_message SET claimed_at = claimed_at - interval '11 minutes' WHERE state = 'claimed'"
                           " AND claimed_at <= %s", before)

    def arrived(self) -> Counter:
        """How often each mail has arrived, by Message-ID."""
        return Counter(mail["Message-ID"] for mail in list(self.mails.taken))

    def push(self, task: str, done: Callable[[], bool]) -> None:
        """What beat does, twice a second: call a task until all is done, but not for longer than `PATIENCE`."""
        until = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < until:
            self.call(task)
            within(done, 0.5)

    def swept(self, fault: str, ended: float, began: float) -> Row:
        """The line for reminders, all of which should be in the outbox by now. `ended`, `began`: when the fault did."""
        late, there, told = time.monotonic() - ended, self.messages(), self.told()
        return Row(fault, self.due, there, self.due - told, there - told, late, time.monotonic() - began, broken=tuple(check_all()[:3]))

    def mailed(self, fault: str, ended: float, began: float, *, to: str = "", may_double: int = 0) -> Row:
        """The line for mails (to one person): each message's own, by its Message-ID, and none that nobody queued."""
        late, arrived = time.monotonic() - ended, self.arrived()
        rows = self.database.rows(f"SELECT message_id, email FROM outbox_message m JOIN people_person p ON p.id = m.to_id WHERE {TOLD}")
        ours = {message for message, email in rows if email.startswith(to)}
        broken = [f"{many} mails have an id that no message has" for many in [len(arrived.keys() - dict(rows).keys())] if many]
        broken += [f"{many} messages are not written down as sent" for many in [self.waiting()] if many]
        there, copies = len(ours & arrived.keys()), sum(arrived[message] for message in ours)
        return Row(fault, len(ours), there, len(ours) - there, copies - there, late, time.monotonic() - began, may_double, tuple(broken))

    def sweeping(self) -> bool:
        """Whether somebody is in the middle of a sweep right now."""
        return bool(self.database.rows(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
            " AND xact_start IS NOT NULL AND query ~ 'deadline|outbox'"))


def within(holds: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Wait until `holds()` is true, but not longer than `patience`; gives how many seconds that took."""
    began = time.monotonic()
    while not holds() and time.monotonic() - began < patience:
        time.sleep(0.02)
    return time.monotonic() - began


@contextmanager
def scene(database: Sql, mails: MailServer | None = None, **changed: str) -> Iterator[Scene]:
    """Redis runs; the mail server and the workers are started by the fault. Nothing is left of any of it."""
    mails = mails or MailServer()
    with tempfile.TemporaryDirectory(prefix="tmt-fault-") as folder:
        here = Scene(Path(folder), database, mails, **changed)
        try:
            here.start_redis()
            yield here
        finally:
            for name in list(here.children):
                here.kill(name)
            mails.stop()
            here.said.close()


def seed(database: Database) -> None:
    """The tables, what every installation needs, and the cast."""
    subprocess.run([sys.executable, "-m", "tests.faults.seed"], cwd=ROOT, env=os.environ | {"DATABASE_URL": database.url}, check=True)


@contextmanager
def copy_of(template: Database, name: str) -> Iterator[Database]:
    """A database of its own, to which Django's own connection leads as long as it is there."""
    database = Database(f"_{name}", like=template)
    try:
        with leading_to(database):
            yield database
    finally:
        database.drop()


@contextmanager
def leading_to(database: Database) -> Iterator[None]:
    """Django's own connection leads there."""
    before = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    connection.close()
    connection.settings_dict |= {name: value for name, value in env.db_url_config(database.url).items() if name in before}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= before


@contextmanager
def scene_of(template: Database, name: str, mails: MailServer | None = None, **changed: str) -> Iterator[Scene]:
    """A scene on a copy of `template`."""
    with copy_of(template, name) as database, scene(database, mails, **changed) as here:
        yield here
