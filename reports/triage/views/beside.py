"""The records beside a report: a possible data breach, assessed and told to the ICO, whatever became of the report."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.utils import timezone

from foundation.dossiers.rules import Refused
from foundation.face import when
from reports.concerns import services as concerns
from reports.concerns.models import BreachRecord
from reports.concerns.rules import REPORTABLE, SUSPECTED
from reports.concerns.selectors import breach_for, breach_of, is_for_dpo
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.forms import AssessForm, NotifyForm

from .taking import page_of

_ask = partial(ask, beside=breach_of)  # the forms carry the version of the record


@move_page("assess", right="report.read")
def assess(request, report):
    record = _breach(request, report, SUSPECTED)
    form = AssessForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        concerns.assess(record, outcome=cleaned["outcome"], reason=cleaned["reason"], by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your decision has been kept.")
        return page_of(report)

    lead = f"Suspected since {when.moment(record.aware_at)}. Read first what came in. Personal data is what can be traced to somebody."
    return _ask(request, report, form, act, purpose="assess", title="Did personal data get out?", back=page_of(report), lead=lead)


@move_page("notify", right="report.read")
def notify(request, report):
    record = _breach(request, report, REPORTABLE)
    form = NotifyForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        told_at = when.at(cleaned["day"], cleaned["time"])
        words = {"reference": cleaned["reference"], "late": cleaned["late"]}
        concerns.notify(record, told_at=told_at, **words, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "It has been kept that the ICO was told.")
        return page_of(report)

    lead = f"Suspected since {when.moment(record.aware_at)}. Tell the ICO what is known by now; the rest may follow."
    return _ask(request, report, form, act, purpose="notify", title="When was the ICO told?", back=page_of(report), lead=lead)


def _breach(request, report, state: str) -> BreachRecord:
    """The record in the state the page is for. Opening the page of a step that is taken, or somebody else's, says so; a POST is left to
    the service where there is a record."""
    now = timezone.now()
    record = breach_for(request.person, report.reference, state, now)
    if request.method != "POST" and (record is None or not is_for_dpo(request.person, record, now)):
        raise Refused(TAKEN)
    if record is None:
        raise Http404
    return record
