"""Notes of those who work on a case, and tasks they give each other. A note is never changed; a task passes on with the work."""

from datetime import date, datetime

from django.db import transaction

from cases.casefile import rules, selectors
from cases.casefile.models import Case, CaseNote, CaseTask
from foundation.deadlines import services as deadlines
from foundation.deadlines.moves import move
from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.face import when
from foundation.face.words import is_blank
from foundation.messages import services as messages
from foundation.people.models import Person

DUE = "case_task"


def note(case: Case, *, words: str, by: Person, at: datetime) -> CaseNote:
    """Keep what `by` writes for the others who work on the case; nobody else ever reads it, and nobody changes it."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = CaseNote(dossier=case.dossier, case=case, by=by, at=at)
        sealing.write(row, "words_sealed", "" if is_blank(words) else words)
        _moved(case, "note", by, at, {"words": bool(row.words_sealed)}, ids={"note": str(row.uuid)})
        row.save()
    return row


def add_task(case: Case, *, owner: Person, words: str, due_on: date, by: Person, at: datetime) -> CaseTask:
    """Give `owner`, who works on the case, something to do by the end of a day. They are told, and reminded."""
    with transaction.atomic():
        dossiers.lock(case.dossier)
        row = CaseTask(
            reference=dossiers.reference("T"), dossier=case.dossier, case=case, owner=owner, made_by=by, made_at=at, due_on=due_on
        )
        sealing.write(row, "words_sealed", "" if is_blank(words) else words)
        facts = {"task_owner": owner in selectors.task_owners(case, at), "words": bool(row.words_sealed)}
        facts |= {"due_on": due_on, "today": when.london(at).date()}
        _moved(case, "add_task", by, at, facts, ids={"task": str(row.uuid)})
        row.save()
        _give(row, by, at)
    return row


def end_task(row: CaseTask, *, end: str, words: str, by: Person, at: datetime) -> CaseTask:
    """It is done, or not needed any more; `words`, which may be empty, say what came of it."""
    with transaction.atomic():
        dossiers.lock(row.dossier)
        row = CaseTask.objects.select_related("dossier", "case__dossier", "owner").get(pk=row.pk)
        own = frozenset({rules.TASK_OWNER}) if row.owner_id == by.pk else frozenset()
        _moved(row.case, "end_task", by, at, {"ended": row.ended, "end": end}, own=own, ids={"task": str(row.uuid)})
        row.ended, row.ended_at = end, at
        sealing.write(row, "came_of_it_sealed", "" if is_blank(words) else words)
        row.save(update_fields=["ended", "ended_at", "came_of_it_sealed"])
        messages.cancel_unsent(row.uuid, at=at)
        if end == rules.DONE:
            deadlines.meet(row.uuid, DUE, at=at, by=by)
        else:
            deadlines.stop(row.uuid, DUE, at=at, by=by, reason="dropped")
    return row


def pass_on(case: Case, to: Person | None, *, by: Person, at: datetime) -> None:
    """What somebody who no longer works on the case had to do is `to`'s now; without anybody it waits for whoever manages it next."""
    able = selectors.task_owners(case, at)
    for row in selectors.open_tasks(case) if to else ():
        if row.owner not in able:
            row.owner = to
            row.save(update_fields=["owner"])
            dossiers.record(case.dossier, action="case.task_passed", by=by, at=at, ids={"task": str(row.uuid)})
            deadlines.stop(row.uuid, DUE, at=at, by=by, reason="passed_on")
            messages.cancel_unsent(row.uuid, at=at)
            _give(row, by, at)


def _give(row: CaseTask, by: Person, at: datetime) -> None:
    about = {"dossier": row.dossier, "about": row.uuid, "reference": row.reference, "path": selectors.task_path(row)}
    day = when.at(row.due_on, rules.CLOSE_OF_DAY)
    deadlines.start(DUE, **about, at=at, by=by, trigger_at=day, owner=row.owner)
    if row.owner != by:
        messages.queue(code="case.task", to=row.owner, **about, at=at, by=by, due_at=day)


def _moved(case: Case, name: str, by: Person, at: datetime, facts: dict, *, ids: dict, own: frozenset[str] = frozenset()) -> Case:
    row = selectors.case_of(case.dossier)
    standing = selectors.standing_in(row, by, at) | own
    also = {"state_since": row.state_since}
    return move(row, rules.CASE, name, by=by, at=at, standing=standing, facts=facts, ids=ids, also=also, read_under_lock=True)
