from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="reports.expire_drafts")
def expire_drafts() -> int:
    """Beat calls this every night; a night that is missed is made good by the next."""
    return services.expire_drafts(at=timezone.now())
