"""Who knows, where nobody may make public who it is about: the list, and the two steps that add to it (Education Act 2002 section 141F)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.dossiers.rules import Refused
from foundation.dossiers.selectors import standing
from foundation.people.marks import needs
from reports.concerns import services as concerns
from reports.concerns.models import SafeguardingRecord
from reports.concerns.rules.knowing import KEEPERS, RESTRICTS
from reports.concerns.selectors import record_for, safeguarding_of
from reports.intake.selectors import report_for
from reports.triage import known
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.forms.knowing import KnowerForm, LineForm

_ask = partial(ask, beside=safeguarding_of)  # the forms carry the version of the record


@needs("report.read")
@require_safe
def who_knows(request, reference):
    """Who may read it, who has, who was told by hand, and what may be said. Nothing of it can be taken away as a file."""
    now = timezone.now()
    report = report_for(request.person, reference, now)
    if report is None:
        raise Http404
    record = _record(request, report)
    return render(request, "triage/who_knows.html", known.page(report, record, request.person, now))


@move_page("tell-somebody", right="report.read")
def tell_somebody(request, report):
    record = _record(request, report)
    form = KnowerForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("name", "why", "told_by", "told_on", "may_say", "version")}
        concerns.tell_somebody(record, **said, by=request.person, at=now)
        messages.success(request, "It has been written down.")
        return _list_of(report)

    lead = "Everybody who knows and has no access here: the LADO, an officer, a governor, a parent, a union representative."
    return _ask(request, report, form, act, purpose="tell-somebody", title="Who else knows?", back=_list_of(report), lead=lead)


@move_page("line", right="report.read")
def line(request, report):
    record = _record(request, report)
    form = LineForm(sent(request), initial={"version": record.version, "line": known.line_of(record)})

    def act(cleaned, now):
        concerns.agree_line(record, line=cleaned["line"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "It has been kept.")
        return _list_of(report)

    return _ask(request, report, form, act, purpose="line", title="What may be said?", back=_list_of(report))


def _list_of(report) -> str:
    return reverse("triage:who-knows", args=[report.reference])


def _record(request, report) -> SafeguardingRecord:
    """The record, for those who keep its list. A POST is left to the service where there is a record."""
    now = timezone.now()
    record = record_for(request.person, report.reference, now)
    kept = record is not None and record.restricted in RESTRICTS and standing(request.person, report.dossier, now) & KEEPERS
    if request.method != "POST" and not kept:
        raise Refused(TAKEN)
    if record is None:
        raise Http404
    return record
