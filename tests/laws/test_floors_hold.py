"""The import contract of pyproject.toml, judged in process."""

import os

from importlinter.application import use_cases
from importlinter.configuration import configure

from tests.laws import house


def test_imports_go_down_only(monkeypatch):
    monkeypatch.chdir(house.ROOT)
    monkeypatch.syspath_prepend(str(house.ROOT))
    configure()
    kept = use_cases.lint_imports(config_filename="pyproject.toml", cache_dir=None)
    assert kept, f"lint-imports in {os.getcwd()} tells which import goes up"


def test_nobody_imports_the_front_door():
    assert [line for path in house.code() if not house.name(path).startswith("tmt_policy/")
            for line in house.lines_matching(path, r"^\s*(from|import) tmt_policy\b")] == []
