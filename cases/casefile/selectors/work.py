"""What those who work on a case wrote for each other, and what each still has to do."""

from datetime import datetime

from cases.casefile import rules
from cases.casefile.models import Case, CaseNote, CaseTask
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED
from foundation.face import when
from foundation.people.models import Person
from foundation.people.rules import HR

from .door import cases_for

TASKS = 100


def notes_of(case: Case) -> list[CaseNote]:
    """Newest first."""
    return list(CaseNote.objects.filter(case=case).select_related("by").order_by("-pk"))


def tasks_of(case: Case) -> list[CaseTask]:
    """Those still to be done by when they are due, then the others as they ended."""
    rows = CaseTask.objects.filter(case=case).select_related("owner").order_by("pk")
    return sorted(rows, key=lambda row: (bool(row.ended), row.due_on, row.pk))


def open_tasks(case: Case) -> list[CaseTask]:
    return list(CaseTask.objects.filter(case=case, ended="").select_related("owner", "dossier").order_by("due_on", "pk"))


def task_owners(case: Case, at: datetime) -> list[Person]:
    """Who may be given a task: those who work on the case and can open it."""
    people = [one for symbol in (CASE_MANAGER, INVESTIGATOR, ROUTED, HR) for one in holders(case.dossier, symbol, at)]
    return list(dict.fromkeys(people))


def tasks_for(person: Person, at: datetime) -> list[CaseTask]:
    """What this person still has to do in cases that are open to them, what is due first on top."""
    rows = CaseTask.objects.filter(owner=person, ended="", case__in=cases_for(person, at))
    return list(rows.select_related("case__academy").order_by("due_on", "pk")[:TASKS])


def task_for(person: Person, reference: str, at: datetime) -> CaseTask | None:
    """A task that still has to be done, through the case's door; None where it does not exist for this person."""
    rows = CaseTask.objects.filter(reference=reference, case__in=cases_for(person, at))
    return rows.select_related("dossier", "case__dossier", "case__academy", "owner").first()


def task_path(row: CaseTask) -> str:
    return f"/cases/task/{row.reference}/"


def task_named(row: CaseTask) -> str:
    """A task as closing names it: whose it is and by when, never what it says."""
    return f"task of {row.owner.name} (due {when.day(row.due_on)})"


def task_ended(row: CaseTask) -> str:
    return rules.TASK_ENDS.get(row.ended, "")


def still_open(case: Case) -> list[str]:
    """What inside the case is not settled, as closing names it."""
    strands = [f"{rules.STRANDS[row.kind].lower()} {row.reference} ({row.words.lower()})" for row in case.strands.all() if not row.settled]
    return strands + [task_named(row) for row in open_tasks(case)]
