"""Looking after somebody, page by page; and the page of the person who is looked after."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.rules import Refused, Stale, offered
from foundation.dossiers.selectors import spent, standing
from foundation.dossiers.services import once, see
from foundation.face import when
from foundation.people.marks import needs, signed_in

from . import page, rules, selectors, services
from .forms import CloseForm, HandOnForm, NeedForm, TalkForm

_form_page = require_http_methods(["GET", "HEAD", "POST"])
TAKEN = "This step is not yours to take now: it belongs to somebody else, or it has been taken already."
HANDED_ON = "Somebody else has been asked to do it. You can no longer see it."


@needs(selectors.RIGHT)
@require_safe
def show(request, reference):
    now = timezone.now()
    support = _given(request, reference)
    see(support.dossier, request.person, now)
    return render(request, "targets/support.html", page.giving(support, request.person, now))


@needs(selectors.RIGHT)
@_form_page
def talk(request, reference):
    def act(support, cleaned, now):
        said = {name: cleaned[name] for name in ("offered", "agreed", "again_on", "version")}
        services.talk(support, spoken_at=when.at(cleaned["day"], cleaned["time"]), **said, by=request.person, at=now)
        messages.success(request, "It has been kept. They have a page of their own now, where they can say what they need.")
        return _page_of(support)

    return _ask(request, reference, TalkForm, act, move="talk", title="What came of it?")


@needs(selectors.RIGHT)
@_form_page
def hand_on(request, reference):
    def act(support, cleaned, now):
        services.hand_on(support, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, HANDED_ON)
        return reverse("home")

    return _ask(request, reference, HandOnForm, act, move="hand_on", title="Let somebody else do it?")


@needs(selectors.RIGHT)
@_form_page
def close(request, reference):
    def act(support, cleaned, now):
        services.close(support, reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "It is closed.")
        return _page_of(support)

    return _ask(request, reference, CloseForm, act, move="close", title="Is nothing more needed?")


@signed_in
@require_safe
def mine(request, reference):
    return render(request, "targets/mine.html", page.mine(_own(request, reference), timezone.now()))


@signed_in
@_form_page
def need(request, reference):
    def act(support, cleaned, now):
        services.say_need(support, need=cleaned["need"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "It has been sent to whoever looks after you.")
        return reverse("targets:mine", args=[reference])

    return _ask(request, reference, NeedForm, act, move="say_need", title="What would help you?", find=_own)


def _given(request, reference):
    return _found(selectors.support_for(request.person, reference, timezone.now()))


def _own(request, reference):
    return _found(selectors.own_support(request.person, reference, timezone.now()))


def _found(support):
    if support is None:
        raise Http404
    return support


def _page_of(support) -> str:
    return reverse("targets:show", args=[support.reference])


def _ask(request, reference, form_of, act: Callable, *, move: str, title: str, find: Callable = _given):
    """One step: shown, checked, done once; what was typed stays where it is refused."""
    purpose = f"support.{move}"
    if request.method == "POST" and (address := spent(_key(request), purpose, request.person)):
        return redirect(address)
    support, now = find(request, reference), timezone.now()
    back = _page_of(support) if find is _given else reverse("targets:mine", args=[reference])
    if request.method != "POST" and move not in offered(rules.SUPPORT, support.state, standing(request.person, support.dossier, now)):
        raise Refused(TAKEN, back=back)
    form = form_of(request.POST if request.method == "POST" else None, initial={"version": support.version})
    if request.method == "POST" and form.is_valid():
        key, cleaned = form.cleaned_data["once"], form.cleaned_data
        try:
            return redirect(once(key, purpose=purpose, by=request.person, at=now, make=lambda: act(support, cleaned, now)))
        except Stale as overtaken:
            form.stale(overtaken.sentence, find(request, reference).version)
        except Refused as refusal:
            form.refuse(refusal.sentence, refusal.field)
    return render(request, "form_page.html", {"form": form, "title": title, "back": back}, status=422 if form.errors else 200)


def _key(request) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
