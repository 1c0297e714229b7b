"""/healthz and /readyz: names and ok, nothing else, and each check can say no."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tmt_policy import health

DOWN = "redis://127.0.0.1:1/0"


@pytest.fixture
def beating(monkeypatch):
    monkeypatch.setattr(health.deadlines, "heartbeat", timezone.now)


def test_alive_asks_the_database_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"alive": "ok"}


def test_a_stranger_is_told_names_and_ok_only(client, db):
    answer = client.get("/readyz")
    assert set(answer.json()) == {"database", "broker", "migrations", "heartbeat", "scanner"}
    assert set(answer.json().values()) <= {"ok", "not ok", "not set"}


def test_ready_when_everything_is_there(client, db, beating):
    assert client.get("/readyz").status_code == 200


def test_not_ready_before_the_first_sweep(client, db):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["heartbeat"]) == (503, "not ok")


@pytest.mark.parametrize(("age", "good"), [(timedelta(minutes=4), True), (timedelta(minutes=6), False)])
def test_the_sweep_must_have_run_lately(monkeypatch, age, good):
    now = timezone.now()
    monkeypatch.setattr(health.deadlines, "heartbeat", lambda: now - age)
    assert health.heartbeat(now) is good


def test_not_ready_without_a_broker(client, db, beating, monkeypatch):
    monkeypatch.setattr(health.app.conf, "broker_write_url", DOWN)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["broker"], answer.json()["database"]) == (503, "not ok", "ok")


def test_not_ready_without_a_database(client, db, beating, monkeypatch):
    def gone():
        raise DatabaseError("could not connect to server on 10.0.0.7")

    with monkeypatch.context() as outage:
        outage.setattr(connection, "cursor", gone)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "not ok")
    assert b"10.0.0.7" not in answer.content


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading(client, db, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_no_cookie_and_no_cache(client, db, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
