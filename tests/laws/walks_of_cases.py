"""As `walks`, of a case: which call of a service takes which move, and where in the story of `world` it can be taken."""

from collections.abc import Callable

from cases.casefile import services as casefile
from cases.casefile.models import Case
from cases.casefile.rules import HOLDABLE, release_to
from cases.casefile.selectors import concerned, standing_in
from cases.closing import services as closing
from cases.closing.rules import PROPORTIONALITY
from cases.investigation import services as investigation
from foundation.dossiers.models import Desk, Party
from foundation.people.models import Person
from reports.intake.models import Report
from tests.laws.doors import LONG
from tests.laws.world import World
from tmt_policy.demo import working

Call = Callable[..., object]


def _no_version(given: dict) -> dict:
    return {name: value for name, value in given.items() if name != "version"}


def _one(first: str) -> Person:
    return Person.objects.get(email=f"{first}@northgate.example")


def _thing(name: str) -> Callable[[World], object]:
    return lambda world: world.fresh(name)


def _answered(yes: bool) -> Call:
    return lambda row, **by: casefile.answer_hand_over(row, yes=yes, conflict="", **_no_version(by))


def _decided(outcome: str) -> Call:
    return lambda row, **by: closing.decide(row, outcome=outcome, intent="inadvertent", reason=LONG, consistency=LONG, protected="no", **by)


def _answered_again(yes: bool) -> Call:
    return lambda row, **by: closing.answer_reopening(row, yes=yes, words=LONG, **_no_version(by))


def _joined(row: Case, *, by, at, version):
    """The report that waits in the story to be added to a case."""
    (report,) = Report.objects.filter(state="IN_TRIAGE", proposed_at__isnull=False, severity=2).exclude(cases__isnull=False)
    (subject,) = concerned(report, at)
    _let_lead_there_too(by, row, report, at)
    clauses = [one.clause for one in report.clauses.select_related("clause")]
    return investigation.add_report(row, report, subject, clauses=clauses, scope=LONG, conflict="", by=by, at=at, version=version)


def _let_lead_there_too(person: Person, case: Case, report: Report, at) -> None:
    """Whoever leads the case leads the report."""
    held = standing_in(case, person, at)
    for role in held & {"HEAD", "CEO"}:
        place = report.dossier.academy if role == "HEAD" else None
        Desk.objects.get_or_create(dossier=report.dossier, role=role, academy=place, until=None, defaults={"since": at})
    if "routed" in held:
        Party.objects.create(dossier=report.dossier, person=person, part="routed", since=at, source="test")


CALLS: dict[str, Call] = {
    "take_on": lambda row, **by: casefile.take_on(row, conflict="", **by),
    "tell": lambda row, **by: casefile.tell(row, how="in_person", **by),
    "appoint": lambda row, **by: investigation.appoint(row, _one("sid"), **by),
    "accept": lambda row, **by: investigation.answer(row, answer="accepted", conflict="", **_no_version(by)),
    "decline": lambda row, **by: investigation.answer(row, answer="declined", conflict="", **_no_version(by)),
    "start": lambda row, **by: investigation.start(row, terms=LONG, **by),
    "find": lambda row, **by: investigation.find(row, finding="partly", reason=LONG, **by | {"version": row.case.version}),
    "progress": lambda row, **by: investigation.progress(row, words=LONG, **by),
    "submit_report": lambda row, **by: investigation.submit_report(row, heard="heard", summary=LONG, **by),
    "advise": lambda row, **by: closing.advise(row, advice=LONG, **by),
    "weigh": lambda row, **by: closing.weigh(row, answers=dict.fromkeys(PROPORTIONALITY, LONG), **by),
    **{outcome: _decided(outcome) for outcome in ("decide_no_case", "decide_informal", "decide_formal")},
    "hand_over": lambda row, **by: casefile.hand_over(row, _one("cleo"), reason=LONG, **by),
    **{name: _answered(name == "take_over") for name in ("take_over", "not_take_over")},
    "note": lambda row, **by: casefile.note(row, words=LONG, **_no_version(by)),
    "add_task": lambda row, **by: casefile.add_task(row, owner=_one("rhys"), words=LONG, due_on=by["at"].date(), **_no_version(by)),
    "end_task": lambda row, **by: casefile.end_task(row, end="done", words="", **_no_version(by)),
    "relieve": lambda row, **by: investigation.relieve(row, reason=LONG, **by),
    "not_needed": lambda row, **by: closing.not_needed(row, reason=LONG, **by),
    "discontinue": lambda row, **by: investigation.discontinue(row, reason=LONG, **by),
    "return_report": lambda row, **by: investigation.return_report(row, reason=LONG, **by),
    "hold": lambda row, **by: casefile.hold(row, reason="police", words=LONG, **by),
    "review_hold": lambda row, **by: casefile.review_hold(row, words=LONG, **by),
    **{release_to(state): lambda row, **by: casefile.release(row, advice=LONG, **by) for state in HOLDABLE},
    "join": lambda row, **by: _joined(row, **by),
    "ask_reopen": lambda row, **by: closing.ask_reopening(row, new=LONG, **by),
    **{name: _answered_again(name == "reopen") for name in ("reopen", "not_reopen")},
    "close": lambda row, **by: closing.close(row, retention="child_protection", learning="None.", **by),
}


def _left_by_all(world: World) -> Case:
    casefile.step_back(world.fresh("case"), by=_one("hana"), at=world.at, words="A friend.")
    return world.fresh("case")


def _untold(world: World) -> Case:
    Case.objects.filter(pk=world["case"].pk).update(told_at=None)
    return world.fresh("case")


