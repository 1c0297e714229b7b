"""Where a list is cut off. The mark of where its next page begins is a moment and a reference, and says nothing about what is not on it."""

from datetime import UTC, datetime

from django.db.models import QuerySet


def first(rows: QuerySet, most: int) -> tuple[list, int]:
    """At most so many of them, and how many more there are; those are counted only where there can be any."""
    found = list(rows[:most])
    return found, max(rows.count() - most, 0) if len(found) == most else 0


def mark(moment: datetime, reference: str) -> str:
    return f"{moment.isoformat()}~{reference}"


def read_mark(said: str) -> tuple[datetime, str] | None:
    """A mark back in parts (the moment in UTC); anything else is no mark."""
    moment, _, reference = said.partition("~")
    try:
        parsed = datetime.fromisoformat(moment)
        known = parsed.tzinfo is not None and parsed.astimezone(UTC)  # the first and the last day of all have no UTC
    except (ValueError, OverflowError):
        return None
    return (known, reference) if known and reference.isprintable() else None
