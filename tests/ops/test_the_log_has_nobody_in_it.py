"""One line of JSON for each request and task, with an id that leads through; and no name, address, number or word of anybody."""

import io
import json
import logging
import re

import pytest
from django.db import DatabaseError, connection, transaction

from tmt_policy.celery import app
from tmt_policy.watching import logs
from tmt_policy.watching.logs import EXTRA, JsonLines

CANARY = "Quillfeather"
KNOWN = {"at", "level", "logger", "message", "request", "task", "error", *EXTRA}


@pytest.fixture
def lines():
    """What is logged from now on, as somebody reads it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    watching, root = logging.getLogger("tmt_policy.watching"), logging.getLogger()
    before = watching.level
    watching.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    watching.setLevel(before)


def test_a_request_leaves_one_line(client, db, lines):
    client.get(f"/accounts/login/?next=/{CANARY}/", headers={"User-Agent": CANARY, "X-Forwarded-For": "192.0.2.7"})
    [line] = lines()
    assert {name: line[name] for name in ("route", "method", "status")} == {"route": "account_login", "method": "GET", "status": 200}
    assert set(line) <= KNOWN
    assert not re.search(rf"{CANARY}|192\.0\.2|127\.0\.0|accounts/", json.dumps(line))


@pytest.mark.parametrize(("address", "route"), [(f"/{CANARY}/", "none"), (f"/cases/{CANARY}/", "none"), ("/static/img/icon.svg", "static")])
def test_what_is_no_page_is_not_named(client, db, lines, address, route):
    client.get(address)
    assert CANARY not in json.dumps(lines())
    assert lines()[-1]["route"] in (route, "cases:case")


@pytest.mark.parametrize("given", ["0123456789abcdef", "6f6d1f0e-3c2b-5f0a-9d55-0a5b6d3f7c11"])
def test_a_well_formed_id_of_the_proxy_is_kept(client, db, lines, given):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] == given == lines()[-1]["request"]


@pytest.mark.parametrize("given", [CANARY, "tam-ellis", "", "0123", "a" * 65, "0123456789abcdef\n", "{}"])
def test_any_other_is_replaced(client, db, given):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


def test_two_requests_have_two_ids(client, db):
    assert client.get("/healthz")["X-Request-ID"] != client.get("/healthz")["X-Request-ID"]


def test_an_error_says_where_and_never_what(lines):
    word = CANARY
    try:
        {}[word]
    except KeyError:
        logging.getLogger("django.request").exception("%s: %s", "Internal Server Error", f"/search/{word}/")
    [line] = lines()
    assert line["error"][0]["kind"] == "builtins.KeyError"
    assert "test_the_log_has_nobody_in_it.py" in line["error"][0]["at"][-1]
    assert CANARY not in json.dumps(line)


def test_a_database_s_complaint_is_not_repeated(db, lines):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT CAST(%s AS integer) FROM nothing_there", [CANARY])
    except DatabaseError:
        logging.getLogger("celery.app.trace").error("raised: %s", CANARY, exc_info=True)
    assert CANARY not in json.dumps(lines())
    assert len(lines()[0]["error"]) == 2  # Django's and the driver's


def test_our_own_sentences_are_whole(lines):
    logging.getLogger("foundation.messages").warning("The mail server is away (%s).", "TimeoutError")
    assert lines()[0]["message"] == "The mail server is away (TimeoutError)."


@pytest.fixture
def compact():
    app.loader.import_default_modules()  # sets up Django again, its log with it
    return app.tasks["trail.compact"]


def test_a_task_leaves_a_line_under_the_id_of_who_wanted_it(db, compact, lines):
    known = logs.REQUEST_ID.set("0123456789abcdef")
    compact()
    logs.REQUEST_ID.reset(known)
    [line] = lines()
    assert (line["task"], line["outcome"], line["request"]) == ("trail.compact", "done", "0123456789abcdef")


def test_the_id_travels_with_the_task(monkeypatch):
    sent = {}
    monkeypatch.setattr("celery.Celery.send_task", lambda self, name, *args, **options: sent.update(options))
    known = logs.REQUEST_ID.set("0123456789abcdef")
    app.send_task("messages.send_due")
    logs.REQUEST_ID.reset(known)
    assert sent["headers"] == {"wanted_by": "0123456789abcdef"}
