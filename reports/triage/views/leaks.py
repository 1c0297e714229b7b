"""A data breach to its end: the risk to people, telling them, the register's words, closing; and the register of all of them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.dossiers.rules import Refused
from foundation.face import when
from foundation.people.marks import needs
from reports.concerns import services as concerns
from reports.concerns.models import BreachRecord
from reports.concerns.selectors import breach_of, breach_open_for, is_for_dpo, register_words
from reports.triage import register as kept
from reports.triage.asking import TAKEN, ask, move_page, sent
from reports.triage.forms.leaks import CloseBreachForm, RegisterForm, RiskForm, SparePeopleForm, TellPeopleForm

from .taking import page_of

_ask = partial(ask, beside=breach_of)  # the forms carry the version of the record


@move_page("risk", right="report.read")
def risk(request, report):
    record = _record(request, report, "high_risk")
    form = RiskForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        high, reason = cleaned["high"] == "yes", cleaned["reason"]
        concerns.weigh_risk(record, high=high, reason=reason, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "Your decision has been kept.")
        return page_of(report)

    lead = "A high risk means that telling the ICO is not enough: each person is told, in plain words, as soon as possible."
    return _ask(request, report, form, act, purpose="risk", title="Is the risk to people high?", back=page_of(report), lead=lead)


@move_page("tell-people", right="report.read")
def tell_people(request, report):
    record = _record(request, report, "tell_people")
    form = TellPeopleForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("who", "how", "what", "version")}
        concerns.tell_people(record, told_at=when.at(cleaned["day"], cleaned["time"]), **said, by=request.person, at=now)
        messages.success(request, "It has been kept that people were told.")
        return page_of(report)

    title = "Who was told that their data got out?"
    return _ask(request, report, form, act, purpose="tell-people", title=title, back=page_of(report), lead="In several goes if need be.")


@move_page("spare-people", right="report.read")
def spare_people(request, report):
    record = _record(request, report, "spare_people")
    form = SparePeopleForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("exception", "reason", "version")}
        concerns.spare_people(record, **said, by=request.person, at=now)
        messages.success(request, "Your reason has been kept.")
        return page_of(report)

    lead = "The law knows three reasons, and the ICO can ask for yours."
    return _ask(request, report, form, act, purpose="spare-people", title="Why are they not told?", back=page_of(report), lead=lead)


@move_page("register-entry", right="report.read")
def register_entry(request, report):
    record = _record(request, report, "describe")
    form = RegisterForm(sent(request), initial={"version": record.version, **register_words(record)})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("facts", "effects", "actions", "version")}
        concerns.describe_breach(record, **said, by=request.person, at=now)
        messages.success(request, "It has been written into the register.")
        return page_of(report)

    lead = "Every breach is written down, told to the ICO or not. The register's list shows none of these words."
    return _ask(request, report, form, act, purpose="register-entry", title="What happened?", back=page_of(report), lead=lead)


@move_page("close-breach", right="report.read")
def close_breach(request, report):
    record = _record(request, report, "close_breach")
    form = CloseBreachForm(sent(request), initial={"version": record.version})

    def act(cleaned, now):
        concerns.close_breach(record, by=request.person, at=now, version=cleaned["version"])
        messages.success(request, "The record of the data breach is closed. It stays in the register.")
        return page_of(report)

    title, lead = "Close the record of the data breach?", "The report and its case go on by themselves."
    return _ask(request, report, form, act, purpose="close-breach", title=title, back=page_of(report), lead=lead)


@needs("breach.read")
@require_safe
def register(request):
    """Every breach this person may open, told to the ICO or not (UK GDPR article 33(5)); codes, dates and references only."""
    ended, after = request.GET.get("show") == "closed", request.GET.get("after", "")
    return render(request, "triage/register.html", kept.page(request.person, timezone.now(), ended=ended, after=after))


def _record(request, report, move: str) -> BreachRecord:
    """The record while `move` can be made. Opening the page of a step that is taken, or somebody else's, says so; a POST is left to the
    service where there is a record."""
    now = timezone.now()
    record = breach_open_for(request.person, report.reference, move, now)
    if request.method != "POST" and (record is None or not is_for_dpo(request.person, record, now)):
        raise Refused(TAKEN)
    if record is None:
        raise Http404
    return record
