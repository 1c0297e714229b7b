"""Serving a request in writing on somebody who cannot sign in, what became of it, and an account that came back on paper."""

from django.http import HttpRequest, HttpResponse

from cases.casefile.listing import party_name
from cases.cooperation import forms, page, rules, services
from cases.cooperation.services.telling import path
from cases.serving.forms import FateForm, ServeForm, fate, sending
from cases.serving.pages import CAME_BACK, before_serving
from cases.serving.rules import new_code
from cases.serving.selectors import to_serve
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .steps import asked, by, of_case, step


@needs("case.read")
@asked
@sent_before("coop.serve")
def serve(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "serve")
    letter = to_serve(row.dossier, row.uuid, template=rules.LETTER, back=path(row))
    form = ServeForm(request.POST or None, initial={"version": row.version, "code": new_code()})

    def act(cleaned, now):
        services.serve(row, **sending(cleaned), **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.serve", title="Serve it in writing", template="serving/serve.html",
        **before_serving(letter, name=party_name(row.target), code=form["code"].value()),
    )  # fmt: skip


@needs("case.read")
@asked
@sent_before("coop.fate")
def record_fate(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "fate")
    form = FateForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.record_fate(row, **fate(cleaned), **by(request, cleaned, now))

    return step(request, row, form, act, purpose="coop.fate", title="What became of the letter", lead=CAME_BACK)


@needs("case.read")
@asked
@sent_before("coop.paper")
def on_paper(request: HttpRequest, reference: str) -> HttpResponse:
    row = of_case(request, reference, "paper")
    form = forms.PaperForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, now):
        services.on_paper(row, words=cleaned["words"] or "", came_on=cleaned["day"], **by(request, cleaned, now))

    return step(
        request, row, form, act, purpose="coop.paper", title="Their account, on paper", template="cooperation/on_paper.html",
        lead=page.AS_IT_STANDS, **page.before_answering(row),
    )  # fmt: skip
