"""Beside the report: what the LADO and the police said, the text to give them, how it ended (KCSIE Part 4; DOMAIN 9.2)."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.dossiers.rules import Refused, offered
from foundation.dossiers.selectors import standing
from foundation.face import when
from foundation.people.marks import needs
from reports.concerns import rules as concerns_rules
from reports.concerns import services as concerns
from reports.concerns.forms import CloseRecordForm, LadoForm, OutcomeForm
from reports.concerns.models import SafeguardingRecord
from reports.concerns.selectors import record_for, safeguarding_of
from reports.triage import referral as text
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.reading import found_for

from .taking import page_of

_ask = partial(ask, beside=safeguarding_of)  # the forms carry the version of the record


@move_page("lado", right="report.read")
def lado(request, report):
    record = _record(request, report, *concerns_rules.ANSWERS_OF_THE_LADO)
    form = LadoForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("whom", "answer", "spoken_with", "advice", "removal", "restricted", "version")}
        concerns.contact(record, spoken_at=when.at(cleaned["day"], cleaned["time"]), **said, by=request.person, at=now)
        messages.success(request, "It has been kept. Whoever triages the report is told that there is something to read.")
        return page_of(report)

    contact = report.academy.lado_contact if report.academy else ""
    lead = f"The LADO for this academy: {contact}." if contact else "Who the LADO for this academy is has not been set. Ask the council."
    return _ask(request, report, form, act, purpose="lado", title="What did the LADO or the police say?", back=page_of(report), lead=lead)


@move_page("outcome", right="report.read")
def outcome(request, report):
    record = _record(request, report, "outcome")
    form = OutcomeForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("word", "reason", "version")}
        concerns.agree_outcome(record, **said, by=request.person, at=now)
        messages.success(request, "The outcome has been kept.")
        return page_of(report)

    lead = "The word that you and the LADO have agreed on. It stays on file for as long as the law asks."
    return _ask(request, report, form, act, purpose="outcome", title="How did it end?", back=page_of(report), lead=lead)


@move_page("close-record", right="report.read")
def close_record(request, report):
    record = _record(request, report, "close")
    form = CloseRecordForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        concerns.close_record(record, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The safeguarding record is closed.")
        return page_of(report)

    title = "Close the safeguarding record?"
    lead = "Only when nothing more is to be done about the child here. The report and its case go on by themselves."
    return _ask(request, report, form, act, purpose="close-record", title=title, back=page_of(report), lead=lead)


@needs("report.read")
@require_safe
def referral(request, reference):
    """The text to copy into the LADO's own form."""
    now = timezone.now()
    found = found_for(request.person, reference, now)
    flag = found and found.beside("safeguarding")
    if not flag:
        raise Http404
    if not set(offered(concerns_rules.SAFEGUARDING, flag.state, found.standing)) & set(concerns_rules.ANSWERS_OF_THE_LADO):
        raise Refused(TAKEN)
    concerns.hand_out(found.report, by=request.person, at=now)
    context = {"title": "Text for the LADO", "text": text.of(found), "back": page_of(found.report)}
    return render(request, "triage/referral.html", context)


def _record(request, report, *moves: str) -> SafeguardingRecord:
    """The record while one of `moves` is this person's. Opening the page of a step that is taken says so; a POST is left to the service."""
    now = timezone.now()
    record = record_for(request.person, report.reference, now)
    able = offered(concerns_rules.SAFEGUARDING, record.state, standing(request.person, report.dossier, now)) if record else ()
    if request.method != "POST" and not set(moves) & set(able):
        raise Refused(TAKEN)
    if record is None:
        raise Http404
    return record
