"""The cast, by name, in a trust that is set up once; the moment tests stand at; the cure for frozen tables."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from assurance.models import FROZEN
from foundation.trail import triggers
from tests.sending import Browser
from tests.told import Telling, stories_of
from tmt_policy import navigation
from tmt_policy.demo import cast as cast_table
from tmt_policy.demo.basics import load_basics

PASSWORD = "a password for tests only"
NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)  # a Monday in term


def _load():
    since = NOON - datetime.timedelta(days=600)
    load_basics(at=since)
    return cast_table.load(at=since, password=PASSWORD)


@pytest.fixture(scope="session")
def django_db_setup(laid, django_db_setup, django_db_blocker):
    """The trust stands before every test: changes are rolled back, and after a test that emptied all tables it is set up again."""
    with django_db_blocker.unblock():
        call_command("createcachetable")
        _load()
        real = connection.ops.execute_sql_flush

        def flush(sql):  # transactional tests empty every table, the frozen ones too
            frozen = triggers.TABLES | FROZEN
            triggers.remove(connection, frozen)
            try:
                real(sql)
            finally:
                triggers.install(connection, frozen)
            _load()  # whatever test comes next, in whatever order

        connection.ops.execute_sql_flush = flush


@pytest.fixture(scope="module")
def _telling(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the tests of a file begin with (tests/told.py)."""
    telling = Telling(tmp_path_factory.mktemp("told"))
    yield telling
    with django_db_blocker.unblock():
        telling.stand()


@pytest.fixture
def _django_db_helper(_told, _django_db_helper):
    """pytest-django's own: what it takes back after a test lies within what the file's tests have in common."""
    return _django_db_helper


@pytest.fixture
def _told(request, _telling, django_db_blocker):
    with django_db_blocker.unblock():
        _telling.stand(request)


@pytest.fixture
def cast(db):
    """Everybody by first name: cast["teo"]. Most tests ask for the person: `def test_…(teo, hana)`."""
    return cast_table.by_first_name()


for _first in {**cast_table.CAST, **cast_table.OTHERS}:
    globals()[f"person_{_first}"] = pytest.fixture(name=_first)(lambda cast, _first=_first: cast[_first])


@pytest.fixture
def alder(cast):
    return cast["hana"].academy


@pytest.fixture
def birch(cast):
    return cast["olu"].academy


@pytest.fixture
def at():
    """A Monday in term, at noon."""
    return NOON


@pytest.fixture
def now(request):
    """The real clock, for tests that go through pages; where they begin with a story told once, its moment."""
    return request.getfixturevalue("_telling").now if stories_of(request) else timezone.now()


@pytest.fixture
def client_of():
    """client_of(teo): a browser in which teo is signed in."""

    def signed_in(person):
        client = Browser()
        client.force_login(person.user)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _apart(request, settings, tmp_path, monkeypatch):
    """Mail stays in memory, evidence in the test's own folder, no scanner is set unless a test sets one, and what pages keep for thirty
    seconds is kept as long as the test takes: on a busy machine they pass between two requests whose queries are counted."""
    monkeypatch.setattr(navigation, "_KEPT_FOR", 3600)
    settings.CLAMAV = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    if stories_of(request):
        request.getfixturevalue("_told")
        request.getfixturevalue("_telling").lay_out(settings.EVIDENCE_DIR)
