"""Whoever calls a service in the name of somebody whose step it is not is refused there, without any page in between (BEATS 8).

Each line: the stage of the story, the thing, whose step it is, who else tries, and the call. For the others nothing changes.
"""

from datetime import timedelta

import pytest

from cases.casefile import services as casefile
from cases.casefile.models import Case
from cases.casefile.selectors import concerned
from cases.closing import services as closing
from cases.closing.rules import PROPORTIONALITY
from cases.cooperation import services as cooperation
from cases.investigation import services as investigation
from cases.removals import services as removals
from foundation.dossiers.models import Party
from foundation.dossiers.rules import NOT_THIS_PERSON, Refused
from foundation.letters import services as letters
from foundation.people.models import Person
from reports.concerns import services as concerns
from reports.concerns.rules import LIMBS
from reports.intake import services as intake
from reports.intake.rules import DECLARATION
from reports.mailbox import services as mailbox
from reports.mailbox.selectors import open_question
from reports.triage import services as triage
from tests.laws.doors import LONG
from tests.laws.visiting import state_of_all_rows
from tests.laws.world import STAGES, WEB

pytestmark = pytest.mark.django_db

TRIES = {
    # a report (9.1)
    "send a draft": ("reported", "draft", "teo", "sasha hana tam",
        lambda row, **by: intake.submit(row, declaration=DECLARATION, **_no_version(by))),
    "throw it away": ("reported", "draft", "teo", "sasha hana tam", lambda row, **by: intake.discard(row, **_no_version(by))),
    "take on": ("reported", "sent", "sasha", "teo tam rhys dee olu ada", lambda row, **by: triage.claim(row, conflict="", **by)),
    "take on when kept out": ("reported", "kept", "hana", "sasha teo", lambda row, **by: triage.claim(row, conflict="", **by)),
    "propose": ("reported", "taken", "sasha", "hana teo rhys cleo", lambda row, **by: triage.propose(row, rationale=LONG, **by)),
    "no breach": ("reported", "taken", "sasha", "hana teo dee cleo", lambda row, **by: triage.no_breach(row, rationale=LONG, **by)),
    "hand back": ("reported", "taken", "sasha", "hana teo", lambda row, **by: triage.hand_back(row, **by)),
    "answer about harm": ("reported", "taken", "sasha", "hana dee",
        lambda row, **by: concerns.screen(row, answers=dict.fromkeys(LIMBS, "no"), **by)),
    "rate": ("reported", "taken", "sasha", "hana teo tam", lambda row, **by: triage.rate(row, severity=1, reason=LONG, **by)),
    "choose rules": ("reported", "taken", "sasha", "hana", lambda row, **by: triage.choose_clauses(row, codes=(), **by)),
    "let somebody in": ("reported", "kept", "hana", "sasha teo tam rhys",
        lambda row, by, **more: triage.let_in(row, _kept_out(row), reason=LONG, by=by, **more)),
    "step back from triage": ("reported", "taken", "sasha", "teo tam olu rhys",
        lambda row, **by: triage.step_back(row, words="A friend.", **_no_version(by))),
    "agree for HR": ("reported", "critical", "rhys", "sasha hana cleo teo", lambda row, **by: triage.agree(row, **by)),
    # what is written (9.1)
    "ask the reporter": ("reported", "taken", "sasha", "hana teo tam rhys dee olu", lambda row, **by: mailbox.ask(row, words=LONG, **by)),
    "answer": ("reported", "asked", "teo", "sasha hana tam rhys",
        lambda row, **by: mailbox.write_back(row, words=LONG, question=open_question(row).uuid, **_no_version(by))),
    "add something": ("reported", "sent", "teo", "sasha hana tam",
        lambda row, **by: mailbox.write_back(row, words=LONG, **_no_version(by))),
    "write to the reporter": ("reported", "taken", "sasha", "hana teo tam dee", lambda row, **by: mailbox.write(row, words=LONG, **by)),
    "say that it is read": ("reported", "taken", "sasha", "hana teo tam dee", lambda row, **by: mailbox.receive(row, **by)),
    "go on without an answer": ("reported", "asked", "sasha", "hana teo tam dee", lambda row, **by: mailbox.go_on(row, **by)),
    "write a note": ("reported", "flagged", "hana", "teo tam dee rhys priya olu",
        lambda row, **by: mailbox.note(row, words=LONG, **_no_version(by))),
    # a child may have been harmed (9.2)
    "clear the flag": ("reported", "record", "dee", "sasha hana teo rhys",
        lambda row, **by: concerns.review(row, outcome="clear", reason=LONG, **by)),
    # a case (9.2)
    "open a case": ("proposed", "taken", "hana", "sasha rhys teo tam olu cleo",
        lambda row, **by: casefile.open_case(row, concerned(row, by["at"])[0], clauses=_clauses(row), scope=LONG, conflict="",
                                           **_no_version(by))),
    "ask iona": ("scoping", "case", "hana", "rhys sasha cleo tam",
        lambda row, by, **more: investigation.appoint(row, _of_the_cast("iona"), by=by, **more)),
    "step back from a case": ("scoping", "case", "hana", "sasha teo tam olu cleo",
        lambda row, **by: casefile.step_back(row, words="A friend.", **_no_version(by))),
    "record the telling": ("scoping", "case", "hana", "rhys sasha teo cleo", lambda row, **by: casefile.tell(row, how="in_person", **by)),
    "take a case on": ("scoping", "left", "cleo", "hana rhys sasha olu", lambda row, **by: casefile.take_on(row, conflict="", **by)),
    "answer for iona": ("asked", "request", "iona", "sid hana",
        lambda row, **by: investigation.answer(row, answer="accepted", conflict="", **_no_version(by))),
    "start": ("accepted", "case", "hana", "iona rhys cleo", lambda row, **by: investigation.start(row, terms=LONG, **by)),
    "write a note on a case": ("scoping", "case", "rhys", "sasha teo tam cleo olu",
        lambda row, **by: casefile.note(row, words=LONG, **_no_version(by))),
    "give a task": ("scoping", "case", "hana", "rhys sasha cleo",
        lambda row, by, **more: casefile.add_task(row, owner=_of_the_cast("rhys"), words=LONG, due_on=more["at"].date(), by=by,
                                                  **_no_version(more))),
    "end a task": ("scoping", "task", "rhys", "sasha cleo olu tam",
        lambda row, **by: casefile.end_task(row, end="done", words="", **_no_version(by))),
    "hand over": ("scoping", "case", "hana", "rhys sasha cleo olu",
        lambda row, by, **more: casefile.hand_over(row, _of_the_cast("cleo"), reason=LONG, by=by, **more)),
    "take over": ("scoping", "handing", "cleo", "hana rhys olu",
        lambda row, **by: casefile.answer_hand_over(row, yes=True, conflict="", **_no_version(by))),
    "put on hold": ("scoping", "case", "hana", "rhys sasha cleo", lambda row, **by: casefile.hold(row, reason="lado", words=LONG, **by)),
    "keep on hold": ("scoping", "waits", "hana", "rhys cleo", lambda row, **by: casefile.review_hold(row, words=LONG, **by)),
    "go on": ("scoping", "waits", "hana", "rhys cleo", lambda row, **by: casefile.release(row, advice=LONG, **by)),
    "need no investigation": ("scoping", "case", "hana", "rhys cleo", lambda row, **by: closing.not_needed(row, reason=LONG, **by)),
    "replace iona": ("running", "case", "hana", "iona rhys cleo", lambda row, **by: investigation.relieve(row, reason=LONG, **by)),
    "end it early": ("running", "case", "hana", "iona rhys cleo", lambda row, **by: investigation.discontinue(row, reason=LONG, **by)),
    "give it back": ("handed in", "case", "hana", "iona rhys", lambda row, **by: investigation.return_report(row, reason=LONG, **by)),
    "find": ("running", "allegation", "iona", "hana rhys sid",
        lambda row, **by: investigation.find(row, finding="partly", reason=LONG, **by | {"version": row.case.version})),
    "write how far it is": ("running", "case", "iona", "rhys sid", lambda row, **by: investigation.progress(row, words=LONG, **by)),
    "hand a report in": ("running", "case", "iona", "hana rhys sid",
        lambda row, **by: investigation.submit_report(row, heard="heard", summary=LONG, **by)),
    "advise": ("handed in", "case", "rhys", "hana iona cleo", lambda row, **by: closing.advise(row, advice=LONG, **by)),
    "weigh": ("handed in", "case", "hana", "rhys iona",
        lambda row, **by: closing.weigh(row, answers=dict.fromkeys(PROPORTIONALITY, LONG), **by)),
    "decide": ("handed in", "case", "hana", "iona rhys cleo olu",
        lambda row, **by: closing.decide(row, outcome="decide_informal", intent="inadvertent", reason=LONG, consistency=LONG,
                                         protected="no", **by)),
    "close": ("decided", "case", "hana", "rhys iona cleo",
        lambda row, **by: closing.close(row, retention="informal", learning="None.", **by)),
    "ask to open it again": ("scoping", "closed", "hana", "rhys iona cleo sasha tam",
        lambda row, **by: closing.ask_reopening(row, new=LONG, **by)),
    "agree to open it again": ("scoping", "again", "rhys", "hana cleo iona sasha tam",
        lambda row, **by: closing.answer_reopening(row, yes=True, words="", **_no_version(by))),
    "add a report": ("scoping", "another", "hana", "rhys sasha iona tam teo",
        lambda row, by, at, version: investigation.add_report(
            _first_case(), row, concerned(row, at)[0], clauses=_clauses(row), scope=LONG, conflict="", by=by, at=at,
            version=_first_case().version)),
    # a removal request (9.3)
    "write a request": ("running", "case", "hana", "sasha tam iona rhys cleo",
        lambda row, **by: removals.draft(row, address=WEB, clause=row.allegations.get().clause, action="delete", why=LONG,
                                         evidence_reason="Gone.", verifier=_of_the_cast("sasha"), **_no_version(by))),
    "name another checker": ("running", "to tell", "hana", "sasha tam iona rhys",
        lambda row, by, **more: removals.name_checker(row, _of_the_cast("cleo"), by=by, **more)),
    "issue": ("running", "to issue", "hana", "sasha tam iona rhys cleo", lambda row, **by: removals.issue(row, **by)),
    "write its letter": ("running", "to issue", "hana", "sasha tam iona rhys cleo",
        lambda row, **by: removals.write_letter(row, **_no_version(by))),
    "change the letter": ("running", "paper draft", "hana", "sasha tam iona rhys cleo",
        lambda row, **by: letters.edit(row, text=LONG, **by)),
    "make the letter": ("running", "paper draft", "hana", "sasha tam iona rhys cleo", lambda row, **by: letters.freeze(row, **by)),
    "write it anew": ("running", "paper", "hana", "sasha tam iona rhys cleo", lambda row, **by: letters.revise(row, **_no_version(by))),
    "withdraw": ("running", "to tell", "hana", "sasha tam iona", lambda row, **by: removals.withdraw(row, reason=LONG, **by)),
    "acknowledge for tam": ("running", "to answer", "tam", "hana sasha iona", lambda row, **by: removals.acknowledge(row, **by)),
    "say it is gone for tam": ("running", "to answer", "tam", "hana sasha",
        lambda row, **by: removals.claim(row, method="deleted", **by)),
    "object for tam": ("running", "to answer", "tam", "hana teo", lambda row, **by: removals.contest(row, reason=LONG, **by)),
    "check": ("running", "to check", "sasha", "hana tam iona cleo",
        lambda row, **by: removals.verify(row, outcome="verify", how="signed_out", seen=LONG, **by)),
    # a request to co-operate (9.4)
    "ask for an account": ("running", "case", "iona", "hana rhys tam sasha cleo sid",
        lambda row, **by: cooperation.draft(row, kind="WRITTEN_ACCOUNT", what=LONG, why=LONG, **_no_version(by))),
    "change a draft": ("running", "coop draft", "iona", "hana rhys sid",
        lambda row, **by: cooperation.rewrite(row, what=LONG, why=LONG, **by)),
    "approve": ("running", "coop draft", "hana", "iona rhys cleo sasha", lambda row, **by: cooperation.approve(row, **by)),
    "tell of a request": ("running", "coop to tell", "iona", "rhys sasha tam cleo",
        lambda row, **by: cooperation.tell(row, how="phone", **by)),
    "answer for tam": ("running", "coop to answer", "tam", "hana iona rhys teo",
        lambda row, **by: cooperation.supply(row, words=LONG, whole=True, **by)),
    "decline for tam": ("running", "coop to answer", "tam", "hana iona rhys teo",
        lambda row, **by: cooperation.decline(row, reason=LONG, **by)),
    "give more time": ("running", "coop to answer", "hana", "tam rhys sasha",
        lambda row, **by: cooperation.give_time(row, until=by["at"].date() + timedelta(days=20), **by)),
    "look at a refusal": ("running", "coop declined", "rhys", "hana iona cleo tam",
        lambda row, **by: cooperation.review(row, outcome="accept_refusal", reason=LONG, **by)),
    "look into a refusal": ("running", "coop refused", "hana", "iona rhys cleo tam", lambda row, **by: cooperation.allege(row, **by)),
    "decide an objection": ("running", "contested", "cleo", "hana sasha tam rhys",
        lambda row, **by: removals.judge(row, outcome="give_way", reason=LONG, **by)),
}


