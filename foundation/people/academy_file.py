"""The academies of a trust as a list: CSV with a heading, one academy a row. Pure: what it says, and what in it is wrong.

Columns: `code` (short, small letters, digits and hyphens: the list of staff calls the academy by it), `name`, `local_authority`; and where
they are known `urn` (the Department for Education's number, six digits), `headcount` (people who work there) and `lado_contact`.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foundation.face import words

from .staff_file import TRUST, Wrong, delimiter, text

MERCIAN = Path(__file__).parent / "data" / "mercian.csv"  # public facts alone (DOMAIN 10)
COLUMNS = ("code", "name", "local_authority", "urn", "headcount", "lado_contact")
_NEEDED = COLUMNS[:3]
LONGEST = {"code": 50, "name": 120, "local_authority": 80, "urn": 6, "headcount": 5, "lado_contact": 200}
_SHAPES = {
    "code": (r"[a-z0-9]+(-[a-z0-9]+)*", "is of small letters, digits and hyphens, like shire-oak."),
    "urn": (r"\d{6}", "has six digits."),
    "headcount": (r"\d{1,5}", "is a number."),
}


@dataclass(frozen=True)
class School:
    code: str
    name: str
    local_authority: str
    urn: str
    headcount: int
    lado_contact: str


def read(data: bytes) -> list[School]:
    """The academies of a file. Raises Wrong with every row that is none."""
    lines = csv.reader(text(data).splitlines(), delimiter=delimiter(data), strict=True)
    found, wrong = [], []
    try:
        heading = [name.strip().lower() for name in next(lines, [])]
        if not set(_NEEDED) <= set(heading) <= set(COLUMNS) or len(heading) > len(set(heading)):
            raise Wrong([f"The first line names the columns: {', '.join(COLUMNS)}. The last three may be missing."])
        for cells in filter(any, lines):
            said, troubles = _school(dict(zip(heading, cells, strict=False)))
            found.append(said)
            wrong += [f"Row {lines.line_num}: {sentence}" for sentence in troubles]
    except csv.Error as trouble:
        raise Wrong([f"Row {lines.line_num}: it is no CSV ({trouble})."]) from None
    wrong += _twice(found) if found else ["There is no academy in it."]
    if wrong:
        raise Wrong(wrong)
    return [School(**said | {"headcount": int(said["headcount"] or 0)}) for said in found]


def _school(cells: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """One row's columns, and what is wrong with it."""
    said, wrong = dict.fromkeys(COLUMNS, ""), []
    for name, cell in cells.items():
        try:
            said[name] = words.clean(cell)
        except ValueError:
            wrong.append(f"{name} has hidden characters in it: type it again.")
        else:
            wrong += _troubles(name, said[name])
    if said["code"] == TRUST:
        wrong.append(f"“{TRUST}” is what the list of staff calls the trust itself: choose another code.")
    return said, wrong


def _troubles(name: str, value: str) -> Iterator[str]:
    if name in _NEEDED and words.is_blank(value):
        yield f"{name} is missing."
    elif "\n" in value or len(value) > LONGEST[name]:
        yield f"{name} is longer than {LONGEST[name]} characters or has more than one line."
    elif value and name in _SHAPES and not re.fullmatch(_SHAPES[name][0], value, re.ASCII):
        yield f"{name} {_SHAPES[name][1]}"


def _twice(found: list[dict[str, str]]) -> list[str]:
    return [f"Two rows have the {name} {value}." for name in ("code", "urn", "name")
            for value in sorted({one[name] for one in found if one[name] and sum(one[name] == other[name] for other in found) > 1})]
