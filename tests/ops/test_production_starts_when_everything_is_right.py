"""The production settings as a process meets them: Django's own deployment checks find nothing, static files get their manifest."""

import base64
import json
import os
import secrets
import subprocess
import sys

import pytest

from tests.laws import house


def key():
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    var = tmp_path_factory.mktemp("production")
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "DJANGO_SETTINGS_MODULE") if name in os.environ}
    return kept | {
        "TMT_MODE": "production", "TMT_VAR": str(var), "EVIDENCE_DIR": str(var / "evidence"),
        "SECRET_KEY": secrets.token_urlsafe(60), "DOSSIER_KEYS": f"k1:{key()}", "INDEX_KEY": key(), "SEAL_KEY": key(),
        "SIGNING_KEYS": f"s1:{key()}",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "BROKER_URL": "redis://127.0.0.1:1/0", "EMAIL_URL": "smtp+tls://a:b@127.0.0.1:1",
        "MAIL_FROM": "Concerns <no-reply@northgate.example>", "ALLOWED_HOSTS": "concerns.northgate.example",
        "SITE_URL": "https://concerns.northgate.example",
    }


def manage(env, *words):
    return subprocess.run([sys.executable, "manage.py", *words], cwd=house.ROOT, env=env, capture_output=True, text=True)


def test_the_deployment_checks_find_nothing(env):
    done = manage(env, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_static_files_get_their_manifest(env):
    done = manage(env, "collectstatic", "--noinput", "-v", "0")
    assert done.returncode == 0, done.stderr
    with open(f"{env['TMT_VAR']}/static/staticfiles.json") as manifest:
        assert "css/tmt.css" in json.load(manifest)["paths"]


def test_it_makes_no_keys_of_its_own(env):
    manage(env, "check")
    assert not os.path.exists(f"{env['TMT_VAR']}/keys.json")


def test_without_settings_it_says_which(env):
    done = manage({name: env[name] for name in ("PATH", "TMT_MODE", "TMT_VAR")}, "check")
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].endswith("See .env.example.")
