"""/metrics: for whoever knows the token; pages are counted together, and mail is told in ages and yes or no."""

import json
import re

import pytest

from foundation.deadlines.services import sweeping
from tmt_policy.watching import numbers

TOKEN = "a token for tests only"


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.METRICS_TOKEN, settings.METRICS_DIR = TOKEN, tmp_path / "numbers"
    monkeypatch.setattr(numbers, "_counts", numbers._Counts())
    numbers.keep_in(settings.METRICS_DIR)
    return settings.METRICS_DIR


@pytest.fixture
def told(client, folder, db):
    return lambda: client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_without_the_token_there_is_nothing(client, folder, db, said):
    assert client.get("/metrics", headers={"Authorization": said}).status_code == 302


def test_where_none_is_set_no_token_fits(client, settings, db):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 302


def test_answers_are_counted_by_sort_and_status(client, told):
    for _ in range(3):
        client.get("/accounts/login/")
    client.get("/nothing/")
    said = told()
    assert 'tmt_requests_total{kind="sign_in",status="200"} 3' in said
    assert 'tmt_request_seconds_bucket{kind="sign_in",le="+Inf"} 3' in said
    assert re.search(r'tmt_requests_total\{kind="nothing",status="\d+"\} 1', said)


def test_pages_are_one_sort(client_of, hana, told):
    browser = client_of(hana)
    for page in ("/", "/triage/", "/hearings/", "/search/"):
        browser.get(page)
    assert set(re.findall(r'kind="(\w+)"', told())) <= {"page", "nothing", "health", "static", "sign_in"}


def test_buckets_stand_in_order(client, told):
    client.get("/accounts/login/")
    bounds = [float(one.replace("+", "")) for one in re.findall(r'bucket\{kind="sign_in",le="([^"]+)"', told())]
    assert bounds == sorted(bounds)
    assert len(bounds) == len(numbers.BOUNDS) + 1


def test_what_every_process_counted_is_added(folder, told):
    folder.mkdir()
    for process in ("1", "2"):
        (folder / f"{process}.json").write_text(json.dumps({'tmt_requests_total{kind="page",status="200"}': 5}))
    assert 'tmt_requests_total{kind="page",status="200"} 10' in told()


def test_the_age_of_the_sweep(told, now):
    assert "tmt_sweep_age_seconds" not in told()
    sweeping.beat(at=now)
    assert re.search(r"^tmt_sweep_age_seconds \d", told(), re.MULTILINE)


def test_mail_is_told_in_yes_and_no(told):
    assert set(re.findall(r"^tmt_mail_\w+ (\S+)", told(), re.MULTILINE)) <= {"0", "1"}
