"""One site for the folder, a page that is open, and a report that only waits to be sent."""

import shutil

import pytest

from tests.faults.seed import PASSWORD
from tests.faults.server import Guarded, Site
from tests.faults.visitor import Visitor
from tests.messages.mailserver import MailServer
from tests.reports.journey_steps import ANSWERS


@pytest.fixture(scope="session")
def mails():
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory, mails):
    """Web and Redis on a database with the cast, as the application's own account; no worker."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    database = Guarded()
    site = Site(tmp_path_factory.mktemp("site"), database, mails.port, DATABASE_URL=database.for_app)
    try:
        site.run("tests.faults.seed", **database.as_owner)
        site.start_redis()
        site.start_web()
        yield site
    finally:
        site.stop()
        database.drop()


@pytest.fixture(scope="session")
def database(site):
    return site.database


@pytest.fixture(scope="session")
def visitor(site):
    """visitor("teo"): teo, signed in."""
    known = {}

    def arrive(first):
        if first not in known:
            known[first] = Visitor(site.port).sign_in(first, PASSWORD)
        return known[first]

    return arrive


@pytest.fixture(scope="session")
def draft(visitor, database):
    """draft(by="teo", about="tam", …step={answers}): complete but not sent; gives its reference."""

    def write(by="teo", about="tam", **changed):
        reporter = visitor(by)
        person = database.one("SELECT uuid FROM people_person WHERE email = %s", f"{about}@northgate.example")
        answers = ANSWERS | {"conduct": {"who": "colleague", "colleague_1": person, "behalf": "own"}} | changed
        reference = reporter.post("/reports/new/", answers["danger"]).location.split("/")[2]
        for step, typed in answers.items():
            answer = reporter.post(f"/reports/{reference}/{step}/", typed)
            assert answer.status == 302, (step, answer.text)
        return reference

    return write


@pytest.fixture(scope="session")
def send(visitor):
    """send(reference, by="teo"): the answer to the last page of a draft."""
    return lambda reference, by="teo": visitor(by).post(f"/reports/{reference}/check-answers/", {"declared": "on"})
