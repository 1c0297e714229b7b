"""The plugin that keeps CI honest, run for real on a small file."""

import os
import subprocess
import sys

import pytest

from tests.laws import house

SMALL = """
import pytest
def test_good(): pass
{skipped}
"""
AT_RUN = "@pytest.mark.skip(reason='no browser here')\ndef test_skipped(): pass"
INSIDE = "def test_skipped(): pytest.skip('no browser here')"
AT_IMPORT = "pytest.skip('no browser here', allow_module_level=True)"
EXPECTED = "@pytest.mark.xfail(reason='known')\ndef test_known(): assert False"


@pytest.fixture
def run(tmp_path):
    def run(skipped, **env):
        (tmp_path / "test_small.py").write_text(SMALL.format(skipped=skipped))
        plugins = ("tests.no_skips", "no:django", "no:cacheprovider", "no:hypothesispytest")
        options = [part for plugin in plugins for part in ("-p", plugin)]
        command = [sys.executable, "-m", "pytest", "-q", *options, "-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)]
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_SKIPS", "ALLOWED_SKIPS")}
        return subprocess.run(command, cwd=house.ROOT, capture_output=True, text=True, env=kept | env)

    return run


@pytest.mark.parametrize("how", [AT_RUN, INSIDE, AT_IMPORT])
def test_it_fails_and_says_which(run, how):
    done = run(how, NO_SKIPS="1")
    assert done.returncode == 1
    assert "no browser here" in done.stdout
    assert "nobody allowed it" in done.stdout


def test_an_allowed_one_passes(run):
    assert run(AT_RUN, NO_SKIPS="1", ALLOWED_SKIPS="no printer; no browser").returncode == 0


def test_without_being_asked_it_is_silent(run):
    assert run(AT_RUN).returncode == 0


def test_an_expected_failure_is_no_skip(run):
    assert run(EXPECTED, NO_SKIPS="1").returncode == 0
