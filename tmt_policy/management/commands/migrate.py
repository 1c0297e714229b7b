"""Django's own, and then the rights of the other accounts: a new table is nobody's but the owner's until they are given."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate


class Command(migrate.Command):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        if settings.DATABASE_ACCOUNTS:
            call_command("database_roles", stdout=self.stdout)
