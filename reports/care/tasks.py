from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="care.watch")
def watch() -> int:
    """Beat calls this every night; a run that is late or doubled tells nobody twice."""
    return services.watch(at=timezone.now())
