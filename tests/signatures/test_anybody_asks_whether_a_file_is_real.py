"""The public page answers with one word, to anybody, and keeps nothing: not the file, not its name, not who asked (BEATS 18)."""

import logging

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from foundation.signatures import rules, services
from tests.laws.visiting import noted

pytestmark = [pytest.mark.django_db, pytest.mark.beats(18)]
CANARY = "Zinnober"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def ask(client, data, name="letter.pdf"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, data)})


def heading(answer):
    return answer.content.decode().split('<h1 class="govuk-heading-l">')[1].split("</h1>")[0]


def test_a_real_one_is_valid_and_nothing_more_is_said(client, at):
    answer = ask(client, services.sign(f"{CANARY} R-2222-2222".encode(), at=at))
    assert (answer.status_code, heading(answer)) == (200, "Valid")
    assert CANARY not in answer.content.decode()
    assert "s1" not in heading(answer)


def test_a_changed_one_is_not_valid(client, at):
    assert heading(ask(client, services.sign(b"A letter", at=at).replace(b"letter", b"Letter"))) == "Not valid"
    assert heading(ask(client, b"%PDF-1.7")) == "Not valid"


def test_nothing_is_kept_or_logged(client, at, caplog):
    with caplog.at_level(logging.DEBUG), noted() as wrote:
        ask(client, services.sign(CANARY.encode(), at=at), name=f"{CANARY}.pdf")
    assert wrote <= {"cache"}
    assert CANARY not in caplog.text
    assert "sessionid" not in client.cookies
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert all(key.startswith(":1:signatures:") for (key,) in cursor.fetchall())


@pytest.mark.parametrize("sent", [{}, {"file": "no file"}, {"file": SimpleUploadedFile("a.pdf", b"")}])
def test_without_a_file_it_asks_for_one(client, sent):
    answer = client.post("/verify/", sent)
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_a_huge_file_is_not_looked_at(client):
    answer = ask(client, bytes(rules.MOST_BYTES + 1))
    assert answer.status_code == 422
    assert "must be smaller than 20 MB" in answer.content.decode()


def test_too_many_wait_all_together(client, monkeypatch):
    monkeypatch.setattr(rules, "TRIES", 2)
    assert [ask(client, b"x").status_code for _ in range(3)] == [200, 200, 422]
    assert rules.TOO_MANY in ask(client, b"x").content.decode()
    assert client.get("/verify/").status_code == 200


def test_the_public_keys_are_there_for_everybody(client):
    answer = client.get("/verify/keys.txt")
    assert rules.from_text(answer.content.decode())
    assert "PRIVATE" not in answer.content.decode()
