"""The calendar of DOMAIN 8.1 and short ways to say a moment in London."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import foundation.deadlines
from foundation.deadlines.rules.calendar import Calendar

LONDON = ZoneInfo("Europe/London")
TABLE = json.loads((Path(foundation.deadlines.__file__).parent / "data" / "bank_holidays.json").read_text())
HOLIDAYS = frozenset(date.fromisoformat(day) for days in TABLE.values() for day in days)
ENGLAND = Calendar(HOLIDAYS)


def london(text):
    """london("2026-12-24 15:00"): the moment at which London's clocks say so."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)
