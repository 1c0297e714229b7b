"""The pages where asking did not lead to the end: of those who read the case."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, offer
from cases.removals import forms, platforms, rules, selectors, services
from cases.removals.services.telling import path
from foundation.dossiers.asking import sent_before
from foundation.face import when
from foundation.people.marks import needs
from policy.selectors import platforms as known_platforms

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("removal.issue")
@asked
@sent_before("removal.wait")
def wait(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "wait")
    form = forms.WaitForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.wait(row, by=request.person, at=now, version=cleaned["version"])
        return path(row)

    return _ask(request, row, form, act, "removal.wait", "Wait for advice", lead=rules.WAIT_FOR_ADVICE)


@needs("removal.issue")
@asked
@sent_before("removal.not_done")
def not_done(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "not_done")
    form = forms.NotDoneForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.not_done(row, found=cleaned["found"], by=request.person, at=now, version=cleaned["version"])
        return path(row)

    lead = "Speak to them first. It is no finding and no penalty; it says that the time is over and the content is still there."
    return _ask(request, row, form, act, "removal.not_done", "Record that it is not done", lead=lead)


@needs("removal.issue")
@asked
@sent_before("removal.file")
def file(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "file")
    known = known_platforms()
    first = {"version": row.version, "platform": platforms.platform_of(row)}
    form = forms.FileForm(request.POST or None, platforms=[(one.slug, one.name) for one in known], initial=first)

    def act(cleaned, now):
        said = {"filer": cleaned["filer"], "reference": cleaned["reference"] or "", "version": cleaned["version"]}
        chosen = next(one for one in known if one.slug == cleaned["platform"])
        services.file(row, platform=chosen, filed_at=when.at(cleaned["day"], cleaned["time"]), **said, by=request.person, at=now)
        return path(row)

    lead = "Report it on the platform first, then write it down here. It has 48 hours before you go further."
    ways = platforms.ways(row, known)
    return _ask(request, row, form, act, "removal.file", "Reported to the platform", lead=lead, template="removals/file.html", ways=ways)


@needs("removal.issue")
@asked
@sent_before("removal.further")
def further(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "further")
    form = forms.FurtherForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        said = {"why": cleaned["why"], "to": cleaned["to"], "words": cleaned["words"] or "", "version": cleaned["version"]}
        services.further(row, **said, by=request.person, at=now)
        return path(row)

    return _ask(request, row, form, act, "removal.further", "Take it further")


@needs("removal.issue")
@asked
@sent_before("removal.give_up")
def give_up(request: HttpRequest, reference: str) -> HttpResponse:
    row = _row(request, reference, "give_up")
    form = forms.GiveUpForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        said = {"reason": cleaned["reason"], "support": cleaned["support"], "version": cleaned["version"]}
        services.give_up(row, **said, by=request.person, at=now)
        return path(row)

    return _ask(request, row, form, act, "removal.give_up", "It cannot be achieved")


def _ask(request, row, form, act, purpose: str, title: str, **more) -> HttpResponse:
    def version() -> int:
        return found(selectors.removal_for(request.person, row.reference, timezone.now())).version

    return ask(request, form, act, purpose=purpose, title=title, back=path(row), version=version, **more)


def _row(request: HttpRequest, reference: str, move: str):
    now = timezone.now()
    row = found(selectors.removal_for(request.person, reference, now))
    offer(request, rules.REMOVAL, row.state, move, selectors.standing(row, request.person, now))
    return row
