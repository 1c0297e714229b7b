"""Questions about days and hours."""

import re
from datetime import date, time

from django.utils import timezone

from foundation.face import widgets
from foundation.face.fields.question import Question
from foundation.face.fields.typed import Line

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateParts(Question):
    """A date in three boxes. `past`: today or before; `future`: today or after (by the wall clock, a check for typing slips)."""

    widget = widgets.Date

    def __init__(self, label="", *, past=False, future=False, **options):
        self.past, self.future = past, future
        super().__init__(label, **options)

    def to_python(self, value):
        if isinstance(value, date) or value is None:
            return value
        texts = [self.text(part) for part in value]
        absent = [name for name, text in zip(widgets.Date.parts, texts, strict=True) if not text]
        if len(absent) == 3:
            return None
        if absent:
            self.refuse(f"must include a {' and a '.join(absent)}", "incomplete", parts=absent)
        return self._real(*texts)

    def _real(self, day, month, year):
        number = self._month(month)
        if not re.fullmatch("[0-9]{1,2}", day):
            self.refuse("must be a real date: the day is a number, like 27", parts=["day"])
        if not number:
            self.refuse("must be a real date: the month is a number from 1 to 12", parts=["month"])
        if not re.fullmatch("[0-9]{4}", year):
            self.refuse("must have a year of 4 numbers, like 2026", parts=["year"])
        try:
            return date(int(year), number, int(day))
        except ValueError:
            self.refuse("must be a real date", parts=["day"])

    def _month(self, text):
        if re.fullmatch("[0-9]{1,2}", text):
            return int(text) if 1 <= int(text) <= 12 else 0
        return MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in MONTHS else 0

    def validate(self, value):
        super().validate(value)
        today = timezone.localdate()
        if value and not 1900 <= value.year <= 2200:
            self.refuse("must have a year between 1900 and 2200", parts=["year"])
        if value and self.past and value > today:
            self.refuse("must be today or in the past", "future")
        if value and self.future and value < today:
            self.refuse("must be today or in the future", "past")


class TimeOfDay(Line):
    """A time on the London clock: 10:30, 10.30am, 3pm, midday."""

    nothing = type(None)

    def __init__(self, label="", **options):
        options.setdefault("width", 5)
        super().__init__(label, max_length=20, **options)

    def to_python(self, value):
        said = super().to_python(value).lower().replace(" ", "").replace(".", ":")
        if not said:
            return None
        if said in ("midday", "noon", "midnight"):
            return time(0 if said == "midnight" else 12)
        match = re.fullmatch("([0-9]{1,2})(?::([0-5][0-9]))?(am|pm)?", said)
        hour, minute, half = (int(match[1]), int(match[2] or 0), match[3]) if match else (99, 0, None)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half or (match and match[2] is None):
            hour = 99  # "15pm", or a bare "3" that could be either half of the day
        if hour > 23:
            self.refuse("must be a time, like 10:30am or 15:00")
        return time(hour, minute)
