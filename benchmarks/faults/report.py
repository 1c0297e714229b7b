"""What came of the faults, told with the machine they happened on, and kept in FAULTS.md."""

from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from .row import Row

FILE = Path(__file__).resolve().parent.parent / "FAULTS.md"
HEAD = ("| fault | due | in the outbox | lost | doubled | late | seconds |", "|---|---|---|---|---|---|---|")


def line(row: Row) -> str:
    doubled = f"{row.doubled:,}" + (f" (at most {row.may_double:,})" if row.may_double else "")
    said = "" if row.held else f" BROKEN: {'; '.join(row.broken) or 'lost or doubled'}"
    late = f"{row.late:.1f} s" if row.late >= 0.05 else "0"
    return f"| {row.fault}{said} | {row.due:,} | {row.there:,} | {row.lost:,} | {doubled} | {late} | {row.seconds:.0f} |"


def write(rows: Sequence[Row], machine: str, seconds: float) -> None:
    held = all(row.held for row in rows)
    table = "\n".join([*HEAD, *map(line, rows)])
    FILE.write_text(f"""# Faults

Made to happen by `make faults` on {timezone.localdate():%d %B %Y}, in {seconds / 60:.0f} minutes: {machine}.
Every promise held: {"yes" if held else "NO"}.

Each fault has a database, a Redis and a mail server of its own, and real workers; where it is about clocks and dates, chosen moments are
handed to the sweep and the sender instead, late counts in those, and what should have come of it is worked out from the ladders alone.
Due: reminders, or mails where the fault is about mail; then the column after it says how many have arrived. Doubled: a second row for the
same reminder, or a mail that arrived again with the same Message-ID; a row never, a mail at most once for each process killed while it had
one in its hands, or each line dropped after DATA (mail leaves at least once, ADR 0005). Late: from the end of the fault, or from its
beginning where it has no end, until the last one was there. After a mail server was in trouble the sender waits a minute. What a killed
process had claimed waits ten minutes; here that is not waited for. After each fault every date follows from its ledger
(`recompute_deadlines --check`).

{table}
""")
    print(f"\nEvery promise held: {'yes' if held else 'NO'}. Written to {FILE.name}.")
