"""The days an academy is closed, as its own calendar says them: read from a file or from what somebody typed (DOMAIN 8.1).

Nothing here changes the past: what was due was due.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar

from foundation.face import when

LONGEST = timedelta(days=70)
AHEAD = timedelta(days=3 * 366)
MOST_IN_A_YEAR = 90  # weekdays an academy can be closed between one January and the next
MOST = 200  # spans of one file
MOST_BYTES = 200_000
LONGEST_LINE = 500
NAME = 60  # characters of a name that are kept to show
_DATE = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2} [A-Za-z]{3,9} \d{4})"
_LINE = re.compile(rf"\s*({_DATE})(?:\s*(?:to|until|-|–)\s*({_DATE}))?\s*[,:]?\s*(.*)")
_FORMS = {
    "%Y-%m-%d": r"\d+-\d+-\d+", "%d/%m/%Y": r"\d+/\d+/\d+", "%d.%m.%Y": r"\d+\.\d+\.\d+", "%d %b %Y": r"\d+ [A-Za-z]{3} \d+",
    "%d %B %Y": r"\d+ [A-Za-z]{4,} \d+",
}
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CLOSED = re.compile(r"holiday|half.?term|inset|clos|training|staff day|break|vacation", re.IGNORECASE)
_SECOND = re.compile(r"to\b|until\b|[-–]|\d+[/.-]\d+", re.IGNORECASE)  # what follows a date and is no name
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closing:
    """From `first` to `last`, both included. `likely`: whether its name sounds like a day without school."""

    first: date
    last: date
    name: str = ""
    likely: bool = True

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}"

    @property
    def line(self) -> str:
        """As somebody could have typed it."""
        return f"{self.key} {self.name}".strip()

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=ahead) for ahead in range((self.last - self.first).days + 1))


class Unreadable(ValueError):
    """`sentences`: what is wrong, line by line."""

    def __init__(self, sentences: Iterable[str]):
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


def read_file(name: str, data: bytes) -> list[Closing]:
    """The closures in a file: iCalendar where it is one, else CSV. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable([f"The file is larger than {MOST_BYTES // 1000} kB: choose one with the days of one school."])
    if name.lower().endswith((".ics", ".ical")) or data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"BEGIN:VCALENDAR"):
        return _from_calendar(data)
    return read_text(_text(data))


def read_text(text: str) -> list[Closing]:
    """A closure a line: "21/12/2026 to 1/1/2027 Christmas", or the cells of a CSV in any order; a first line without a date is a heading.
    Raises Unreadable, naming each line that is none."""
    found, wrong = [], []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" ,;\t")]
    for place, (number, line) in enumerate(lines):
        try:
            found.append(_read_line(line))
        except ValueError as trouble:
            if place or re.search(r"\d", line):
                wrong.append(f"Line {number}: {trouble}")
    if not found and not wrong:
        wrong = ["There is no date in it."]
    return _checked(found, wrong)


def ahead(closings: Iterable[Closing], today: date) -> list[Closing]:
    """Those from `today` on, each cut to begin then; in order, each once."""
    cut = {Closing(max(one.first, today), one.last, one.name, one.likely) for one in closings if one.last >= today}
    return sorted(cut, key=lambda one: (one.first, one.last, one.name))


def most_in_a_year(days: Iterable[date]) -> int:
    """The weekdays of the year that has most of them, where that is more than any school has; else 0."""
    years = Counter(day.year for day in days if day.weekday() < 5)
    most = max(years.values(), default=0)
    return most if most > MOST_IN_A_YEAR else 0


def spans(days: Iterable[date]) -> list[Closing]:
    """Days as the stretches they make."""
    found: list[Closing] = []
    for day in sorted(days):
        if found and found[-1].last + _DAY == day:
            found[-1] = Closing(found[-1].first, day)
        else:
            found.append(Closing(day, day))
    return found


def _text(data: bytes) -> str:
    """As UTF-8 or UTF-16 where it is that, else as Windows writes it: whatever is no text has no dates either."""
    try:
        return data.decode("utf-16" if data[:2] in _WIDE else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_line(line: str) -> Closing:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"It has more than {LONGEST_LINE} characters.")
    cells = next(csv.reader([line], delimiter=next((mark for mark in "\t;," if mark in line), ",")))
    dates = [cell.strip() for cell in cells if re.fullmatch(_DATE, cell.strip())]
    if len(cells) > 1 and dates:
        name = next((cell.strip() for cell in cells if cell.strip() and cell.strip() not in dates), "")
        return _closing(dates[0], dates[1] if len(dates) > 1 else dates[0], name)
    said = _LINE.fullmatch(line.strip())
    if said is None:
        raise ValueError("There is no date at its beginning. Write it like 21/12/2026 to 1/1/2027.")
    if not said[2] and _SECOND.match(said[3]):
        raise ValueError("Its last day cannot be read. Write it like 21/12/2026 to 1/1/2027.")
    return _closing(said[1], said[2] or said[1], said[3])


def _closing(first: str, last: str, name: str) -> Closing:
    return _known(_date(first), _date(last), name)


def _known(first: date, last: date, name: str) -> Closing:
    if last < first:
        raise ValueError("It ends before it begins.")
    if last - first > LONGEST:
        raise ValueError("It is longer than ten weeks.")
    name = "".join(letter for letter in name if letter.isprintable()).strip()[:NAME]
    return Closing(first, last, name, not name or bool(_CLOSED.search(name)))


def _date(text: str) -> date:
    try:
        return when.read_day(text, _FORMS)
    except ValueError:
        raise ValueError(f"{text} is no date.") from None


def _from_calendar(data: bytes) -> list[Closing]:
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except (ValueError, KeyError, IndexError):
        raise Unreadable(["This is no iCalendar file that can be read."]) from None
    found, wrong = [], []
    for number, event in enumerate(events[: 10 * MOST], start=1):
        try:
            found += _from_event(event)
        except ValueError as trouble:
            wrong.append(f"Event {number}: {trouble}")
    if not found and not wrong:
        wrong = ["There is no whole day in this calendar: only whole days are days off."]
    return _checked(found, wrong)


def _from_event(event) -> list[Closing]:
    begins, ends, lasts = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return []
    if isinstance(begins, datetime):  # an hour of a day closes no school
        return []
    if not isinstance(begins, date) or isinstance(ends, datetime):
        raise ValueError("It has no date that can be read.")
    if event.get("RRULE") or event.get("RDATE"):
        raise ValueError("It repeats. Give each time as an event of its own.")
    name = event.get("SUMMARY", "")
    try:
        last = ends - _DAY if ends else begins + lasts - _DAY if lasts else begins
    except OverflowError:
        raise ValueError("It has no date that can be read.") from None
    return [_known(begins, begins if ends == begins else last, str(name[0] if isinstance(name, list) else name))]


def _value(event, name: str) -> object:
    """What stands there; None where nothing does that can be read, or more than one thing."""
    try:
        return getattr(event.get(name), "dt", None)
    except (ValueError, AttributeError):
        return None


def _checked(found: list[Closing], wrong: list[str]) -> list[Closing]:
    if len(found) > MOST:
        wrong = [f"There are more than {MOST} in it: choose a file with the days of one school."]
    if wrong:
        raise Unreadable(wrong[:10] + ([f"And {len(wrong) - 10} more."] if len(wrong) > 10 else []))
    return found
