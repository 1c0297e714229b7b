"""Caddy in containers, nginx on a plain server: what the program relies on in front of it."""

import pytest

from tests.laws import house

CADDY = (house.ROOT / "deploy" / "Caddyfile").read_text()
NGINX = (house.ROOT / "deploy" / "nginx.conf").read_text()


def test_they_take_bodies_as_large():
    assert "max_size 64MB" in CADDY
    assert "client_max_body_size 64m;" in NGINX


def test_they_give_each_request_its_id():
    assert "header_up X-Request-ID {http.request.uuid}" in CADDY
    assert "proxy_set_header X-Request-ID $request_id;" in NGINX


@pytest.mark.parametrize("line", ["X-Forwarded-For $remote_addr;", "X-Forwarded-Proto $scheme;", "Host $http_host;"])
def test_nginx_says_itself_what_caddy_says_by_default(line):
    assert f"proxy_set_header {line}" in NGINX


@pytest.mark.parametrize("line", ["gzip off;", "proxy_request_buffering off;", "proxy_max_temp_file_size 0;", "server_tokens off;"])
def test_nginx_packs_nothing_and_puts_nothing_on_a_disk(line):
    assert line in NGINX


def test_nobody_logs_who_asked_for_what():
    assert "log" not in CADDY.partition("\n{\n")[2]
    assert NGINX.count("access_log off;") == NGINX.count("\nserver {") == 2
    assert "error_log /var/log/nginx/concerns.log emerg;" in NGINX
