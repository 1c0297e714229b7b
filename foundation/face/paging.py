"""The mark of where the next page of a list begins: a moment and a reference. It says nothing about what is not on the list."""

from datetime import UTC, datetime


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
