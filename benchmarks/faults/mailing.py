"""A mail server that puts off, hangs up after it has taken the mail, or says nothing at all."""

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from uuid import uuid4

from django.utils import timezone

from foundation.messages.rules import URGENT
from foundation.messages.services import Notice, queue_many
from foundation.people.models import Person
from foundation.people.rules import SYSTEM
from tests.faults.server import Database
from tests.messages.mailserver import MailServer

from .due import report
from .row import Row
from .scene import Scene, scene_of, within

EACH = 40  # mails, to each recipient
DROPS = "drops the line after DATA"
TROUBLES = {"sasha": "421 closing", "hana": "451 try again later", "dee": DROPS}


class Troubled(MailServer):
    """Does to each recipient's mail what TROUBLES says, as long as it is `troubled`."""

    troubled = True

    async def handle_RCPT(self, server, session, envelope, address, options):
        trouble = TROUBLES[address.partition("@")[0]]
        if self.troubled and trouble != DROPS:
            return trouble
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        if self.troubled:  # whom it puts off does not come as far as this
            server.transport.abort()
        return answer


def rows(template: Database, seeds: Sequence[int]) -> Iterator[Row]:
    """A server in trouble and one that is silent, at the same time: the sender waits a minute before it tries either again."""
    with ExitStack() as opened, ThreadPoolExecutor(2) as two:
        work = []
        for happen, mails, firsts in ((in_trouble, Troubled(), TROUBLES), (silent, MailServer(), ["sasha"])):
            here = opened.enter_context(scene_of(template, happen.__name__, mails))
            _queue(firsts)
            work.append(two.submit(happen, here))
        for done in work:
            yield from done.result()


def in_trouble(here: Scene) -> list[Row]:
    """Each mail meets the trouble once."""
    began = time.monotonic()
    here.mails.start()
    here.start_worker()
    within(lambda: here.messages("tries = 0 AND put_off_at IS NULL") == 0)  # ten in a row are no tries (ADR 0051)
    ended, here.mails.troubled = time.monotonic(), False
    within(lambda: not here.waiting())
    return [here.mailed(f"the mail server {trouble if trouble == DROPS else f'answers {trouble[:3]}'}", ended, began, to=first,
                        may_double=EACH if trouble == DROPS else 0) for first, trouble in TROUBLES.items()]


def silent(here: Scene) -> list[Row]:
    """It takes connections and never says a word."""
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", here.mails.port)):
        here.start_worker()
        within(lambda: here.messages("state = 'queued' AND not_before <= now() OR state = 'claimed'") == 0)
    ended = time.monotonic()
    here.mails.start()
    within(lambda: not here.waiting())
    return [here.mailed("the mail server says nothing", ended, began)]


def _queue(firsts: Iterable[str]) -> None:
    now = timezone.now()
    dossier = report(now)
    to = [Person.objects.select_related("academy").get(email=f"{first}@northgate.example") for first in firsts]
    queue_many([Notice(dossier=dossier, code="deadline.triage_critical", to=person, about=uuid4(), reference="R-4F7K-9QXT",
                       path="/triage/R-4F7K-9QXT/", urgency=URGENT, safety=True) for person in to for _ in range(EACH)], at=now, by=SYSTEM)
