"""The trust as those see it who look after it: its academies, whom to call, and whether everything is there for the first report."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once
from foundation.dossiers.rules import Refused
from foundation.messages.rules import OPERATE
from foundation.people.marks import fresh, needs
from foundation.people.rules import CONTACTS
from foundation.people.selectors import contact as known_contact

from . import checklist, forms, pages, selectors, services

_form_page = require_http_methods(["GET", "HEAD", "POST"])
CHANGE = "settings.change"


@needs(OPERATE)
@require_safe
def start(request):
    return render(request, "organisation/start.html", pages.start(timezone.now()))


@fresh
@needs(CHANGE)
@_form_page
def open_reports(request):
    """The word that reports may come."""
    if not checklist.is_ready(timezone.now()):
        raise Refused(services.LACKING, back=reverse("organisation:start"))

    def act():
        services.open_reporting(by=request.person, at=timezone.now())
        messages.success(request, "Reports are taken from now on.")
        return reverse("organisation:start")

    form = forms.OpenForm(_sent(request))
    return ask_once(request, form, act, purpose="reports.open", title="Take reports from now on?", back=reverse("organisation:start"),
                    lead="Everybody with a sign-in can then report a concern, and whoever has none can report without one, unless you have "
                    "switched that off.")


@fresh
@needs(CHANGE)
@_form_page
def contact(request, code):
    """Whom pages name to call, in the whole trust."""
    if code not in CONTACTS:
        raise Http404
    there = known_contact(code)
    start = {"name": there.name, "phone": there.phone} if there else {}
    form = forms.ContactForm(_sent(request), initial=start | {"version": selectors.contact_version(code)})

    def act():
        said = form.cleaned_data
        services.set_contact(code, said["name"], said["phone"], since=said["version"], by=request.person, at=timezone.now())
        messages.success(request, "Saved. Every page that names it shows it from now on.")
        return reverse("organisation:start")

    return ask_once(request, form, act, purpose="contact", version=lambda: selectors.contact_version(code), title=pages.called(code),
                    back=reverse("organisation:start"))


@needs(selectors.KEEP)
@require_safe
def index(request):
    return render(request, "organisation/index.html", pages.index(request.person, timezone.now()))


@needs(selectors.KEEP)
@require_safe
def academy(request, code):
    page = pages.academy(_academy(request, code), request.rights, timezone.now())
    return render(request, "organisation/academy.html", page)


@fresh
@needs(selectors.KEEP)
@_form_page
def change(request, code):
    """What is true of an academy: a head writes down whom to call, the rest is for who looks after all of them."""
    found, page = _academy(request, code), reverse("organisation:academy", args=[code])
    kind = forms.AcademyForm if selectors.keeps_all(request.person, timezone.now()) else forms.LocalForm
    form = kind(_sent(request), initial={name: getattr(found, name) or "" for name in kind.base_fields if name != "once"}
                | {"version": found.version})

    def act():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in ("once", "version")}
        services.change_academy(found, facts, since=form.cleaned_data["version"], by=request.person, at=timezone.now())
        messages.success(request, "Saved.")
        return page

    return ask_once(request, form, act, purpose="academy", version=lambda: _academy(request, code).version, title=found.name, back=page)


def _academy(request, code):
    found = selectors.academy_for(request.person, code, timezone.now())
    if found is None:
        raise Http404
    return found


def _sent(request):
    return request.POST if request.method == "POST" else None
