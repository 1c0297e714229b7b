"""Who has a way in, who was invited to choose one, and inviting them; the same whatever they read here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from foundation.dossiers.asking import ask_once
from foundation.entry import services
from foundation.face import when
from foundation.people.marks import fresh, needs

from . import pages, rules, selectors
from .forms import InviteAllForm, InviteForm

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@needs(rules.KEEP)
@require_safe
def index(request):
    return render(request, "staff/invitations.html", pages.invitations(timezone.now()))


@fresh
@needs(rules.KEEP)
@_form_page
def everybody(request):
    def act():
        made = services.invite_all(by=request.person, at=timezone.now())
        messages.success(request, f"{when.count(made, 'person is', 'people are')} invited. The mails leave in working hours.")
        return reverse("staff:invitations")

    form, page = InviteAllForm(request.POST if request.method == "POST" else None), pages.inviting_all(timezone.now())
    return ask_once(request, form, act, purpose="staff.invite-all", **page)


@fresh
@needs(rules.KEEP)
@_form_page
def one(request, uuid):
    row = selectors.person_by(uuid)
    if row is None:
        raise Http404
    page = reverse("staff:person", args=[uuid])

    def act():
        services.invite_one(row, by=request.person, at=timezone.now())
        messages.success(request, "They are invited. The mail leaves at once.")
        return page

    lead = "They get a link by mail to choose how they sign in. It works once, for 14 days; a link they had before ends."
    form = InviteForm(request.POST if request.method == "POST" else None)
    return ask_once(request, form, act, purpose="staff.invite", title=f"Invite {row.name}?", lead=lead, back=page)