def _uninvestigated(world: World) -> Case:
    casefile.step_back(world.fresh("case"), by=_one("iona"), at=world.at, words="A friend.")
    return world.fresh("case")


def _asked_again(world: World):
    return working.appoint(_uninvestigated(world), _one("sid"), by=_one("hana"), at=world.at)


def _standing_at(state: str, before: Callable[[World], Case]) -> Callable[[World], Case]:
    """The decided case, had it been decided otherwise."""

    def put(world: World) -> Case:
        Case.objects.filter(pk=world["case"].pk).update(state=state, decision=state)
        return before(world)

    return put


def _held_from(state: str, after: Callable[[World], Case] | None = None) -> Callable[[World], Case]:
    """On hold, as though it had come as far as `state`."""

    def put(world: World) -> Case:
        case = world.fresh("case")
        casefile.hold(case, reason="police", words=LONG, by=_one("hana"), at=world.at, version=case.version)
        Case.objects.filter(pk=case.pk).update(held_from=state, decided_at=world.now if state == "FORMAL" else None,
                                               decision=state if state == "FORMAL" else "")
        return after(world) if after else world.fresh("case")

    return put


def _held_while_asked(world: World):
    _held_from("SCOPING")(world)
    return world.fresh("request")


def _handed_over(before: Callable[[World], object]) -> Callable[[World], object]:
    """Where cleo is asked to take the case over."""

    def put(world: World):
        before(world)
        case = world.fresh("case")
        return casefile.hand_over(case, _one("cleo"), reason=LONG, by=_one("hana"), at=world.at, version=case.version)

    return put


def _given(before: Callable[[World], object]) -> Callable[[World], object]:
    """Where rhys has a task."""

    def put(world: World):
        before(world)
        at = world.at
        return casefile.add_task(world.fresh("case"), owner=_one("rhys"), words=LONG, due_on=at.date(), by=_one("hana"), at=at)

    return put


_SUCCEEDS = ("take_over", "not_take_over")
_ENDS = ("NO_CASE", "INFORMAL_ACTION", "FORMAL")
# where every move of a state can be taken, and where some need a place of their own
PLACES = {
    ("CASE", "SCOPING"): ("scoping", _thing("case")),
    ("CASE", "SCOPING", "take_on"): ("scoping", _left_by_all),
    ("CASE", "SCOPING", "accept"): ("asked", _thing("request")),
    ("CASE", "SCOPING", "decline"): ("asked", _thing("request")),
    ("CASE", "SCOPING", "start"): ("accepted", _thing("case")),
    ("CASE", "SCOPING", "relieve"): ("accepted", _thing("case")),
    **{("CASE", "SCOPING", move): ("scoping", _handed_over(_thing("case"))) for move in _SUCCEEDS},
    ("CASE", "SCOPING", "end_task"): ("scoping", _given(_thing("case"))),
    **{("CASE", "HELD", move): ("scoping", _handed_over(_held_from("SCOPING"))) for move in _SUCCEEDS},
    ("CASE", "HELD", "end_task"): ("scoping", _given(_held_from("SCOPING"))),
    **{("CASE", "INVESTIGATING", move): ("running", _handed_over(_thing("case"))) for move in _SUCCEEDS},
    ("CASE", "INVESTIGATING", "end_task"): ("running", _given(_thing("case"))),
    **{("CASE", "DECISION_PENDING", move): ("handed in", _handed_over(_thing("case"))) for move in _SUCCEEDS},
    ("CASE", "DECISION_PENDING", "end_task"): ("handed in", _given(_thing("case"))),
    **{("CASE", state, move): ("decided", _handed_over(_standing_at(state, _thing("case")))) for state in _ENDS for move in _SUCCEEDS},
    **{("CASE", state, "end_task"): ("decided", _given(_standing_at(state, _thing("case")))) for state in _ENDS},
    ("CASE", "HELD", "relieve"): ("accepted", _held_from("SCOPING")),
    ("CASE", "HELD"): ("scoping", _held_from("SCOPING")),
    **{("CASE", "HELD", release_to(state)): ("scoping", _held_from(state)) for state in HOLDABLE},
    ("CASE", "HELD", "take_on"): ("scoping", _held_from("SCOPING", _left_by_all)),
    ("CASE", "HELD", "decline"): ("asked", _held_while_asked),
    ("CASE", "CLOSED"): ("scoping", _thing("closed")),
    **{("CASE", "CLOSED", move): ("scoping", _thing("again")) for move in ("reopen", "not_reopen")},
    ("CASE", "INVESTIGATING"): ("running", _thing("case")),
    ("CASE", "INVESTIGATING", "take_on"): ("running", _left_by_all),
    ("CASE", "INVESTIGATING", "tell"): ("running", _untold),
    ("CASE", "INVESTIGATING", "appoint"): ("running", _uninvestigated),
    ("CASE", "INVESTIGATING", "accept"): ("running", _asked_again),
    ("CASE", "INVESTIGATING", "decline"): ("running", _asked_again),
    ("CASE", "INVESTIGATING", "find"): ("running", _thing("allegation")),
    ("CASE", "DECISION_PENDING"): ("handed in", _thing("case")),
    ("CASE", "DECISION_PENDING", "take_on"): ("handed in", _left_by_all),
    ("CASE", "DECISION_PENDING", "tell"): ("handed in", _untold),
    **{("CASE", state): ("decided", _standing_at(state, _thing("case"))) for state in _ENDS},
    **{("CASE", state, "take_on"): ("decided", _standing_at(state, _left_by_all)) for state in _ENDS},
    **{("CASE", state, "tell"): ("decided", _standing_at(state, _untold)) for state in _ENDS},
}
