"""The policy's pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.people.rules import SYSTEM
from policy import rules, services
from policy.models import PolicyVersion

PAGES = ["policy:current", "policy:clauses"]


def load(label, at, day=date(2025, 9, 1), body="A <b>second</b> text."):
    return services.load_version(label, approved_on=day, effective_from=day, body=body, by=SYSTEM, at=at, minute_ref="B12")


@pytest.mark.parametrize("who", ["teo", "gail", "ada", "ivo"])
@pytest.mark.parametrize("page", PAGES)
def test_anybody_signed_in_reads_it(cast, client_of, who, page):
    assert client_of(cast[who]).get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_signed_out_is_asked_to_sign_in(cast, page):
    assert Client().get(reverse(page)).url.startswith("/accounts/login/")


def test_the_page_shows_the_version_in_force_as_text(teo, client_of, at):
    load("second", at)
    page = client_of(teo).get(reverse("policy:current")).content.decode()
    assert "A &lt;b&gt;second&lt;/b&gt; text." in page
    assert "minute B12" in page


def test_a_replaced_version_stays_readable_and_says_that_it_was_replaced(teo, client_of, at):
    load("second", at)
    old = PolicyVersion.objects.get(label="2025")
    page = client_of(teo).get(reverse("policy:version", args=[old.uuid])).content.decode()
    assert "not the version in force" in page
    assert "until 1 September 2025" in page


def test_a_draft_is_nobodys_to_read(teo, client_of):
    draft = PolicyVersion.objects.create(label="draft", body="Secret plans.", body_hash="x")
    there, not_there = (client_of(teo).get(reverse("policy:version", args=[uuid])) for uuid in (draft.uuid, uuid4()))
    assert there.status_code == 404
    assert there.content == not_there.content


def test_clauses_stand_in_their_families_within_the_size_of_a_page(teo, client_of):
    page = client_of(teo).get(reverse("policy:clauses")).content.decode()
    assert all(name in page for name in rules.FAMILY_NAMES.values())
    assert page.count("<tr") == 65 + len(rules.FAMILY_NAMES)
    assert len(page) < 30_000


def test_an_installation_without_a_policy_says_what_to_do(teo, client_of):
    PolicyVersion.objects.all()[0].clauses.all().delete()
    PolicyVersion.objects.all().delete()
    for page in PAGES:
        assert b"No policy is in force yet" in client_of(teo).get(reverse(page)).content


def test_the_pages_ask_few_questions(teo, client_of):
    client = client_of(teo)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("policy:clauses"))
    assert len(asked) <= 6


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_sent_to_it(teo, client_of, page):
    assert client_of(teo).post(reverse(page)).status_code == 405
