from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="dossiers.settle_attempts")
def settle_attempts() -> int:
    """Beat calls this every minute."""
    return services.settle_attempts(at=timezone.now())
