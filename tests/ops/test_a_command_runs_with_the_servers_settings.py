"""`deploy/manage`: the settings of the file, to the end of each line, and the user they belong to."""

import getpass
import os
import subprocess
import sys

import pytest

from tests.laws import house

SAY = "import os; print(os.environ['MAIL_FROM'], os.environ['DOSSIER_KEYS'])"


@pytest.fixture
def run(tmp_path):
    if not (house.ROOT / ".venv/bin/python").exists():
        pytest.skip("it runs the installation in .venv, and there is none")
    file = tmp_path / "tmt.env"
    sender = "MAIL_FROM=Concerns <no-reply@northgate.example>"
    file.write_text(f"# a comment\nTMT_MODE=embedded\nTMT_VAR={tmp_path}\n{sender}\nDOSSIER_KEYS=k1:abc=\n")
    known = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = known | {"TMT_ENV": str(file), "TMT_USER": getpass.getuser()}
    return lambda *words: subprocess.run([sys.executable, "deploy/manage", *words], cwd=house.ROOT, env=env, capture_output=True, text=True)


def test_a_command_reads_them_as_they_stand(run):
    done = run("shell", "-v", "0", "-c", SAY)
    assert done.stdout.strip() == "Concerns <no-reply@northgate.example> k1:abc=", done.stderr


def test_what_a_command_answers_is_answered(run):
    assert run("no-such-command").returncode == 1
