"""What is due: mine, and what somebody who leads may read; as a list and month by month."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.deadlines import pages
from foundation.people.marks import needs, signed_in


@signed_in
@require_safe
def mine(request):
    now = timezone.now()
    return _list(request, pages.mine(request.person, now), now)


@signed_in
@require_safe
def mine_month(request):
    now = timezone.now()
    return _month(request, pages.mine(request.person, now), now)


@needs(pages.LEADS)
@require_safe
def led(request):
    now = timezone.now()
    return _list(request, pages.led(request.person, now), now)


@needs(pages.LEADS)
@require_safe
def led_month(request):
    now = timezone.now()
    return _month(request, pages.led(request.person, now), now)


def _list(request, whose, now):
    return render(request, "deadlines/list.html", pages.listed(whose, request.person, request.rights, now, request.GET.get("after", "")))


def _month(request, whose, now):
    return render(request, "deadlines/month.html", pages.monthly(whose, request.person, request.rights, now, request.GET.get("month", "")))
