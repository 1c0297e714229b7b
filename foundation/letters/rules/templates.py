"""What letters begin with: data files, one a version, that are never changed once they were used. A new wording is a new version."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"
# everything a letter may say of its own; a file that uses another name does not load
PLACEHOLDERS = {
    "academy": "The academy",
    "action": "What is to be done",
    "answer": "How to answer",
    "allegations": "What it is about, point by point",
    "appeal": "How and by when to appeal",
    "by_when": "By when",
    "object_within": "How long they have to object",
    "contact": "Whom to ask",
    "day": "The day and time",
    "decision": "What was decided",
    "details": "What it is about, in more lines",
    "evidence": "What was sent with it",
    "matter": "What it is about, in one sentence",
    "next": "What happens next",
    "place": "Where",
    "reason": "The reason",
    "recipient": "Whom it is written to",
    "reference": "What the recipient can name",
    "rule": "Which rule",
    "sender": "Who writes",
    "sender_job": "What they are",
    "support": "Who supports",
    "terms": "What goes with it, point by point",
    "trust": "The trust",
    "who": "Who else is there",
    "why": "The reason, in one sentence",
    "worst": "The most it could lead to",
}
MANY_LINES = frozenset({"allegations", "details", "evidence", "decision", "reason", "next", "terms"})  # the others are put on one line
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Template:
    """One version of what a letter begins with. `optional`: what may be empty; the line it stands on is then left out."""

    code: str
    version: int
    title: str
    uses: frozenset[str]
    optional: frozenset[str]
    body: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The text of a letter. Raises ValueError for a value that is missing or not asked for: only what is on the list gets in."""
        given = {name for name, value in values.items() if value.strip()}
        if (wrong := (self.uses - self.optional) - given) or (wrong := set(values) - self.uses):
            raise ValueError(f"{self.code}: {', '.join(sorted(wrong))}")
        lines = [line for line in self.body.split("\n") if _wanted(line, given)]
        kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
        return _PLACE.sub(lambda place: _value(place.group(1), values), kept).strip()


def template(code: str, version: int = 0) -> Template:
    """A template by its code, the newest without a `version`. Raises KeyError."""
    found = _templates()[code]
    return found[version or max(found)]


def codes() -> list[str]:
    return sorted(_templates())


@cache
def _templates() -> dict[str, dict[int, Template]]:
    found: dict[str, dict[int, Template]] = {}
    for path in sorted(_DATA.glob("*.toml")):
        one = read(path)
        found.setdefault(one.code, {})[one.version] = one
    return found


def read(path: Path) -> Template:
    """One data file, called `code.version.toml`. Raises ValueError where it uses what is not on the list, or does not use what it names."""
    code, _, version = path.stem.rpartition(".")
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    made = Template(code, int(version), said["title"], frozenset(said["uses"]), frozenset(said.get("optional", ())), said["body"].strip())
    placed = set(_PLACE.findall(made.body))
    if placed != made.uses or not made.uses <= PLACEHOLDERS.keys() or not made.optional <= made.uses or "{" in _PLACE.sub("", made.body):
        raise ValueError(f"{path.name} uses what it does not name, or names what it may not use.")
    return made


def _wanted(line: str, given: set[str]) -> bool:
    places = _PLACE.findall(line)
    return not places or any(name in given for name in places)


def _value(name: str, values: Mapping[str, str]) -> str:
    """A value as the letter has it: one line unless it may be many, so that nobody's words begin a heading of their own."""
    value = values.get(name, "").strip()
    return value if name in MANY_LINES else " ".join(value.split())
