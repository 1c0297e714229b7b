"""Accounts of the database: the owner migrates, the application works, the backup reads."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tmt_policy.database import grants


class Command(BaseCommand):
    help = "Make the application's and the backup's account on PostgreSQL and give each what it needs. Run by the owner; may be run again."

    def handle(self, *args, **options):
        if connection.vendor != "postgresql" or not settings.DATABASE_ACCOUNTS:
            raise CommandError("This is for PostgreSQL, with OWNER_DATABASE_URL and DATABASE_URL set. See .env.example.")
        try:
            grants.give(connection, settings.DATABASE_ACCOUNTS)
        except grants.TooStrong as refusal:
            raise CommandError(str(refusal)) from refusal
        for who, (name, _password) in settings.DATABASE_ACCOUNTS.items():
            self.stdout.write(f"{name} ({who}) may do what it needs.")
