"""Is this file real: for anybody who holds it. The answer is one word, and nothing of the file or of who asked is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.people.marks import public

from . import rules, selectors, services
from .forms import FileForm


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and not services.admit(at=timezone.now()):
        form.refuse(rules.TOO_MANY, "file")
    elif form.is_bound and form.is_valid():
        valid = selectors.is_valid(form.cleaned_data["file"].read())
        return render(request, "signatures/verdict.html", {"title": "Valid" if valid else "Not valid", "valid": valid})
    return render(request, "signatures/verify.html", {"form": form, "title": TITLE}, status=422 if form.errors else 200)


@public
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return HttpResponse(selectors.published(), content_type="text/plain; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})


TITLE = "Check whether a letter or receipt is real"
