from django.core.management.base import BaseCommand, CommandError

from assurance.recount import ROOMS, differences


class Command(BaseCommand):
    help = "Compare the kept totals with what the dossiers add up to; fails and names each cell that differs."

    def handle(self, **_):
        found = differences()
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} totals differ.")
        self.stdout.write(f"{len(ROOMS)} measures agree with their dossiers.")
