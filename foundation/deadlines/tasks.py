from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="deadlines.sweep")
def sweep() -> int:
    """Beat calls this every half minute; a run that is late, doubled or killed loses and doubles nothing."""
    return services.sweep(at=timezone.now())
