import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.face.files import given
from foundation.trail import rules, selectors


class Command(BaseCommand):
    help = "Prove that no event was changed, removed or slipped in. Names the first bad row and exits with 1 if one was."

    def add_arguments(self, parser):
        known = "compare with seals exported earlier and kept elsewhere; - for standard input"
        parser.add_argument("--seals", type=Path, metavar="FILE", help=known)
        where = "write all seals to FILE, to be kept where this database's owner cannot write; - for standard output"
        parser.add_argument("--export-seals", type=Path, metavar="FILE", help=where)

    def handle(self, *args, seals, export_seals, **options):
        found = selectors.verify(_read(seals) if seals else None)
        for finding in found[1:]:
            self.stderr.write(str(finding))
        if found:
            raise CommandError(f"The trail was tampered with. First: {found[0]}")
        events, chains, sealed = selectors.size()
        told = self.stderr if export_seals == Path("-") else self.stdout
        told.write(f"The trail is whole: {events} events in {chains} chains under {sealed} seals.")
        if export_seals == Path("-"):
            self.stdout.writelines(_lines())
        elif export_seals:  # only what was just proved
            with export_seals.open("w", encoding="utf-8") as file:
                file.writelines(_lines())


def _read(path: Path) -> Iterator[dict]:
    try:
        yield from map(rules.read_seal, given(path).decode().splitlines())
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path.name} is not a file of exported seals.") from wrong


def _lines() -> Iterator[str]:
    return (json.dumps(seal, sort_keys=True) + "\n" for seal in selectors.export_seals())
