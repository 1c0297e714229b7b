from celery import shared_task
from django.utils import timezone

from . import services
from .resets import answer_resets


@shared_task(name="messages.send_due")
def send_due() -> int:
    """Beat calls this every few seconds, and a saved change calls it at once; any number at the same time is harmless."""
    now = timezone.now()
    answer_resets(at=now)
    return services.send_due(at=now)
