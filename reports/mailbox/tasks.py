from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="mailbox.return_unanswered")
def return_unanswered() -> int:
    """Beat calls this every minute; a run that is late or doubled returns each report once."""
    return services.return_unanswered(at=timezone.now())
