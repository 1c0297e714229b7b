"""No tracked file names a registry, a machine, a folder outside the project, a secret or an inner address of the team."""

import re

from tests.laws import house

BINARY = {".png", ".gz", ".woff2", ".ico", ".jpg", ".jpeg", ".webp", ".gif", ".ttf", ".otf", ".pdf"}
# written in pieces so that this file does not offend against itself
REGISTRIES = (
    "pypi" r"\.org", "python" r"hosted\.org", "npm" r"js\.(org|com)", "registry" r"\.(npm|yarn|hub)", "crates" r"\.io", "deb" r"ian\.org",
    "docker" r"\.io", "index-" "url", "trusted-" "host",
)
MACHINE = (
    r"(?<![\w.])/wo" r"rk/", r"/tm" r"p/(wt|venv|brief|uvenv)", r"/ro" r"ot/", r"/ho" r"me/\w", r"/op" r"t/wheels", r"\.\./sha" "red",
)
SECRETS = (
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"\b((?i:secret|seal|index)_(?i:key))\s*[=:]\s*[\"']?[A-Za-z0-9+/_-]{40,}",
)


def texts():
    for path in house.tracked():
        if path.suffix not in BINARY:
            yield house.name(path), path.read_text(errors="replace")


def naming(patterns):
    one = re.compile("|".join(patterns))
    return [f"{file}: {found.group()}" for file, text in texts() for found in one.finditer(text)]


def test_no_registry_is_named():
    assert naming(REGISTRIES) == []


def test_no_path_of_a_machine_is_named():
    assert naming(MACHINE) == []


def test_no_secret_is_kept():
    assert naming(SECRETS) == []


def test_every_file_is_utf_8_with_plain_line_ends():
    assert [house.name(path) for path in house.tracked() if path.suffix not in BINARY and b"\r" in path.read_bytes()] == []


def test_no_file_is_heavy():
    assert [house.name(path) for path in house.tracked() if path.stat().st_size > 700_000] == []
