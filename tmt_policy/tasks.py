from celery import shared_task
from django.utils import timezone

from cases.investigation import services as cases
from foundation.evidence import services
from foundation.roles import services as roles
from foundation.staff import services as staff
from reports.triage import services as triage

from . import checked_files


@shared_task(name="evidence.check_waiting")
def check_waiting() -> int:
    """Beat calls this every few seconds; runs that overlap ask about each file once. Nothing to do where no scanner is set."""
    return services.check_waiting(at=timezone.now(), tell=checked_files.tell)


@shared_task(name="staff.let_go")
def let_go() -> int:
    """Beat calls this every few minutes: what is open with somebody who is gone waits for somebody else from then on. Runs that overlap
    do it once."""
    now = timezone.now()
    staff.ask_for_successors(at=now)
    roles.end_of_the_gone(at=now)
    return triage.let_go(at=now) + cases.let_go(at=now)
