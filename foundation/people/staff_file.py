"""A trust's list of staff as its HR system writes it: CSV with a heading, one person a row. Pure: what it says, and what in it is wrong.

Columns: `name` and one of `staff_id` and `email` in each row; `academy` (its code, or "trust"), `job`, `kind`, `line_manager` (the staff
id or e-mail of another), `started_on`, `left_on` (2026-11-30 or 30/11/2026), `roles` (as they are called here, or their codes, with
semicolons between; each is at the row's academy or, where it is one of the trust's, at the trust; `SLT@birch` is at another). A column
that is not there changes nothing, and no list takes a role away. `subject_entra`, or `subject` where there is one provider of sign-ins: as
that provider knows them, so that they sign in with it at once.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.face import when, words

from .rules import ROLE_NAMES

COLUMNS = ("staff_id", "name", "email", "academy", "job", "kind", "line_manager", "started_on", "left_on", "roles")
KINDS = frozenset({"employee", "trustee", "governor", "volunteer", "agency", "external"})
LONGEST = {"staff_id": 40, "name": 120, "email": 254, "academy": 50, "job": 80, "kind": 20, "line_manager": 254, "roles": 400}
_ROLES = {code.lower(): code for code in ROLE_NAMES} | {name.lower(): code for code, name in ROLE_NAMES.items()}
_LONGEST_SUBJECT = 255
MOST_BYTES, MOST_ROWS = 5_000_000, 20_000
TRUST = "trust"
NO_TEXT = "The file is no list in CSV. In Excel choose File, Save As, and as its type “CSV UTF-8 (Comma delimited)”."
_SUBJECT = re.compile(r"subject(_[a-z]{1,20})?")  # of which provider
_DATES = {"%Y-%m-%d": r"\d{4}-\d{1,2}-\d{1,2}", "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}"}


@dataclass(frozen=True)
class Row:
    """One person. `number`: the line of the file. `said`: the columns it has, with "" and None for what is left empty."""

    number: int
    said: dict[str, object] = field(hash=False)

    @property
    def subjects(self) -> dict[str, str]:
        """Column → subject, where one is given: an empty cell takes no sign-in away."""
        return {name: str(said) for name, said in self.said.items() if said and _SUBJECT.fullmatch(name)}

    def get(self, name: str) -> object:
        return self.said.get(name, "")

    @property
    def keys(self) -> list[str]:
        return [str(self.said[name]) for name in ("staff_id", "email") if self.said.get(name)]


class Wrong(ValueError):
    """`sentences`: what is wrong, each with its row; nothing of the file has been taken in."""

    def __init__(self, sentences: Iterable[str]):
        self.sentences = list(sentences)
        super().__init__(f"{len(self.sentences)} rows or columns are wrong.")


def read(data: bytes) -> list[Row]:
    """The rows of a file. Raises Wrong with every row that is no person."""
    lines = csv.reader(text(data).splitlines(), delimiter=delimiter(data), strict=True)
    try:
        heading = [name.strip().lower().replace(" ", "_") for name in next(lines, [])]
        _check_heading(heading)
        found, wrong = [], []
        for cells in lines:
            if any(cell.strip() for cell in cells):
                row = _row(lines.line_num, heading, cells, wrong)
                found.append(row)
    except csv.Error as trouble:
        raise Wrong([f"Row {lines.line_num}: it is no CSV ({trouble})."]) from None
    wrong += _twice(found)
    if not found:
        wrong.append("There is nobody in it.")
    if len(found) > MOST_ROWS:
        wrong = [f"There are more than {MOST_ROWS:,} rows in it."]
    if wrong:
        raise Wrong(wrong)
    return found


def text(data: bytes) -> str:
    """What a file says: as UTF-8, else as Windows saves it. Raises Wrong where it is too large or no text."""
    if len(data) > MOST_BYTES:
        raise Wrong([f"The file is larger than {MOST_BYTES // 1_000_000} MB."])
    try:
        if b"\0" in data:  # a workbook, or text in UTF-16
            raise Wrong([NO_TEXT])
        return data.decode("utf-8-sig" if is_utf8(data) else "cp1252")
    except UnicodeDecodeError:
        raise Wrong([NO_TEXT]) from None


def is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def delimiter(data: bytes) -> str:
    """What stands between the cells of its first line: a tab, a semicolon or a comma."""
    first = data.split(b"\n", 1)[0]
    return next((mark for mark in "\t;" if mark.encode() in first), ",")


def _check_heading(heading: list[str]) -> None:
    unknown = sorted({name for name in heading if name and name not in COLUMNS and not _SUBJECT.fullmatch(name)})
    twice = [name for name, times in Counter(filter(None, heading)).items() if times > 1]
    wrong = [f"Nobody knows a column “{name[:40]}”. Known are: {', '.join(COLUMNS)}, subject." for name in unknown]
    wrong += [f"There are two columns “{name}”." for name in twice]
    if "name" not in heading or not {"staff_id", "email"} & set(heading):
        wrong.append("The first line names the columns: name, and staff_id or email.")
    if wrong:
        raise Wrong(wrong)


def _row(number: int, heading: list[str], cells: list[str], wrong: list[str]) -> Row:
    if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading):]):
        wrong.append(f"Row {number}: it has more cells than there are columns.")
    said: dict[str, object] = {}
    for name, cell in zip(heading, cells + [""] * len(heading), strict=False):
        if name:
            try:
                said[name] = _cell(name, cell)
            except ValueError as trouble:
                said[name] = ""
                wrong.append(f"Row {number}: {trouble}")
    wrong += [f"Row {number}: {sentence}" for sentence in _missing(said)]
    return Row(number, said)


def _cell(name: str, cell: str) -> object:
    said = words.clean(cell)
    if name in ("started_on", "left_on"):
        return _date(name, said) if said else None
    longest = LONGEST.get(name, _LONGEST_SUBJECT)
    if "\n" in said or len(said) > longest:
        raise ValueError(f"{name} is longer than {longest} characters or has more than one line.")
    if name == "email" and said and not _is_address(said):
        raise ValueError("email is no address.")
    if name == "kind" and said.lower() not in KINDS | {""}:
        raise ValueError(f"kind is one of {', '.join(sorted(KINDS))}.")
    if name == "roles":
        return _roles(said)
    return said.lower() if name in ("email", "kind", "academy", "line_manager") else said


def _roles(said: str) -> tuple[tuple[str, str], ...]:
    """(role, code of an academy or "") of each."""
    found = []
    for one in filter(None, (part.strip() for part in said.split(";"))):
        role, _, place = (part.strip().lower() for part in one.partition("@"))
        if role not in _ROLES:
            raise ValueError(f"there is no role “{one[:40]}”.")
        found.append((_ROLES[role], place))
    return tuple(dict.fromkeys(found))


def _is_address(said: str) -> bool:
    try:
        validate_email(said)
    except ValidationError:
        return False
    return True


def _date(name: str, said: str) -> date:
    try:
        return when.read_day(said, _DATES)
    except ValueError:
        raise ValueError(f"{name} is no date like 2026-11-30 or 30/11/2026.") from None


def _missing(said: dict[str, object]) -> Iterator[str]:
    if words.is_blank(str(said.get("name", ""))):
        yield "it has no name."
    if not said.get("staff_id") and not said.get("email"):
        yield "it has neither staff_id nor email, so nobody could tell next time who it is."
    if said.get("started_on") and said.get("left_on") and said["left_on"] < said["started_on"]:
        yield "they leave before they start."


def _twice(rows: list[Row]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    wrong = []
    for row in rows:
        for name in ("staff_id", "email", *row.subjects):
            key = (name, str(row.get(name)).lower())
            if not row.get(name):
                continue
            if key in seen:
                wrong.append(f"Row {row.number}: {name} is that of row {seen[key]}, too.")
            seen.setdefault(key, row.number)
    return wrong
