"""Looking up who a confidential reporter is: a page of its own, because the reporter is told of it."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import standing
from reports.intake.rules.naming import CONFIDENTIAL, MAY_KNOW
from reports.intake.services import open_identity
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.forms import IdentityForm


@move_page("identity", right="report.read")
def identity(request, report):
    if report.mode != CONFIDENTIAL:
        raise Http404
    if request.method != "POST" and not standing(request.person, report.dossier, timezone.now()) & MAY_KNOW:
        raise Refused(TAKEN)
    back = reverse("triage:report", args=[report.reference])
    form = IdentityForm(sent(request))

    def act(cleaned, now):
        open_identity(report, why=cleaned["why"], by=request.person, at=now)
        return back

    lead = "They asked that their name is not shown, and you can write to them without it. If you look it up, they read that, and why."
    return ask(request, report, form, act, purpose="identity", title="Look up who reported it?", back=back, lead=lead)
