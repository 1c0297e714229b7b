"""What people see of changes of a sign-in, and do there."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.signins import rules, services
from tests.told import told_once

pytestmark = pytest.mark.django_db
NEW = "hana.marsh@northgate.example"


@told_once
def asked(ada, hana, now):
    return services.ask(hana, rules.ADDRESS, address=NEW, by=ada, at=now)


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sent(client, path, **said):
    return client.post(path, {"once": str(uuid4()), **said})


def test_asked_for_on_a_page_and_agreed_on_another(client_of, ada, rhys, hana):
    assert f"/roles/sign-ins/new/{hana.uuid}/" in client_of(ada).get(f"/people/{hana.uuid}/").content.decode()
    answer = sent(client_of(ada), f"/roles/sign-ins/new/{hana.uuid}/", what="address", address=NEW)
    assert "Look at a sign-in: a new e-mail address" in text(client_of(rhys).get("/"))
    assert NEW in text(client_of(rhys).get(f"{answer.url}agree/"))
    assert sent(client_of(rhys), f"{answer.url}agree/").url == answer.url
    assert "If you did not ask for it, take it back" in text(client_of(hana).get(answer.url))
    sent(client_of(hana), f"{answer.url}take-back/")
    assert "Taken back by Hana Okafor" in text(client_of(ada).get(answer.url))


@pytest.mark.parametrize(("said", "why"), [
    ({"what": "address", "address": "hana"}, "has to be an address"), ({"what": "address"}, "Enter the new e-mail address"),
    ({"what": "address", "address": "teo@northgate.example"}, "somebody else’s"), ({"what": "second_step"}, "no second step"),
    ({}, "Select what is to change"),
])
def test_what_cannot_be_is_said(client_of, ada, hana, said, why):
    answer = sent(client_of(ada), f"/roles/sign-ins/new/{hana.uuid}/", **said)
    assert answer.status_code == 422
    assert why in text(answer)


def test_of_whoever_does_not_sign_in_yet_no_page_offers_it(client_of, ada, sam):
    assert "/roles/sign-ins/" not in client_of(ada).get(f"/people/{sam.uuid}/").content.decode()


def test_the_list_is_found_from_that_of_roles(client_of, ada, asked):
    assert "/roles/sign-ins/" in client_of(ada).get("/roles/").content.decode()
    assert "a new e-mail address For Hana" in text(client_of(ada).get("/roles/sign-ins/"))


def test_a_colleague_sees_nothing_of_it(client_of, asked, teo, sasha):
    for one in (teo, sasha):
        assert client_of(one).get(f"/roles/sign-ins/{asked.uuid}/").status_code == 404
        assert "A sign-in:" not in text(client_of(one).get("/"))


def test_a_first_page_asks_no_more_for_more(client_of, ada, rhys, cast, now):
    client, counts = client_of(rhys), []
    for one in ("hana", "olu", "sid", "dee", "sasha"):
        services.ask(cast[one], rules.ADDRESS, address=f"{one}.new@northgate.example", by=ada, at=now)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
