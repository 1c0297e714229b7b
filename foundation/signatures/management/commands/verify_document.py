from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.face import when
from foundation.face.files import given
from foundation.signatures import rules, selectors


class Command(BaseCommand):
    help = "Say whether a letter, receipt or pack is valid, with which key it was signed and when. Asks no database and no network."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the letter, receipt or pack, or - for standard input")
        known = "check with these public keys (from /verify/keys.txt of the trust) and not with those of this installation"
        parser.add_argument("--keys", type=Path, metavar="FILE", help=known)

    def handle(self, *, file: Path, keys: Path | None, **options):
        public = _keys(keys) if keys else selectors.public_keys()
        try:
            found = rules.check(given(file), public)
        except OSError as wrong:
            raise CommandError(f"{file.name} cannot be read.") from wrong
        except rules.NotValid as why:
            raise CommandError(f"Not valid. {why}") from why
        self.stdout.write(f"Valid. Signed with the key {found.key_id} on {when.moment(found.at)}.")


def _keys(path: Path) -> dict[str, bytes]:
    try:
        return rules.from_text(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise CommandError(f"{path.name} is not a file of published public keys.") from wrong
