"""Lists of cases and of choices about one, made ready for templates and forms; lists never unseal."""

from datetime import datetime
from urllib.parse import quote

from cases.casefile import rules
from cases.casefile.models import Case, CaseTask, HandOver, Reopening
from cases.casefile.page import holder_name
from cases.casefile.selectors import Page, asked_path, path, task_ended, task_path
from foundation.deadlines.rules.calendar import Calendar
from foundation.deadlines.selectors import calendar, countdown
from foundation.dossiers import sealing
from foundation.dossiers.models import Party, Stateful
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR
from foundation.face import when
from foundation.face.rows import Empty, MoveLink, SummaryRow, TaskRow
from foundation.people.models import Person
from policy.models import Clause
from reports.intake.models import Report


def queue(part: Page, at: datetime, *, everything: bool, first: bool) -> dict[str, object]:
    """Everything `cases/queue.html` draws."""
    days = calendar(None) if any(row.due_at for row in part.rows) else None
    rows = [task(row, days, at) for row in part.rows]
    show = "?show=all&after=" if everything else "?after="
    return {
        "title": "All cases" if everything else "Cases",
        "rows": rows,
        "everything": everything,
        "older": show + quote(part.older) if part.older else "",
        "newer": "" if first else ("?show=all" if everything else "?"),
        "empty": Empty(
            "No case is open",
            "A case begins with a report that somebody has looked at. What waits for that is under Triage.",
            "/cases/?show=all",
            "Show closed cases too",
        ),
    }


def task(row: Case, days: Calendar | None, at: datetime) -> TaskRow:
    """One case of `selectors.queue` or `held_by` as a row of a list."""
    move, symbol = first_move(row)
    names = {CASE_MANAGER: row.manager_name, INVESTIGATOR: row.investigator_name}
    where = f"Case at {row.academy.name}" if row.academy else "Case of the trust"
    said = {"holder": holder_name(symbol, names), "state": rules.STATE_WORDS[row.state], "since": when.since(row.state_since, at)}
    return waiting(row, path(row), move, where, at, due_at=row.due_at, days=days, **said)


def waiting(
    row: Stateful, href: str, title: str, move: str, at: datetime, *, state: str, since: str, due_at: datetime | None,
    days: Calendar | None, holder: str = "",
) -> TaskRow:  # fmt: skip
    """Anything that has a state and a clock as a row of a list. `due_at`: when the clock ends, counted in `days`."""
    told = countdown(due_at, at, days=days) if due_at else None
    text, css = (told.text, told.css) if told else ("", "")
    return TaskRow(href, title, move, holder, since, text, css, row.reference, state, due_at)


def first_move(row: Case) -> tuple[str, str]:
    """What a case of a list waits for, and the part or role that holds it."""
    return rules.first_move(
        row.state,
        asked=row.asked,
        investigator=bool(row.investigator_name),
        advised=row.advised_at is not None,
        manager=bool(row.manager_name),
        heard=not row.unheard,
    )


def party_name(party: Party) -> str:
    if party.person:
        return party.person.name
    return sealing.read_one(party)["name_sealed"] or rules.PERSON_KINDS.get(party.kind, "somebody").lower()


def person_options(people: list[Person]) -> list[tuple[str, str]]:
    return [(str(one.uuid), f"{one.name}, {one.job}, {one.academy.name if one.academy else 'the trust'}") for one in people]


def asked_rows(case: Case, asked_by: Person, asked_at: datetime, at: datetime) -> list[SummaryRow]:
    """All that somebody learns before they have declared: whom it concerns and who asks."""
    subject = case.subject.person
    place = subject.academy.name if subject and subject.academy else case.academy.name if case.academy else "The trust"
    return [
        SummaryRow("Person the report is about", party_name(case.subject)),
        SummaryRow("Where", place),
        SummaryRow("You are asked by", asked_by.name),
        SummaryRow("Asked", when.ago(asked_at, at)),
    ]


def hand_over_task(row: HandOver, at: datetime) -> TaskRow:
    return TaskRow(
        asked_path(row),
        "You are asked to take a case over",
        "Say whether you can, and whether you have a conflict",
        since=when.since(row.asked_at, at),
        reference=row.reference,
        state=f"Asked by {row.asked_by.name}",
    )


def reopening_task(row: Reopening, at: datetime) -> TaskRow:
    return TaskRow(
        f"/cases/{row.case.reference}/answer-reopening/",
        "Say whether a closed case is opened again",
        f"Case at {row.case.academy.name}" if row.case.academy else "Case of the trust",
        since=when.since(row.asked_at, at),
        reference=row.case.reference,
        state=f"Asked by {row.asked_by.name}",
    )


def task_rows(row: CaseTask) -> list[SummaryRow]:
    """A task on its own page."""
    words = sealing.read_one(row)
    rows = [
        SummaryRow("What is to be done", words["words_sealed"]),
        SummaryRow("By", when.day(row.due_on)),
        SummaryRow("Whose task it is", row.owner.name),
        SummaryRow("Case", row.case.reference),
    ]
    return rows + ([SummaryRow(task_ended(row), words["came_of_it_sealed"] or when.moment(row.ended_at))] if row.ended else [])


def own_task(row: CaseTask, days: Calendar | None, at: datetime) -> TaskRow:
    """A task on its owner's first page: what it says stays sealed."""
    due = when.at(row.due_on, rules.CLOSE_OF_DAY)
    told = countdown(due, at, days=days or calendar(None))
    return TaskRow(
        task_path(row), "You have a task in a case", f"Case at {row.case.academy.name}" if row.case.academy else "Case of the trust",
        since=when.since(row.made_at, at), due_text=told.text, due_class=told.css, reference=row.reference, due_at=due,
    )  # fmt: skip


def there_already(cases: list[Case], report: Report, subject: Party) -> list[MoveLink]:
    """The cases a report can be added to, instead of opening one."""
    begin = f"/cases/open/{report.reference}/{subject.uuid}/join/"
    opened = {case.pk: f"{rules.STATE_WORDS[case.state].lower()}, opened on {when.day(case.opened_at)}" for case in cases}
    return [MoveLink(f"Add it to case {case.reference}", f"{begin}{case.reference}/", opened[case.pk]) for case in cases]


def people_options(people: list[Party]) -> list[tuple[str, str]]:
    return [(str(party.uuid), party_name(party)) for party in people]


def clause_options(offered_here: list[Clause], at_triage: dict[str, bool]) -> tuple[list, list]:
    """(code, label) of the clauses triage chose, and of all others."""
    rows = [(clause.code, f"{clause.ref} {clause.label}") for clause in offered_here]
    return [row for row in rows if row[0] in at_triage], [row for row in rows if row[0] not in at_triage]
