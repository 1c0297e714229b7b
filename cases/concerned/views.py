"""The page of the person a case is about."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile.asking import found
from foundation.people.marks import signed_in

from . import page, selectors


@signed_in
@require_safe
def matter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    now = timezone.now()
    case = found(selectors.matter_for(request.person, uuid, now))
    return render(request, "concerned/matter.html", page.context(case, request.person, now))
