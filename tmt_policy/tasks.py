from celery import shared_task
from django.utils import timezone

from foundation.evidence import services

from . import checked_files


@shared_task(name="evidence.check_waiting")
def check_waiting() -> int:
    """Beat calls this every few seconds; runs that overlap ask about each file once. Nothing to do where no scanner is set."""
    return services.check_waiting(at=timezone.now(), tell=checked_files.tell)
