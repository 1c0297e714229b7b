"""The policy on content comes with every answer, also with those given before a view is found."""

import pytest
from django.test import Client

POLICY = "Content-Security-Policy"


@pytest.mark.parametrize(
    "address,status,more",
    [
        ("/accounts/login/", 200, {}),
        ("/", 302, {}),
        ("/nothing/", 404, {}),
        ("/brand.css", 200, {}),
        ("/static/img/icon.svg", 200, {}),
        ("/static/nothing.js", 404, {}),
        ("/", 400, {"HTTP_HOST": "elsewhere.example"}),
    ],
)
def test_a_reader_gets_it(db, client, address, status, more):
    answer = client.get(address, **more)
    assert answer.status_code == status
    assert "default-src 'none'" in answer[POLICY]


def test_a_form_from_elsewhere_gets_it(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert answer.status_code == 403
    assert "default-src 'none'" in answer[POLICY]
