from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from .services import publish_closed_terms


@shared_task(name="assurance.close_terms")
def close_terms():
    """Once a day: publish the terms that have closed and settled in the last year."""
    now = timezone.now()
    publish_closed_terms(at=now, since=now.date() - timedelta(days=400))
