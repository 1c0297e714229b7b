"""Who somebody is, said later; and that it was wrong. Who loses what is shown before it is done."""

from collections.abc import Callable
from itertools import chain

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from foundation.dossiers.rules import TARGET
from foundation.dossiers.selectors import seen_by
from foundation.people.selectors import person_by
from reports.intake.selectors import directory, report_for
from reports.triage import foreseen, selectors, services
from reports.triage.asking import ask, attempt, move_page, sent
from reports.triage.forms import NameForm, TargetForm, UnnameForm

from .taking import page_of

_TARGETING = (
    "Whoever it is aimed at is offered support: somebody is asked to talk to them, and reads nothing of the report. From now on they see "
    "nothing of the report themselves, and it goes past them."
)
_NAMING = (
    "The report goes at once to whoever may read it when it is about them. It can go past you: then you no longer see it. Whoever you "
    "name, and those close to them, see nothing of it from that moment on."
)
_BACK = "Their name is taken out of the report again, and they are not kept out of it by that any more. Who looks after them need not."


@move_page("name")
def name(request, report, party):
    now = timezone.now()
    unnamed = selectors.unnamed_party(report, party, now)
    if unnamed is None:
        raise Http404
    form = NameForm(sent(request), initial={"version": report.version}, people=people_to_name(request.person, now))

    def act(cleaned, now):
        given = {"who": person_by(cleaned["who"]), "reason": cleaned["reason"], "version": cleaned["version"]}
        return services.name_person(report, unnamed, by=request.person, at=now, **given)

    said = "{} is named. They, and those close to them, see nothing of it."
    return _foreseen(request, report, form, act, said, purpose="name", title="Say who it is", send="Say who it is", lead=_NAMING)


@move_page("targets")
def targets(request, report):
    now = timezone.now()
    form = TargetForm(sent(request), initial={"version": report.version}, people=people_to_name(request.person, now))

    def act(cleaned, now):
        given = {"who": person_by(cleaned["who"]), "reason": cleaned["reason"], "version": cleaned["version"]}
        return services.name_target(report, by=request.person, at=now, **given)

    said = "{} is named, and somebody is asked to look after them."
    read = [one.person.name for one in seen_by(report.dossier)]
    lead = f"{_TARGETING} It has been read by {', '.join(dict.fromkeys(read))}." if read else _TARGETING
    return _foreseen(request, report, form, act, said, purpose="targets", title="Who is targeted?", send="Name them", lead=lead)


@move_page("unname")
def unname(request, report, naming):
    given = selectors.naming_of(report, naming)
    if given is None:
        raise Http404
    form, who = UnnameForm(sent(request), initial={"version": report.version}), given.party.person

    def act(cleaned, now):
        said = {"reason": cleaned["reason"], "version": cleaned["version"]}
        return services.unname(report, given, by=request.person, at=now, **said)

    what = "as somebody it is aimed at" if given.party.part == TARGET else "as the person the report is about"
    lead, title = f"{who.name} was named {what}. {_BACK}", "Take the name back?"
    said = "The name of {} is taken back."
    return _foreseen(request, report, form, act, said, who=who, purpose="unname", title=title, send="Take it back", lead=lead)


def _foreseen(request, report, form, act: Callable, said: str, *, send: str, who=None, **context):
    """First who and why, then what it does, then the doing. Nothing of it stays before that."""
    context["back"] = page_of(report)

    def done(cleaned, now):
        act(cleaned, now)
        gone = report_for(request.person, report.reference, now) is None
        also = " The report has gone to somebody else, so you no longer see it." if gone else ""
        messages.success(request, said.format((who or person_by(cleaned["who"])).name) + also)
        return reverse("triage:queue") if gone else page_of(report)

    if request.method != "POST" or "send" in request.POST or not form.is_valid():
        return ask(request, report, form, done, **context)
    if "change" in request.POST:
        return render(request, "form_page.html", {"form": form, **context})
    now, cleaned = timezone.now(), form.cleaned_data
    seen = attempt(form, report, request.person, lambda: services.foresee(report, lambda: act(cleaned, now), at=now))
    if seen is None:
        return render(request, "form_page.html", {"form": form, **context}, status=422)
    rows = foreseen.rows(report, who or person_by(cleaned["who"]), cleaned["reason"], seen, back=who is not None)
    carried = [(name, form[name].value()) for name in ("once", "version", "who", "reason") if name in form.fields]
    carried += [("not_password", "on")] if cleaned.get("not_password") else []
    shown = {"title": "This is what happens then", "reference": report.reference, "back": context["back"], "send": send}
    gone = foreseen.GONE if request.person in seen.loses else ""
    return render(request, "triage/foreseen.html", {**shown, "rows": rows, "carried": carried, "gone": gone})


def people_to_name(person, now) -> list[tuple[str, str]]:
    own, elsewhere = directory(person, now)
    return [(str(one.uuid), f"{one.name}, {one.job}" if one.job else one.name) for one in chain(own, *(people for _, people in elsewhere))]
