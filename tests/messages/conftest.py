"""A report of teo's about tam, and how to queue a message about it. The wordings of the tests lie beside them."""

from pathlib import Path
from uuid import UUID

import pytest

from foundation.dossiers import rules as parts
from foundation.dossiers import services as dossiers
from foundation.messages import services
from foundation.messages.models import Message
from foundation.people.rules import SYSTEM
from tests.messages.mailserver import MailServer
from tests.told import told_once

THING = UUID("5d1c3a52-8f0e-4f5b-9a51-0d9a3e1c7b60")


@told_once
def report(teo, tam, alder, at):
    """teo's report about tam: sasha and hana have the door, teo his own."""
    dossier = dossiers.open_dossier("report", academy=alder, at=at, by=SYSTEM)
    dossiers.add_party(dossier, teo, parts.REPORTER, by=SYSTEM, at=at, source="form")
    dossiers.add_party(dossier, tam, parts.SUBJECT, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    dossiers.route(dossier, by=SYSTEM, at=at)
    return dossier


@pytest.fixture
def tell(report, at):
    """tell(sasha, …): queue a message about the report; any argument of `queue` can be given."""

    def tell(to, **changes):
        usual = {"dossier": report, "code": "test.waiting", "about": THING, "reference": "R-4F7K-9QXT", "path": "/triage/R-4F7K-9QXT/",
                 "at": at, "by": SYSTEM}
        return services.queue(to=to, **{**usual, **changes})

    return tell


@pytest.fixture
def wordings(settings):
    """test.waiting and test.asked have a wording."""
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}]


@pytest.fixture
def as_now():
    """The row as the database has it."""
    return lambda row: Message.objects.get(pk=row.pk)


@pytest.fixture
def server(settings):
    """The mail server that the outbox hands its mail to."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    yield server
    server.stop()
