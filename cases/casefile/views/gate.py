"""A case through the door, for the pages of its moves."""

from django.http import HttpRequest
from django.utils import timezone

from cases.casefile import rules, selectors
from cases.casefile.asking import found, offer
from cases.casefile.models import Case


def case_to(request: HttpRequest, reference: str, move: str) -> Case:
    """The case through the door; on opening a move's page, one that offers the move."""
    now = timezone.now()
    row = found(selectors.case_for(request.person, reference, now))
    offer(request, rules.CASE, row.state, move, selectors.standing_in(row, request.person, now))
    return row


def version(request: HttpRequest, reference: str) -> int:
    """The row's present version, for a page that has been overtaken."""
    return found(selectors.case_for(request.person, reference, timezone.now())).version
