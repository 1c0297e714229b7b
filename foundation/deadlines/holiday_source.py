"""Bank holidays from the library that knows them. Apart from the services, because importing it costs every worker time and memory."""

from collections.abc import Iterable
from datetime import date

import holidays


def english_holidays(years: Iterable[int]) -> dict[date, str]:
    """Bank holidays of England by day, moved to weekdays where they fall on a weekend."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=list(years), observed=True)
    return {day: name for day, name in found.items() if day.weekday() < 5}