def _no_version(given):
    return {name: value for name, value in given.items() if name != "version"}


def _of_the_cast(first):
    return Person.objects.get(email=f"{first}@northgate.example")


def _clauses(report):
    return [row.clause for row in report.clauses.select_related("clause")]


def _first_case():
    return Case.objects.order_by("pk").first()


def _kept_out(report):
    return Party.objects.get(dossier=report.dossier, part=NOT_THIS_PERSON)


IN_ORDER = sorted(TRIES, key=lambda what: STAGES.index(TRIES[what][0]))
each_try = pytest.mark.parametrize(
    ("stage", "what"), [(TRIES[what][0], what) for what in IN_ORDER], indirect=["stage"], scope="module", ids=IN_ORDER
)


@pytest.mark.beats(8)
@each_try
def test_it_is_refused_to_all_but_one(stage, what):
    _, thing, own, others, attempt = TRIES[what]
    before = state_of_all_rows()
    for who in others.split():
        row = stage.fresh(thing)
        with pytest.raises(Refused):
            attempt(row, by=stage.people[who], at=stage.now, version=getattr(row, "version", 0))
    assert state_of_all_rows() == before
    row = stage.fresh(thing)
    attempt(row, by=stage.people[own], at=stage.now, version=getattr(row, "version", 0))
    assert state_of_all_rows() != before
