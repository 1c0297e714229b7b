"""The headers that guard a reader come with every answer of the production settings, whoever in the house gives it."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.laws import house
from tests.ops.test_production_starts_when_everything_is_right import env  # noqa: F401 a fixture

# on tables that are not there yet, so that what needs them is a real 500
ASK = """
import json, django
django.setup()
from django.test import Client

HOST = {"HTTP_HOST": "concerns.northgate.example"}
asked = Client(raise_request_exception=False)
guarded = Client(enforce_csrf_checks=True)
answers = {
    "page 200": asked.get("/accounts/login/", secure=True, **HOST),
    "redirect 302": asked.get("/", secure=True, **HOST),
    "to https 301": asked.get("/accounts/login/", **HOST),
    "broken 400": asked.get("/", secure=True, HTTP_HOST="elsewhere.example"),
    "too large 400": asked.post("/accounts/login/", {"login": "x" * 3000}, secure=True, **HOST),
    "form from elsewhere 403": guarded.post("/accounts/login/", secure=True, **HOST),
    "nothing 404": asked.get("/nothing/", secure=True, **HOST),
    "wrong method 405": asked.delete("/verify/", secure=True, **HOST),
    "refused 422": asked.post("/verify/", secure=True, **HOST),
    "broken inside 500": asked.post("/accounts/login/", {"login": "a@b.example", "password": "x"}, secure=True, **HOST),
    "static 200": asked.get("/static/img/icon.svg", secure=True, **HOST),
    "static 404": asked.get("/static/nothing.js", secure=True, **HOST),
    "file 200": asked.get("/verify/keys.txt", secure=True, **HOST),
    "alive 200": asked.get("/healthz", secure=True, **HOST),
    "alive, asked here 200": asked.get("/healthz", HTTP_HOST="127.0.0.1:8000"),
    "not ready 503": asked.get("/readyz", secure=True, **HOST),
}
cookies = {name: [cookie.OutputString() for cookie in one.cookies.values()] for name, one in answers.items()}
print(json.dumps({name: [one.status_code, dict(one.headers), cookies[name]] for name, one in answers.items()}))
"""
SAME = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}


@pytest.fixture(scope="module")
def answers(env, tmp_path_factory):  # noqa: F811
    var = tmp_path_factory.mktemp("headers")
    (var / "static" / "img").mkdir(parents=True)
    shutil.copy(house.ROOT / "static" / "img" / "icon.svg", var / "static" / "img")
    own = env | {"TMT_VAR": str(var), "DATABASE_URL": f"sqlite:///{var}/none.sqlite3", "DJANGO_SETTINGS_MODULE": "tmt_policy.settings",
                 "PYTHONPATH": str(house.ROOT), "EVIDENCE_MAX_BYTES": "1000", "EVIDENCE_MAX_VIDEO_BYTES": "1000"}
    plain = "from django.conf import settings; settings.STORAGES = {k: {'BACKEND': v} for k, v in (" \
            "('default', 'django.core.files.storage.FileSystemStorage'), " \
            "('staticfiles', 'django.contrib.staticfiles.storage.StaticFilesStorage'))}\n" \
            "settings.CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache', 'LOCATION': ''}}\n"
    done = subprocess.run([sys.executable, "-c", plain + ASK], cwd=house.ROOT, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_each_sort_of_answer_is_there(answers):
    assert {name: status for name, (status, *_) in answers.items() if not name.endswith(str(status))} == {}


@pytest.mark.parametrize("header", SAME)
def test_it_is_the_same_everywhere(answers, header):
    found = {name: headers.get(header) for name, (_, headers, _) in answers.items()}
    found.pop("to https 301") if header == "Strict-Transport-Security" else None  # over plain HTTP a browser must not believe it
    assert {name: value for name, value in found.items() if value != SAME[header]} == {}


def test_nothing_unsafe_is_in_the_policy_on_content(answers):
    policies = {name: headers.get("Content-Security-Policy", "") for name, (_, headers, _) in answers.items()}
    assert {name: said for name, said in policies.items() if "default-src 'none'" not in said or "unsafe" in said} == {}


def test_no_cache_keeps_anything_but_static_files(answers):
    kept = {name for name, (_, headers, _) in answers.items() if "no-store" not in headers.get("Cache-Control", "")}
    assert kept <= {"static 200"}


def test_cookies_are_the_host_s_own(answers):
    cookies = [one for _, _, given in answers.values() for one in given]
    assert cookies
    for one in cookies:
        assert one.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in one.split(";")}
        assert "Domain" not in one


def test_no_answer_says_what_gave_it(answers):
    assert {name for name, (_, headers, _) in answers.items() if {"Server", "X-Powered-By"} & set(headers)} == set()
