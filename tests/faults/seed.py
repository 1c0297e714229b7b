"""Fills an empty database with the tables, what every installation needs, and the cast: `python -m tests.faults.seed`."""

from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone

PASSWORD = "a password for tests only"

if __name__ == "__main__":
    django.setup()
    from tmt_policy.demo import basics, cast

    call_command("migrate", interactive=False, verbosity=0)
    since = timezone.now() - timedelta(days=600)
    basics.load_basics(at=since)
    cast.load(at=since, password=PASSWORD)
