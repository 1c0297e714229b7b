"""A code opens one letter, without signing in. No session, no cookie, no address kept; a wrong code is as nothing at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from foundation.dossiers.rules import Refused
from foundation.face.pages import as_file
from foundation.letters.selectors import content
from foundation.people.marks import public

from . import forms, pages, rules, services
from .models import Delivery

_LEAD = "For somebody who was given a code by the trust. It opens one letter, for three days."


@public
@require_http_methods(["GET", "HEAD", "POST"])
def served(request: HttpRequest, *, reached: Callable[..., object], stands: Callable[[Delivery], str]) -> HttpResponse:
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            row = services.open_code(code, at=timezone.now(), reached=reached, stands=stands)
        except Refused as rests:
            form.refuse(rests.sentence, "code")
        else:
            if row is not None:
                return _opened(request, row, code, stands(row))
            form.refuse(rules.NOT_FOUND, "code")
    return render(request, "form_page.html", {"form": form, "title": "Open a letter", "lead": _LEAD}, status=422 if form.errors else 200)


def _opened(request: HttpRequest, row: Delivery, code: str, said: str) -> HttpResponse:
    if said == rules.TAKEN_BACK:
        return render(request, "serving/taken_back.html", {"title": "A letter to you", "said": rules.NOTHING_MORE})
    if "file" in request.POST:
        return as_file(content(row.letter), "application/pdf", row.letter.file_name)
    return render(request, "serving/letter.html", pages.letter(row, code))
