"""Past the proxy, over plain HTTP, by whatever name: health and numbers are told, nothing else is."""

import pytest

from tests.ops.test_numbers_tell_no_matter import TOKEN, folder  # noqa: F401 a fixture


@pytest.fixture
def ask(client, settings, db, folder):  # noqa: F811
    """As in production: names that are not ours are refused, plain HTTP is sent to https."""
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["concerns.northgate.example"], "https://concerns.northgate.example"
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    return lambda path, host="127.0.0.1:8000", **more: client.get(
        path, HTTP_HOST=host, headers={"Authorization": f"Bearer {TOKEN}"}, **more).status_code


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "a-machine.local", "concerns.northgate.example"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_it_is_told(ask, path, host, address):
    assert ask(path, host, REMOTE_ADDR=address) == 200


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/healthz/", "/metrics/", "/static/healthz"])
def test_nothing_else_is(ask, path):
    assert ask(path) in (301, 400, 404)


@pytest.mark.parametrize("more", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}])
def test_somebody_from_elsewhere_needs_the_name(ask, more):
    assert ask("/metrics", **more) == 400
    assert ask("/metrics", "concerns.northgate.example", **more) == 301


def test_the_numbers_still_ask_for_their_token(ask, settings):
    settings.METRICS_TOKEN = "another"
    assert ask("/metrics") == 302
