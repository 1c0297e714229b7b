"""How long the trust's clocks run: read by leaders, changed by whoever keeps the settings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.deadlines import services
from foundation.deadlines import setting as pages
from foundation.deadlines.forms import LimitForm
from foundation.deadlines.rules import setting
from foundation.dossiers.asking import ask_once
from foundation.dossiers.rules import Refused
from foundation.people.marks import needs


@needs(pages.READ)
@require_safe
def limits(request):
    return render(request, "deadlines/limits.html", pages.index(request.person, request.rights, timezone.now()))


@needs(pages.READ)
@require_safe
def limit(request, limit):
    return render(request, "deadlines/limit.html", pages.show(_kind(limit), request.person, request.rights, timezone.now()))


@needs(pages.CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change_limit(request, limit):
    found, page = _kind(limit), reverse("deadlines:limit", args=[limit])
    if sentence := setting.fixed(found):
        raise Refused(sentence, back=page)
    form = LimitForm(request.POST if request.method == "POST" else None, unit=pages.unit(found), initial=pages.initial(found))

    def act():
        said = form.cleaned_data
        services.set_clock(
            found.key, amount=said["amount"], basis=said["basis"], since=said["version"], by=request.person, at=timezone.now())
        messages.success(request, "It holds from now on. What runs already keeps the time it began with.")
        return page

    return ask_once(
        request, form, act, purpose="limit", version=lambda: pages.initial(found)["version"],
        title=f"Change the time: {setting.name(found)}", back=page,
    )


def _kind(key: str):
    found = setting.known(key)
    if found is None:
        raise Http404
    return found
