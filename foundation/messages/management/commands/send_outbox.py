from django.core.management.base import BaseCommand

from foundation.messages import tasks


class Command(BaseCommand):
    help = "Send what is due in the outbox now, without a worker."

    def handle(self, *args, **options):
        self.stdout.write(f"Sent: {tasks.send_due()}")
