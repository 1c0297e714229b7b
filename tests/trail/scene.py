"""Two chains and a morning."""

from datetime import UTC, datetime
from uuid import UUID

NINE = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
ALDER, BIRCH = UUID(int=0xA1DE), UUID(int=0xB12C)
