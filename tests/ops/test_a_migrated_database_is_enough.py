"""A real, empty database after `migrate` and nothing else: one person, placed in every role, and every page answers."""

import os
import subprocess
import sys

import pytest

from tests.laws import house

VISIT = """
import datetime
from django.test import Client
from django.urls import get_resolver
from foundation.people import services
from foundation.people.rules import ROLE_NAMES, SYSTEM, TRUST_ROLES
from django.utils import timezone

now = timezone.now()
alder = services.add_academy(code="alder", name="Alder Academy", local_authority="Weirmouth")
ada = services.add_person(name="Ada Ward", academy=alder, email="ada@northgate.example")
for role in ROLE_NAMES:
    services.place(ada, role, None if role in TRUST_ROLES else alder, since=datetime.date(2020, 1, 1), by=SYSTEM, at=now)
services.give_sign_in(ada, password="a password for tests only")


def pages(resolver, prefix="/"):
    for one in resolver.url_patterns:
        address = prefix + str(one.pattern).lstrip("^")
        if hasattr(one, "url_patterns"):
            yield from pages(one, address)
        elif "<" not in address:
            yield address.rstrip("$")


anybody, browser = Client(), Client()
print(anybody.post("/accounts/login/", {"login": ada.email, "password": "a wrong one"}).status_code, "/accounts/login/ wrong")
print(anybody.post("/accounts/password/reset/", {"email": ada.email}).status_code, "/accounts/password/reset/ asked")
browser.force_login(ada.user)
print(browser.post("/reports/new/", {"danger": "no", "once": "8a8c7f6e-0d3b-4b6e-9f0e-3f5f2f1f0c11"}).status_code, "/reports/new/ begun")
for address in pages(get_resolver()):
    print(browser.get(address).status_code, address)
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    var = tmp_path_factory.mktemp("empty")
    env = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | {
        "TMT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tmt_policy.settings", "ALLOWED_HOSTS": "testserver"}
    for words, given in ((["migrate", "-v", "0"], None), (["shell", "-v", "0"], VISIT)):
        done = subprocess.run([sys.executable, "manage.py", *words], cwd=house.ROOT, env=env, input=given, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1)[::-1] for line in done.stdout.splitlines())


@pytest.mark.parametrize("page", ["/accounts/login/ wrong", "/accounts/password/reset/ asked", "/reports/new/ begun", "/", "/triage/"])
def test_it_answers(answers, page):
    assert answers[page] in ("200", "302")


def test_every_page_answers(answers):
    assert len(answers) > 20
    assert {page: code for page, code in answers.items() if code >= "500"} == {"/readyz": "503"}  # it says that no worker ran yet
