"""Which call of a service takes which move, and where in the story of `world` it can be taken: what the law about moves walks.

A move needs two lines: who calls what (`CALLS`), and a thing in that state (`PLACES`). Stages are those of `world`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from cases.casefile import services as casefile
from cases.casefile.models import Case
from cases.casefile.selectors import concerned
from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from foundation.deadlines.moves import move as take
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Desk, Party
from foundation.dossiers.rules import NOT_THIS_PERSON
from foundation.dossiers.selectors import standing
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.care import services as care
from reports.care.models import Care
from reports.care.rules import CARE
from reports.concerns import services as concerns
from reports.concerns.rules import ANSWERS_OF_THE_LADO, LIMBS, REVIEWS, SAFEGUARDING_STATES
from reports.intake import services as intake
from reports.intake.models import Report
from reports.intake.rules import DECLARATION, DUPLICATE, ENDED
from reports.lowlevel import services as lowlevel
from reports.lowlevel.models import LowLevelConcern
from reports.lowlevel.rules import LOW_LEVEL
from reports.mailbox import services as mailbox
from reports.mailbox.models import Letter
from reports.targets import services as targets
from reports.targets.rules import SUPPORT
from reports.triage import services as triage
from tests.laws import walks_beyond, walks_cooperation, walks_hearings
from tests.laws import walks_of_cases as case
from tests.laws.doors import BRAND, LONG
from tests.laws.naming import named, unnamed
from tests.laws.world import CONTACT, World
from tmt_policy.demo import triaging, working
from tmt_policy.reopening import reopen

Call = Callable[..., object]
Place = tuple[str, Callable[[World], object]]  # the stage, and what gives the thing as it then stands


def _no_version(given: dict) -> dict:
    return {name: value for name, value in given.items() if name != "version"}


def _one(first: str) -> Person:
    return Person.objects.get(email=f"{first}@northgate.example")


def _merged(row: Report, **by) -> Report:
    held = Party.objects.filter(person=_one("noor"), part="triager", until=None, link=None).exclude(dossier=row.dossier)
    return intake.merge(row, Report.objects.get(dossier=held.get().dossier), **by)


def _nobody(row: Report) -> Party:
    return Party.objects.get(dossier=row.dossier, kind="unknown")


def _screened(row: Report, said: str, **by) -> Report:
    return concerns.screen(row, answers=dict.fromkeys(LIMBS, "no") | {"harmed": said}, **by)


def _flagged(row: Report, by, at, version) -> Report:
    return concerns.flag(row, by=by, at=at) if isinstance(by, Nobody) else _screened(row, "unsure", by=by, at=at, version=version)


def _looked(outcome: str) -> Call:
    return lambda row, **by: removals.verify(row, outcome=outcome, how="signed_out", seen=LONG, **by)


def _judged(outcome: str) -> Call:
    return lambda row, **by: removals.judge(row, outcome=outcome, reason=LONG, **by)


def _reviewed(outcome: str) -> Call:
    return lambda row, **by: concerns.review(row, outcome=outcome, reason=LONG, **by)


def _contacted(answer: str) -> Call:
    said = {"whom": "lado", "answer": answer, "spoken_with": "The LADO", "advice": LONG, "removal": "yes", "restricted": "no"}
    return lambda row, at, **by: concerns.contact(row, spoken_at=at, at=at, **said, **by)


def _assessed(outcome: str) -> Call:
    return lambda row, **by: concerns.assess(row, outcome=outcome, reason=LONG, **by)


def _linked(row: Report, **by) -> Case:
    clauses = [one.clause for one in row.clauses.select_related("clause")]
    return casefile.open_case(row, concerned(row, by["at"])[0], clauses=clauses, scope=LONG, conflict="", **_no_version(by))


def _written_back(row: Report, **by) -> Letter:
    asked = Letter.objects.filter(report=row, kind="question").last()
    return mailbox.write_back(row, words=LONG, question=asked and asked.uuid, **_no_version(by))


def _by_itself(machine, name: str, **also: str) -> Call:
    """What another change brings with it, by whoever makes it here; columns of `also` named "at" in it take the moment."""

    def call(row, by, at, **_):
        held = {by.token} if isinstance(by, Nobody) else standing(by, row.dossier, at)
        columns = {column: at if said == "at" else said for column, said in also.items()}
        take(row, machine, name, by=by, at=at, standing=held, also=columns)

    return call


def _low(name: str) -> Call:
    return lambda row, **by: lowlevel.decide(row, move_name=name, reason=LONG, spoken="yes", reopen=reopen, **by)


_TOLD = {"name": "A governor", "why": LONG, "told_by": "The lead", "told_on": date(2026, 1, 2), "may_say": ""}
CALLS: dict[str, dict[str, Call]] = {
    "REPORT": {
        "submit": lambda row, **by: intake.submit(row, declaration=DECLARATION, **by),
        "discard": lambda row, **by: intake.discard(row, **_no_version(by)),
        "expire": lambda row, by, at, **_: intake.expire(row, by=by, at=at + timedelta(days=30)),
        "start": lambda row, **by: triage.claim(row, conflict="", **by),
        "propose": lambda row, **by: triage.propose(row, rationale=LONG, **by),
        "no_breach": lambda row, **by: triage.no_breach(row, rationale=LONG, **by),
        "settle": lambda row, **by: triage.settle(row, rationale=LONG, **by),
        "refer": lambda row, **by: triage.refer(
            row, passed_to="police", passed_on=by["at"].date(), reference="IC-1", rationale=LONG, **by
        ),
        "merge": lambda row, **by: _merged(row, **_no_version(by)),
        "void": lambda row, **by: triage.void(row, reason=LONG, **by),
        "low_level": lambda row, **by: triage.low_level(row, reason=LONG, **by),
        "requeue": lambda row, **by: triage.requeue(row, **_no_version(by)),
        "reopen": lambda row, **by: triage.reopen(row, new=LONG, **by),
        "hand_back": triage.hand_back,
        "link": _linked,
        "agree": triage.agree,
        "ask": lambda row, **by: mailbox.ask(row, words=LONG, **by),
        "answer": lambda row, **by: _written_back(row, **by),
        "no_answer": lambda row, at, **by: mailbox.give_up(row, at=at + timedelta(days=10), **_no_version(by)),
        "go_on": mailbox.go_on,
    },
    "MAILBOX": {
        "add": lambda row, **by: _written_back(row, **by),
        "withdraw": lambda row, **by: mailbox.withdraw(row, words=LONG, **_no_version(by)),
        "write": lambda row, **by: mailbox.write(row, words=LONG, **by),
        "receive": mailbox.receive,
        "note": lambda row, **by: mailbox.note(row, words=LONG, **_no_version(by)),
    },
    "LOW_LEVEL": {
        **{name: _by_itself(LOW_LEVEL, name) for name in ("present", "withdraw")},
        **{name: _low(name) for name in ("no_action", "advise", "flag", "consult", "raise_case")},
    },
    "CARE": {
        **dict.fromkeys(("ask_first", "ask_second", "follow_up", "answer"), partial(care.ask, outcome="well", words="", step="")),
        "try_again": partial(care.ask, outcome="unreached", words=LONG, step=""),
        "decline": lambda row, **by: care.decline(row, **_no_version(by)),
        "say": lambda row, **by: care.say(row, words=LONG, **_no_version(by)),
        **{name: _by_itself(CARE, name) for name in ("stop", "leave")},
    },
    "SCREENING": {"screen": lambda row, **by: _screened(row, "no", **by)},
    "STEPS": {
        "let_in": lambda row, **by: triage.let_in(row, Party.objects.get(dossier=row.dossier, part=NOT_THIS_PERSON), reason=LONG, **by),
        "name_person": lambda row, **by: triage.name_person(row, _nobody(row), who=_one("tam"), reason=LONG, **by),
        "name_target": lambda row, **by: triage.name_target(row, who=_one("dot"), reason=LONG, **by),
        "unname": lambda row, **by: triage.unname(row, row.namings.get(), reason=LONG, **by),
        "classify": lambda row, **by: triage.choose_clauses(row, codes=(BRAND,), **by),
        "answer_rules": lambda row, **by: triage.answer_rules(row, answers={}, **by),
        "weigh": lambda row, **by: triage.weigh(row, circumstances=(), **by),
        "rate": lambda row, **by: triage.rate(row, severity=1, reason=LONG, **by),
        "ask_lead": lambda row, **by: triage.ask_lead(row, reason=LONG, **by),
        "concur": lambda row, **by: triage.concur(row, agreed=True, reason=LONG, **by),
        "propose_void": lambda row, **by: triage.propose_void(row, reason=LONG, **by),
        "propose_low": lambda row, **by: triage.propose_low(row, rationale=LONG, **by),
        "not_low": lambda row, **by: triage.not_low(row, reason=LONG, **by),
        "send_back": lambda row, **by: triage.send_back(row, reason=LONG, **by),
        "keep": lambda row, **by: triage.keep(row, reason=LONG, **by),
        "capture": lambda row, **by: triage.why_no_evidence(row, reason=LONG, **by),
    },
    "KNOWING": {
        "tell_somebody": lambda row, **by: concerns.tell_somebody(row, **_TOLD, **by),
        "agree_line": lambda row, **by: concerns.agree_line(row, line=LONG, **by),
    },
    "SUPPORT": {
        "talk": lambda row, at, **by: targets.talk(row, spoken_at=at, offered=(), agreed=LONG, again_on=None, at=at, **by),
        "close": lambda row, **by: targets.close(row, reason=LONG, **by),
        "hand_on": lambda row, **by: targets.hand_on(row, reason=LONG, **by),
        "say_need": lambda row, **by: targets.say_need(row, need=LONG, **by),
        "withdraw": _by_itself(SUPPORT, "withdraw", closed_at="at", withdrawn_because="twice"),
    },
    "SAFEGUARDING": {
        **{outcome: _reviewed(outcome) for outcome in REVIEWS},
        **{answer: _contacted(answer) for answer in ANSWERS_OF_THE_LADO},
        "outcome": lambda row, **by: concerns.agree_outcome(row, word="unfounded", reason=LONG, **by),
        "close": concerns.close_record,
        "flag": lambda row, **by: _flagged(row, **by),
    },
    "DATA_BREACH": {
        **{outcome: _assessed(outcome) for outcome in ("not_breach", "no_risk", "reportable")},
        "notify": lambda row, **by: concerns.notify(row, reference="IC-1", told_at=row.aware_at, late="", **by),
        "high_risk": lambda row, **by: concerns.weigh_risk(row, high=True, reason=LONG, **by),
        "not_high": lambda row, **by: concerns.weigh_risk(row, high=False, reason=LONG, **by),
        "tell_people": lambda row, **by: concerns.tell_people(row, who="Parents", how="letter", what=LONG, told_at=row.aware_at, **by),
        "spare_people": lambda row, **by: concerns.spare_people(row, exception="protected", reason=LONG, **by),
        "describe": lambda row, **by: concerns.describe_breach(row, facts=LONG, effects=LONG, actions=LONG, **by),
        "close_breach": concerns.close_breach,
    },
    "CASE": case.CALLS,
    "COOPERATION": walks_cooperation.CALLS,
    "DISCIPLINARY": walks_hearings.CALLS,
    "REMOVAL": {
        "issue": removals.issue,
        "withdraw": lambda row, **by: removals.withdraw(row, reason=LONG, **by),
        "tell": lambda row, **by: removals.tell(row, how="in_person", **by),
        "ack": removals.acknowledge,
        "claim": lambda row, **by: removals.claim(row, method="deleted", **by),
        "contest": lambda row, **by: removals.contest(row, reason=LONG, **by),
        "serve": lambda row, **by: removals.serve(row, way="hand", sent_at=by["at"], proof=LONG, **by),
        "fate": lambda row, **by: removals.record_fate(row, fate="came_back", arrived_at=None, proof=LONG, **by),
        "name_checker": lambda row, **by: removals.name_checker(row, _one("cleo"), **by),
        "name_judge": removals.name_judge,
        **{outcome: _judged(outcome) for outcome in ("uphold", "give_way")},
        **{outcome: _looked(outcome) for outcome in ("verify", "still_there", "still_gone", "reappeared")},
        **walks_beyond.CALLS,
        "end": lambda row, at, **by: _looked("still_gone")(row, at=at + timedelta(days=30), **by),  # with the last of the three looks
    },
}


def _thing(name: str) -> Callable[[World], object]:
    return lambda world: world.fresh(name)


def _judge_gone(world: World) -> RemovalRequest:
    row = world.fresh("contested")
    dossiers.recuse(row.dossier, row.judge, by=row.judge, at=world.at)
    return row


def _kept_and_taken(world: World) -> Report:
    return triaging.claim(world["kept"], by=_one("hana"), at=world.at)


def _concern_at(state: str) -> Callable[[World], LowLevelConcern]:
    def put(world: World) -> LowLevelConcern:
        LowLevelConcern.objects.filter(pk=world["concern"].pk).update(state=state)
        return world.fresh("concern")

    return put


def _low_proposed(world: World) -> Report:
    return triaging.propose_low(_contact(world), by=_one("sasha"), at=world.now)


def _treated_worse(world: World) -> Care:
    row = world["care"]
    return care.ask(row, outcome="worse", words=LONG, step="here", by=_one("rhys"), at=world.now, version=row.version)


def _care_at(state: str) -> Callable[[World], Care]:
    def put(world: World) -> Care:
        Care.objects.filter(pk=world["care"].pk).update(state=state)
        return world.fresh("care")

    return put


def _asked(world: World) -> Report:
    return triaging.ask(world["taken"], by=_one("sasha"), at=world.now)


def _left_alone(before: Callable[[World], Report]) -> Callable[[World], Report]:
    """Whoever triages it has no desk any more."""

    def put(world: World) -> Report:
        row = before(world)
        Desk.objects.filter(dossier=row.dossier).update(until=world.now)
        return row

    return put


def _contact(world: World) -> Report:
    """Ready to be decided, with a rule about safeguarding."""
    row = world.fresh("taken")
    triage.choose_clauses(row, codes=(CONTACT,), by=_one("sasha"), at=world.now, version=row.version)
    return world.fresh("taken")


def _lead_asked(world: World) -> Report:
    return triaging.ask_lead(_contact(world), by=_one("sasha"), at=world.now)


def _void_proposed(world: World) -> Report:
    return triaging.propose_void(world["taken"], by=_one("sasha"), at=world.now)


def _ended(state: str) -> Callable[[World], Report]:
    """As though it had ended so."""

    def put(world: World) -> Report:
        same_as = world["sent"] if state == DUPLICATE else None
        Report.objects.filter(pk=world["taken"].pk).update(state=state, decided_at=world.now, finished_at=world.now, same_as=same_as)
        return world.fresh("taken")

    return put


def _beside_another(world: World) -> Report:
    """noor, who tries every move, triages another report that it may be the same as."""
    Party.objects.filter(dossier=world["contact"].dossier, part="triager").update(person=_one("noor"))
    return world.fresh("taken")


def _a_duplicate(world: World) -> Report:
    Report.objects.filter(pk=world["taken"].pk).update(state=DUPLICATE, decided_at=world.now, same_as=world["sent"])
    return world.fresh("taken")


def _added(before: Callable[[World], Report]) -> Callable[[World], Report]:
    """Where teo has added something that nobody has read."""

    def put(world: World) -> Report:
        row = before(world)
        Letter.objects.create(report=row, direction="from", kind="free", by=_one("teo"), at=world.now)
        return row

    return put


def _cleared(world: World) -> Report:
    _reviewed("clear")(world.fresh("record"), by=_one("dee"), at=world.at)
    return world.fresh("flagged")


def _below(world: World) -> Report:
    _reviewed("below")(world.fresh("record"), by=_one("dee"), at=world.at)
    return world.fresh("flagged")


def _answered(answer: str) -> Callable[[World], object]:
    return lambda world: _contacted(answer)(world.fresh("lado record"), by=_one("dee"), at=world.at)


def _acknowledged(world: World):
    return working.acknowledged(world["to answer"], at=world.at)


def _verified(world: World):
    return working.verified(world["to check"], by=_one("sasha"), at=world.at)


def _looked_at_twice(world: World):
    row = _verified(world)
    for days in (1, 7):
        row = working.looked_again(row, by=_one("sasha"), at=world.at + timedelta(days=days))
    return row


# where every move of a state can be taken, and where some need a place of their own
def _spoken_to(world: World):
    row = world.fresh("support")
    said = {"offered": (), "agreed": LONG, "again_on": None, "version": row.version}
    return targets.talk(row, spoken_at=world.now, by=world.people["sasha"], at=world.now, **said)


def _restricted(state: str) -> Callable[[World], object]:
    """A safeguarding record in a state, where nobody may make public who it is about."""

    def at(world: World):
        word = "unfounded" if state in ("OUTCOME", "CLOSED") else ""
        row = world.fresh("record")
        type(row).objects.filter(pk=row.pk).update(state=state, restricted="yes", outcome=word, reviewed_at=world.now)
        return world.fresh("record")

    return at


def _leak(name: str, *moves: str) -> Callable[[World], object]:
    """A data breach on which the data protection officer has made these moves."""

    def at(world: World):
        row = world.fresh(name)
        for move in moves:
            row = CALLS["DATA_BREACH"][move](row, by=world.people["priya"], at=world.now, version=row.version)
        return row

    return at


_PEOPLE = ("tell_people", "spare_people")
_OPEN = {"SUBMITTED": _thing("sent"), "IN_TRIAGE": _thing("taken"), "INFO_REQUESTED": _asked}
PLACES: dict[tuple[str, str] | tuple[str, str, str], Place] = {
    ("REPORT", "DRAFT"): ("reported", _thing("draft")),
    ("REPORT", "SUBMITTED"): ("reported", _thing("sent")),
    ("REPORT", "IN_TRIAGE"): ("reported", _thing("taken")),
    ("REPORT", "IN_TRIAGE", "link"): ("proposed", _thing("taken")),
    ("REPORT", "IN_TRIAGE", "agree"): ("reported", _thing("critical")),
    ("REPORT", "IN_TRIAGE", "merge"): ("reported", _beside_another),
    ("REPORT", "IN_TRIAGE", "void"): ("reported", _void_proposed),
    ("REPORT", "IN_TRIAGE", "requeue"): ("reported", _left_alone(_thing("taken"))),
    ("REPORT", "INFO_REQUESTED", "requeue"): ("reported", _left_alone(_asked)),
    **{("REPORT", state): ("reported", _ended(state)) for state in ENDED},
    ("REPORT", "INFO_REQUESTED"): ("reported", _asked),
    ("MAILBOX", "SUBMITTED"): ("reported", _thing("sent")),
    ("MAILBOX", "IN_TRIAGE"): ("reported", _added(_thing("taken"))),
    ("MAILBOX", "INFO_REQUESTED"): ("reported", _added(_asked)),
    ("MAILBOX", "DUPLICATE"): ("reported", _added(_a_duplicate)),
    ("MAILBOX", "LINKED_TO_CASE"): ("scoping", _added(_thing("taken"))),
    **{("LOW_LEVEL", state): ("reported", _concern_at(state)) for state in LOW_LEVEL},
    ("REPORT", "IN_TRIAGE", "low_level"): ("reported", _low_proposed),
    ("STEPS", "IN_TRIAGE", "propose_low"): ("reported", _contact),
    ("STEPS", "IN_TRIAGE", "not_low"): ("reported", _low_proposed),
    **{("CARE", state): ("reported", _care_at(state)) for state in ("FIRST", "SECOND", "DONE", "DECLINED")},
    ("CARE", "SECOND", "follow_up"): ("reported", _treated_worse),
    ("SCREENING", "IN_TRIAGE"): ("reported", _thing("taken")),
    ("STEPS", "SUBMITTED"): ("reported", _thing("kept")),
    ("STEPS", "IN_TRIAGE"): ("reported", _thing("taken")),
    **{("STEPS", state, "name_person"): ("reported", unnamed(put)) for state, put in _OPEN.items()},
    **{("STEPS", state, "unname"): ("reported", named(put)) for state, put in _OPEN.items()},
    ("STEPS", "INFO_REQUESTED"): ("reported", _asked),
    ("STEPS", "IN_TRIAGE", "ask_lead"): ("reported", _contact),
    ("STEPS", "IN_TRIAGE", "concur"): ("reported", _lead_asked),
    ("STEPS", "IN_TRIAGE", "keep"): ("reported", _void_proposed),
    ("STEPS", "IN_TRIAGE", "send_back"): ("reported", _thing("critical")),
    ("STEPS", "IN_TRIAGE", "let_in"): ("reported", _kept_and_taken),
    ("SAFEGUARDING", "FLAGGED"): ("reported", _thing("record")),
    ("SAFEGUARDING", "NOT_SAFEGUARDING"): ("reported", _cleared),
    ("SAFEGUARDING", "BELOW"): ("reported", _below),
    ("SAFEGUARDING", "CONSULT_LADO"): ("reported", _thing("lado record")),
    ("SAFEGUARDING", "ADVICE_ONLY"): ("reported", _thing("advised record")),
    ("SAFEGUARDING", "STRATEGY"): ("reported", _answered("strategy")),
    ("SAFEGUARDING", "POLICE"): ("reported", _answered("police")),
    ("SAFEGUARDING", "OUTCOME"): ("reported", _thing("agreed record")),
    ("SUPPORT", "OPEN"): ("reported", _thing("support")),
    ("SUPPORT", "SPOKEN"): ("reported", _spoken_to),
    **{("KNOWING", state): ("reported", _restricted(state)) for state in SAFEGUARDING_STATES},
    ("DATA_BREACH", "SUSPECTED"): ("reported", _thing("leak")),
    ("DATA_BREACH", "REPORTABLE"): ("reported", _thing("to notify")),
    **{("DATA_BREACH", "REPORTABLE", move): ("reported", _leak("to notify", "high_risk")) for move in _PEOPLE},
    ("DATA_BREACH", "NO_RISK"): ("reported", _leak("leak", "no_risk")),
    ("DATA_BREACH", "NOTIFIED"): ("reported", _leak("to notify", "notify")),
    **{("DATA_BREACH", "NOTIFIED", move): ("reported", _leak("to notify", "notify", "high_risk")) for move in _PEOPLE},
    ("DATA_BREACH", "NOTIFIED", "close_breach"): ("reported", _leak("to notify", "notify", "not_high", "describe")),
    **case.PLACES,
    **{("COOPERATION", *where): ("running", put) for where, put in walks_cooperation.PLACES.items()},
    **{("DISCIPLINARY", *where): ("decided", put) for where, put in walks_hearings.PLACES.items()},
    ("REMOVAL", "DRAFT"): ("running", _thing("to issue")),
    ("REMOVAL", "ISSUED"): ("running", _thing("to answer")),
    ("REMOVAL", "ISSUED", "serve"): ("running", _thing("to serve")),
    ("REMOVAL", "ISSUED", "fate"): ("running", _thing("on its way")),
    ("REMOVAL", "ISSUED", "tell"): ("running", _thing("to tell")),
    ("REMOVAL", "ACKNOWLEDGED"): ("running", _acknowledged),
    ("REMOVAL", "CONTESTED"): ("running", _thing("contested")),
    ("REMOVAL", "CONTESTED", "name_judge"): ("running", _judge_gone),
    ("REMOVAL", "CLAIMED_REMOVED"): ("running", _thing("to check")),
    ("REMOVAL", "VERIFIED"): ("running", _verified),
    ("REMOVAL", "VERIFIED", "end"): ("running", _looked_at_twice),
    **walks_beyond.PLACES,
}


def place_of(machine: str, state: str, move: str) -> Place | None:
    return PLACES.get((machine, state, move)) or PLACES.get((machine, state))
