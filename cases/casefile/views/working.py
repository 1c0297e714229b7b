"""Notes and tasks of those who work on a case: each its own page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.casefile import forms, listing, rules, selectors, services
from cases.casefile.asking import ask, found, offer
from foundation.dossiers.asking import sent_before
from foundation.people.marks import needs

from .gate import case_to

asked = require_http_methods(["GET", "HEAD", "POST"])


@needs("case.read")
@asked
@sent_before("case.note")
def note(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "note")
    form = forms.NoteForm(request.POST or None)

    def act(cleaned, now):
        services.note(row, words=cleaned["words"], by=request.person, at=now)
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.note",
        title="Write a note",
        back=selectors.path(row),
        lead="Everybody who works on this case reads it, and nobody else. It cannot be changed afterwards.",
    )


@needs("case.read")
@asked
@sent_before("case.add_task")
def add_task(request: HttpRequest, reference: str) -> HttpResponse:
    row = case_to(request, reference, "add_task")
    people = selectors.task_owners(row, timezone.now())
    form = forms.TaskForm(request.POST or None, people=listing.person_options(people))

    def act(cleaned, now):
        chosen = next(one for one in people if str(one.uuid) == cleaned["who"])
        services.add_task(row, owner=chosen, words=cleaned["words"], due_on=cleaned["due_on"], by=request.person, at=now)
        return selectors.path(row)

    return ask(
        request,
        form,
        act,
        purpose="case.add_task",
        title="Give somebody a task",
        back=selectors.path(row),
        lead="They are told that they have something to do, and reminded before the day. The case cannot be closed while it is open.",
    )


@needs("case.read")
@asked
@sent_before("case.end_task")
def task(request: HttpRequest, reference: str) -> HttpResponse:
    now = timezone.now()
    row = found(selectors.task_for(request.person, reference, now))
    standing = selectors.standing_in(row.case, request.person, now) | ({rules.TASK_OWNER} if row.owner == request.person else set())
    offer(request, rules.CASE, row.case.state, "end_task", standing)
    form = forms.EndTaskForm(request.POST or None)

    def act(cleaned, at):
        services.end_task(row, end=cleaned["end"], words=cleaned["words"] or "", by=request.person, at=at)
        return selectors.path(row.case)

    return ask(
        request,
        form,
        act,
        purpose="case.end_task",
        title="Task",
        back=selectors.path(row.case),
        template="cases/task.html",
        rows=listing.task_rows(row),
    )
