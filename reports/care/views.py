"""Asking reporters how they are, and what they say unasked. For everybody else there is no such page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale, offered
from foundation.dossiers.selectors import standing
from foundation.dossiers.services import once, see
from foundation.face.paging import first
from foundation.people.marks import needs, signed_in

from . import forms, pages, rules, selectors, services

MOST = 100  # on one page
_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs("care.ask")
@require_safe
def index(request):
    now = timezone.now()
    found, more = first(selectors.to_ask(request.person, now), MOST)
    rows = pages.rows(found, request.person, now)
    context = {"title": "Reporters to ask how they are", "rows": rows, "more": more, "empty": pages.NOBODY}
    return render(request, "care/index.html", context)


@needs("care.fill")
@require_safe
def nobody(request):
    return render(request, "care/nobody.html", pages.nobody(*selectors.with_nobody(request.person, timezone.now())))


@needs("care.ask")
@require_safe
def show(request, reference):
    now = timezone.now()
    care = _found(selectors.care_for(request.person, reference, now))
    see(care.dossier, request.person, now)
    return render(request, "care/show.html", pages.show(care, selectors.check_ins(care), now))


@needs("care.ask")
@_form_page
def ask(request, reference):
    care = _found(selectors.care_for(request.person, reference, timezone.now()))
    if request.method != "POST" and not pages.may_ask(care):
        raise Refused("There is nothing to ask here now.")
    form = forms.AskForm(request.POST if request.method == "POST" else None, initial={"version": care.version})

    def act(cleaned, now):
        said = {name: cleaned[name] or "" for name in ("outcome", "words", "step")}
        services.ask(care, **said, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "It has been kept.")
        return services.path(care)

    lead = f"Speak to {care.person.name} alone, in person or by phone. Ask whether anybody has treated them worse since they reported."
    return _asked(request, form, act, "care.ask", title="How are they?", back=services.path(care), lead=lead, care=care)


@signed_in
@_form_page
def decline(request, reference):
    """By the reporter themself, or by whoever asked them."""
    care = selectors.own_by_reference(request.person, reference)
    own, care = care is not None, _found(care or selectors.care_for(request.person, reference, timezone.now()))
    back = reverse("reports:own", args=[care.report.reference]) if own else services.path(care)
    _offer(request, care, "decline", back)
    form = forms.DeclineForm(request.POST if request.method == "POST" else None)
    lead = "Nobody asks any more. Your page still has a way to say something." if own else "They are not asked again, and are not told why."

    def act(cleaned, now):
        services.decline(care, by=request.person, at=now)
        messages.success(request, "Nobody will ask.")
        return back

    return _asked(request, form, act, "care.decline", title="Do not ask any more?", back=back, lead=lead, care=care)


@signed_in
@_form_page
def say(request, reference):
    care = _found(selectors.own_by_reference(request.person, reference))
    back = reverse("reports:own", args=[care.report.reference])
    form = forms.SayForm(request.POST if request.method == "POST" else None)

    def act(cleaned, now):
        services.say(care, words=cleaned["words"], by=request.person, at=now)
        messages.success(request, pages.thanks(selectors.askers(care.dossier, now)))
        return back

    lead = pages.goes_to(selectors.askers(care.dossier, timezone.now()))
    return _asked(request, form, act, "care.say", title="Say how things are for you", back=back, lead=lead, care=care)


def _asked(request: HttpRequest, form, act: Callable, purpose: str, *, care, **context) -> HttpResponse:
    """Show the form; when it is sent and good, do `act` once and go where it leads."""
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            return redirect(once(form.cleaned_data["once"], purpose=purpose, by=request.person, at=now,
                                 make=lambda: act(form.cleaned_data, now)))  # fmt: skip
        except Stale as overtaken:
            form.stale(overtaken.sentence, selectors.care_for(request.person, care.reference, now).version)
        except Refused as refusal:
            form.refuse(refusal.sentence, refusal.field)
    return render(request, "form_page.html", {"form": form, **context}, status=422 if form.errors else 200)


def _offer(request: HttpRequest, care, name: str, back: str) -> None:
    if request.method != "POST" and name not in offered(rules.CARE, care.state, standing(request.person, care.dossier, timezone.now())):
        raise Refused("There is nothing to ask here now.", back=back)


def _found(care):
    if care is None:
        raise Http404
    return care
