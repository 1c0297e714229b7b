from django.core.management.base import BaseCommand

from foundation.signatures import rules, selectors


class Command(BaseCommand):
    help = "Print the public keys as RETIRED_SIGNING_KEYS takes them, the one in use first. Private keys are never printed."
    requires_system_checks = ()
    requires_migrations_checks = False

    def handle(self, *args, **options):
        for key_id, key in selectors.public_keys().items():
            self.stdout.write(f"{key_id}:{rules.public_text(key)}")
