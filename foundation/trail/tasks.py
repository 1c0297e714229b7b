"""What beat does for the trail: seal every hour, compact every night."""

from celery import shared_task
from django.utils import timezone

from . import services


@shared_task(name="trail.seal")
def seal():
    services.seal(at=timezone.now())


@shared_task(name="trail.compact")
def compact():
    services.compact(at=timezone.now())
