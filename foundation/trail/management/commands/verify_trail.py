import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.trail import rules, selectors


class Command(BaseCommand):
    help = "Prove that no event was changed, removed or slipped in. Names the first bad row and exits with 1 if one was."

    def add_arguments(self, parser):
        parser.add_argument("--seals", type=Path, metavar="FILE", help="compare with seals exported earlier and kept elsewhere")
        where = "write all seals to FILE, to be kept where this database's owner cannot write"
        parser.add_argument("--export-seals", type=Path, metavar="FILE", help=where)

    def handle(self, *args, seals, export_seals, **options):
        found = selectors.verify(_read(seals) if seals else None)
        for finding in found[1:]:
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"The trail was tampered with. First: {found[0]}")
        events, chains, sealed = selectors.size()
        self.stdout.write(f"The trail is whole: {events} events in {chains} chains under {sealed} seals.")
        if export_seals:  # only what was just proved
            _write(export_seals)


def _read(path: Path) -> Iterator[dict]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from map(rules.read_seal, lines)
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path.name} is not a file of exported seals.") from wrong


def _write(path: Path) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for seal in selectors.export_seals():
            lines.write(json.dumps(seal, sort_keys=True) + "\n")
