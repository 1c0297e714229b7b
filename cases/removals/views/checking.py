"""The pages of whoever checks that it is gone, and of whoever decides an objection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile.asking import ask, found, offer
from cases.removals import forms, page, rules, selectors, services
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("removal.verify")
@asked
@sent_before("removal.check")
def check(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.to_check_for(request.person, reference, now))
    picture = selectors.picture_of(row, request.person)
    form = forms.VerifyForm(request.POST or None, answers=rules.ANSWERS[row.state], picture=picture, initial={"version": row.version})

    def act(cleaned, at):
        services.verify(
            row,
            by=request.person,
            at=at,
            version=cleaned["version"],
            outcome=cleaned["outcome"],
            how=cleaned["how"] or "",
            seen=cleaned["seen"] or "",
        )
        return "/removals/"

    return ask(
        request,
        form,
        act,
        purpose="removal.check",
        title=_TITLES.get(row.state, "Look whether it has been taken down"),
        back="/removals/",
        template="removals/check.html",
        version=lambda: found(selectors.to_check_for(request.person, reference, timezone.now())).version,
        rows=page.checking(row),
        again=row.state == rules.VERIFIED,
        picture=picture,
        waits=selectors.picture_waits(row, request.person),
        picture_path=f"/removals/{row.reference}/picture/",
    )


_TITLES = {rules.CLAIMED_REMOVED: "Check that it is gone", rules.VERIFIED: "Look again whether it is still gone"}


@needs("removal.verify")
@asked
def picture(request: HttpRequest, reference: str) -> HttpResponse:
    row = found(selectors.to_check_for(request.person, reference, timezone.now()))
    answer, back = request.POST.get("image", ""), f"/removals/{row.reference}/check/"
    if answer in ("yes", "unsure"):
        return render(request, "removals/stop.html", {"title": "Do not take this picture", "back": back})
    if answer != "no":
        form = forms.ImageForm(request.POST or None)
        return render(
            request, "form_page.html", {"form": form, "title": "Before you add a picture", "back": back}, status=422 if form.errors else 200
        )
    form = forms.PictureForm(request.POST if "once" in request.POST or request.FILES else None, request.FILES or None)

    def act(cleaned, at):
        services.add_picture(row, by=request.person, at=at, upload=cleaned["file"], image_answer=cleaned["image"])
        return back

    return ask(request, form, act, purpose="removal.picture", title="Add a picture of what is there now", back=back)


@needs("removal.decide")
@asked
@sent_before("removal.decide")
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.to_judge_for(request.person, reference, now))
    offer(request, rules.REMOVAL, row.state, "uphold", selectors.standing(row, request.person, now), back="/removals/")
    form = forms.DecideForm(request.POST or None, initial={"version": row.version})

    def act(cleaned, at):
        services.judge(row, by=request.person, at=at, version=cleaned["version"], outcome=cleaned["outcome"], reason=cleaned["reason"])
        return "/removals/"

    return ask(
        request,
        form,
        act,
        purpose="removal.decide",
        title="Decide an objection",
        back="/removals/",
        template="removals/decide.html",
        version=lambda: found(selectors.to_judge_for(request.person, reference, timezone.now())).version,
        rows=page.judging(row, now),
    )
