from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="signins.do_what_is_due")
def do_what_is_due() -> int:
    """Beat calls this every minute; a run that is late or doubled does nothing twice."""
    return services.do_what_is_due(at=timezone.now())
