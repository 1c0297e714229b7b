"""Two real OpenID providers on this machine, as long as they are needed."""

import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECRET = re.search(r"SECRET = '(.+)'", (HERE / "issuer.mjs").read_text())[1]


def missing(what):
    if os.environ.get("CI") or os.environ.get("NO_SKIPS"):
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def running(site):
    """{"entra": address, "google": address}, for somebody who comes from `site`."""
    if not shutil.which("node"):
        missing("Node is missing: no OpenID provider can be asked (apt-get install nodejs npm).")
    if not (HERE.parents[1] / "node_modules" / "oidc-provider").exists():
        missing("The OpenID provider is missing: npm ci.")
    command = ["node", str(HERE / "issuer.mjs"), f"{site}/accounts/openid/*/back/"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        line = process.stdout.readline()
        if not line:
            pytest.fail("The OpenID provider did not start: node tests/entry/issuer.mjs says why.")
        yield json.loads(line)
        process.stdin.close()
