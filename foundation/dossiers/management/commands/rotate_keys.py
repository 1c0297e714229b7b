from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.dossiers import sealing

AT_ONCE = 200


class Command(BaseCommand):
    help = "Wrap every dossier's key with the first of DOSSIER_KEYS, while the system runs; says what still hangs on an older one."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what hangs on which key")

    def handle(self, *args, check: bool, **options):
        if unknown := sealing.key_ids() - set(settings.DOSSIER_KEYS):
            raise CommandError(f"DOSSIER_KEYS lacks a key that is still needed: {', '.join(sorted(unknown))}.")
        done = 0
        while not check and (more := sealing.rewrap_some(AT_ONCE)):
            done += more
        newest, found = next(iter(settings.DOSSIER_KEYS)), sealing.hanging()
        for name in settings.DOSSIER_KEYS:
            needed = "newest" if name == newest else "still needed" if found.get(name) else "nothing here is wrapped by it"
            self.stdout.write(f"{name}: {found.get(name, 0):,} dossiers ({needed})")
        if done:
            self.stdout.write(f"{done:,} were wrapped anew. Backups made before still need the older key.")
