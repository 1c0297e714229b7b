"""pyproject.toml says what is needed, the locks say exactly which, with hashes and without addresses."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.laws import house

PROJECT = tomllib.loads((house.ROOT / "pyproject.toml").read_text())
NEEDED = {
    "run": PROJECT["project"]["dependencies"],
    "test": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"],
    "lint": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"] + PROJECT["dependency-groups"]["lint"],
}
ENTRY = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)(?P<rest>(?:.*\n)(?:    .*\n)*)", re.MULTILINE)


def lock(which):
    text = (house.ROOT / "requirements" / f"{which}.lock").read_text()
    return {entry["name"]: (entry["version"], entry["rest"]) for entry in ENTRY.finditer(text)}


@pytest.mark.parametrize("which", NEEDED)
def test_what_is_needed_is_locked_in_range(which):
    locked = lock(which)
    wanted = [Requirement(line) for line in NEEDED[which]]
    assert [str(r) for r in wanted if not r.specifier.contains(locked.get(canonicalize_name(r.name), ("0",))[0])] == []


@pytest.mark.parametrize("which", NEEDED)
def test_what_is_locked_is_still_needed(which):
    direct = {name for name, (_, rest) in lock(which).items() if "tmt-policy (pyproject.toml" in rest}
    assert direct == {canonicalize_name(Requirement(line).name) for line in NEEDED[which]}


@pytest.mark.parametrize("which", NEEDED)
def test_every_package_has_hashes_and_no_address(which):
    text = (house.ROOT / "requirements" / f"{which}.lock").read_text()
    assert "://" not in text
    assert [name for name, (_, rest) in lock(which).items() if "--hash=sha256:" not in rest] == []


def test_the_longer_locks_hold_the_shorter_ones():
    run, test, lint = ({name: version for name, (version, _) in lock(which).items()} for which in NEEDED)
    assert run.items() <= test.items() <= lint.items()
