"""Is everything running, and which mail did not arrive: for whoever operates the system, without a word of what it is about (ADR 0040)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once
from foundation.messages.rules import OPERATE
from foundation.messages.services import try_all_again
from foundation.people.marks import needs

from . import pages
from .forms import TryAgainForm


@needs(OPERATE)
@require_safe
def index(request):
    return render(request, "system/index.html", pages.index(timezone.now()))


@needs(OPERATE)
@require_safe
def mail(request):
    return render(request, "system/mail.html", pages.mail(timezone.now()))


@needs(OPERATE)
@require_http_methods(["GET", "HEAD", "POST"])
def try_again(request, what):
    """Everything that was given up for one reason goes back into the queue."""
    chosen = pages.AGAIN.get(what)
    if chosen is None:
        raise Http404

    def make():
        try_all_again(chosen.reason, by=request.person, at=timezone.now())
        messages.success(request, "It is in the queue again. What is still wanted leaves when mail may; what is over does not go out.")
        return reverse("system:mail")

    form = TryAgainForm(request.POST if request.method == "POST" else None)
    return ask_once(request, form, make, purpose="mail.retry", title=chosen.title, lead=chosen.lead, back=reverse("system:mail"))
