from django.core.management.base import BaseCommand, CommandError

from assurance.selectors import damage


class Command(BaseCommand):
    help = "Open every frozen page of figures again: is it still what was frozen, and does the database still refuse changes?"

    def handle(self, **_):
        found = damage()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} faults.")
        self.stdout.write("Every frozen page is what was frozen.")
