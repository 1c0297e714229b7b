"""The house as files: what the laws walk over."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("tmt_policy", "assurance", "cases", "reports", "policy", "foundation")
NOT_OURS = {".venv", "var", "node_modules", ".git", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, as git lists it (new ones included); a checkout without git is walked."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
        files = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        files = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in files if path.is_file()))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def code() -> tuple[Path, ...]:
    """The Python files of the product: no tests, no migrations."""
    ours = (path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts)
    return tuple(path for path in ours if name(path).split("/")[0] in ROOMS)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def room_files(*names: str) -> tuple[Path, ...]:
    """Files of that name in any room, and the modules of a package of that name (`views.py`, `views/…`)."""
    return tuple(path for path in code() if path.stem in names or path.parent.name in names)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(path for path in tracked() if "templates" in path.parts and path.suffix in (".html", ".txt"))


def lines_matching(path: Path, pattern: str) -> list[str]:
    """`file:line` for every line of `path` in which `pattern` is found."""
    return [f"{name(path)}:{number}" for number, line in enumerate(path.read_text().splitlines(), 1) if re.search(pattern, line)]
