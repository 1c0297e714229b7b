"""The list, the process for those who read it, and what those who hear it do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.casefile.asking import found
from cases.casefile.forms import declared
from cases.disciplinary import forms, offers, page, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.dossiers.services import see
from foundation.people.marks import needs, signed_in

from .steps import asked, by, of_work, step


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "hearings/index.html", offers.everything(request.person, timezone.now()))


@signed_in
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One address for everybody: the person and those who read or hear it each get their own page."""
    now, person = timezone.now(), request.person
    if selectors.mine_for(person, reference, now):
        return redirect("hearings:mine", reference=reference)
    row = found(selectors.process_for(person, reference, now))
    see(row.dossier, person, now)
    return render(request, "hearings/process.html", page.working(row, person, now))


@needs("hearing.read")
@asked
@sent_before("disciplinary.declare")
def declare(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "declare")
    form = forms.DeclareForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        said = declared(cleaned)
        services.declare(row, conflict=said, **by(request, cleaned, now))
        return "/hearings/" if said else None

    return step(
        request, row, form, act, purpose="disciplinary.declare", title="Before you hear this", template="hearings/declare.html",
        **page.before_declaring(row),
    )  # fmt: skip


@needs("hearing.hear")
@asked
@sent_before("disciplinary.hear")
def hear(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "hear")
    form = forms.HearForm(request.POST or None, initial={"version": row.version, "present": page.expected(row)})

    def act(cleaned, now):
        said = {name: cleaned[name] or "" for name in ("notes", "present", "came", "absence")}
        services.hear(row, **said, **by(request, cleaned, now))

    return step(request, row, form, act, purpose="disciplinary.hear", title="Write down the hearing")


@needs("hearing.hear")
@asked
@sent_before("disciplinary.decide")
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_work(request, reference, "decide")
    choices = page.to_decide(row)
    form = forms.DecideForm(request.POST or None, **choices, initial={"version": row.version})

    def act(cleaned, now):
        said = {name: cleaned[name] for name in ("mitigation", "warnings", "sanction", "reason")}
        findings, reread = form.findings(choices["allegations"]), bool(cleaned.get("reread"))
        services.decide(row, findings=findings, reread=reread, **said, **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="disciplinary.decide", title="Decide", template="hearings/decide.html",
        **page.before_deciding(row, timezone.now()),
    )  # fmt: skip
