"""One line of the table: what happened, and whether what is promised held."""

from typing import NamedTuple


class Row(NamedTuple):
    """`due` reminders or mails; of them so many in the outbox (or arrived), lost, doubled. `late`: seconds from the end of the fault until
    the last one was there. `may_double`: so many repeats are allowed (mail leaves at least once, ADR 0005); `broken`: what else did not
    hold, in sentences."""

    fault: str
    due: int
    there: int
    lost: int
    doubled: int
    late: float
    seconds: float
    may_double: int = 0
    broken: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        return not (self.lost or self.broken) and self.doubled <= self.may_double
