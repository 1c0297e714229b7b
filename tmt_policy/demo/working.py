"""How the people of the demo work on what was reported: the services the pages call, one step a function."""

from datetime import datetime, timedelta

from cases.casefile import services as casefile
from cases.casefile.models import Case, Reopening
from cases.casefile.selectors import joinable
from cases.closing import selectors as deciding
from cases.closing import services as closing
from cases.closing.rules import PROPORTIONALITY
from cases.cooperation import services as cooperation
from cases.cooperation.models import CooperationRequest
from cases.investigation import services as investigation
from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_of
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.people.models import Person
from policy.models import Clause
from reports.care import selectors as cares
from reports.care import services as care
from reports.intake.models import Report


def open_case(report: Report, *, by: Person, at: datetime) -> Case:
    """The case about the first person the report is about, with the clauses triage chose."""
    report = Report.objects.get(pk=report.pk)
    subject = parties(report.dossier, SUBJECT, at).first()
    chosen = [row.clause for row in report.clauses.select_related("clause")]
    main = next(row.clause for row in report.clauses.select_related("clause") if row.primary)
    return casefile.open_case(report, subject, by=by, at=at, clauses=chosen, primary=main, conflict="",
                              scope="Whether the post was made by this person, when, who could see it, and what has been done since.")


def tell(case: Case, *, by: Person, at: datetime) -> Case:
    case = fresh(case)
    return casefile.tell(case, by=by, at=at, version=case.version, how="in_person")


def held(case: Case, *, by: Person, at: datetime, reason: str = "police") -> Case:
    case = fresh(case)
    words = "The police spoke to their own witnesses first and asked us to wait until they have."
    return casefile.hold(case, reason=reason, words=words, by=by, at=at, version=case.version)


def noted(case: Case, *, by: Person, at: datetime) -> None:
    words = "They say they did not know that others in the group could see it. (Their account, by phone.)"
    casefile.note(fresh(case), words=words, by=by, at=at)


def asked_of_hr(case: Case, hr: Person, *, by: Person, at: datetime, until: datetime) -> None:
    """HR has a task, done by itself where its day is long over."""
    day = (at + timedelta(days=7)).date()
    row = casefile.add_task(fresh(case), owner=hr, words="Say what was done in comparable matters in the trust.", due_on=day, by=by, at=at)
    if day < until.date():
        said = "Two matters since 2024, both ended with a conversation."
        casefile.end_task(row, end="done", words=said, by=hr, at=at + timedelta(days=2))


def given_back(case: Case, *, by: Person, at: datetime) -> Case:
    case = fresh(case)
    reason = "Ask whoever took the picture on which day that was: it is not in the report."
    return investigation.return_report(case, reason=reason, by=by, at=at, version=case.version)


def asked_again(case: Case, *, by: Person, at: datetime) -> Reopening:
    case = fresh(case)
    new = "A colleague who was away until now has kept the whole conversation, and it begins earlier than we knew."
    return closing.ask_reopening(case, new=new, by=by, at=at, version=case.version)


def opened_again(row: Reopening, *, by: Person, at: datetime) -> None:
    closing.answer_reopening(row, yes=True, words="", by=by, at=at)


def joined(report: Report, *, by: Person, at: datetime) -> Case:
    """Another report about what a case is about already."""
    report = Report.objects.get(pk=report.pk)
    (subject,) = parties(report.dossier, SUBJECT, at)
    case = joinable(report, subject, by, at)[0]
    clauses = [row.clause for row in report.clauses.select_related("clause")]
    said = {"clauses": clauses, "scope": "Who passed it on to the second group.", "conflict": "", "version": case.version}
    return investigation.add_report(case, report, subject, by=by, at=at, **said)


def ask_removal(case: Case, *, by: Person, at: datetime, verifier: Person | None, address: str, signs=()) -> RemovalRequest:
    """Ask for the content to go."""
    row = draft_removal(case, by=by, at=at, verifier=verifier, address=address, signs=signs)
    return removals.issue(row, by=by, at=at, version=row.version)


def draft_removal(case: Case, *, by: Person, at: datetime, verifier: Person | None, address: str, signs=()) -> RemovalRequest:
    """A request nobody has sent: its evidence is the screenshot that came with the report, or a reason where there is none."""
    exhibit = next(iter(exhibits_of(case.dossier)), None)
    return removals.draft(
        fresh(case),
        by=by,
        at=at,
        address=address,
        clause=main_clause(case),
        action="delete",
        signs=signs,
        exhibit=exhibit,
        why="It tells others what was learnt at work, and a pupil could be recognised from it.",
        reveals="no",
        evidence_reason="" if exhibit else "It was seen on a colleague's phone and could not be captured.",
        verifier=verifier,
    )


def told(row: RemovalRequest, *, by: Person, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.tell(row, by=by, at=at, version=row.version, how="in_person")


def lettered(row: RemovalRequest, *, by: Person, at: datetime) -> Letter:
    """The letter of a request, made as it was begun."""
    draft = removals.write_letter(fresh(row), by=by, at=at)
    return letters.freeze(draft, by=by, at=at, version=draft.version)


def posted(row: RemovalRequest, *, by: Person, at: datetime) -> RemovalRequest:
    """The letter, to somebody who cannot sign in."""
    row = fresh(row)
    said = {"proof": "Recorded delivery KX 4711 2290 8GB, posted at the office.", "version": row.version}
    return removals.serve(row, way="post", sent_at=at, **said, by=by, at=at)


def acknowledged(row: RemovalRequest, *, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.acknowledge(row, by=row.target.person, at=at, version=row.version)


def contested(row: RemovalRequest, *, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.contest(row, by=row.target.person, at=at, version=row.version,
                            reason="The picture shows my own family at a public event, and nobody from school.")


def claimed(row: RemovalRequest, *, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.claim(row, by=row.target.person, at=at, version=row.version, method="deleted")


def verified(row: RemovalRequest, *, by: Person, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.verify(
        row, by=by, at=at, version=row.version, outcome="verify", how="signed_out", seen="The address says that the page is not available."
    )


def looked_again(row: RemovalRequest, *, by: Person, at: datetime) -> RemovalRequest:
    row = fresh(row)
    return removals.verify(
        row, by=by, at=at, version=row.version, outcome="still_gone", how="signed_out", seen="It still says that the page is not available."
    )


def appoint(case: Case, investigator: Person, *, by: Person, at: datetime):
    case = fresh(case)
    return investigation.appoint(case, investigator, by=by, at=at, version=case.version)


def accept(appointment, *, at: datetime):
    return investigation.answer(appointment, by=appointment.person, at=at, answer="accepted", conflict="")


def start(case: Case, *, by: Person, at: datetime) -> Case:
    case = fresh(case)
    return investigation.start(case, by=by, at=at, version=case.version,
                               terms="Establish what was posted, by whom, who could see it, and whether guidance had been given before.")


def report_findings(case: Case, *, by: Person, at: datetime, finding: str = "proven") -> Case:
    for allegation in case.allegations.select_related("case__dossier", "clause"):
        investigation.find(allegation, by=by, at=at, version=fresh(case).version, finding=finding,
                           reason="The screenshot shows the post under the person's own account, and they say they made it.")
    case = fresh(case)
    return investigation.submit_report(
        case,
        by=by,
        at=at,
        version=case.version,
        heard="heard",
        summary="The post was made on a personal account and was visible to about ninety people for one day.",
    )


def advise(case: Case, *, by: Person, at: datetime) -> Case:
    case = fresh(case)
    return closing.advise(case, by=by, at=at, version=case.version, advice="Comparable matters ended with a conversation and a refresher.")


def decide(case: Case, *, by: Person, at: datetime, outcome: str) -> Case:
    """`outcome`: decide_no_case, decide_informal or decide_formal; the questions of proportionality are answered where a clause asks."""
    if any("proportionality" in clause.flags for clause in clauses_of(case)):
        version = fresh(case).version
        closing.weigh(
            fresh(case), by=by, at=at, version=version, answers=dict.fromkeys(PROPORTIONALITY, "Considered with HR: see the advice.")
        )
    case = fresh(case)
    return closing.decide(case, by=by, at=at, version=case.version, outcome=outcome, intent="inadvertent",
                          reason="The person accepts what happened, removed it at once and has had no training on this yet.",
                          consistency="Two earlier matters of this kind ended the same way.", protected="no", word=_word(case))


def _word(case: Case) -> str:
    """What the LADO would agree to, where a child may have been harmed."""
    return (deciding.agreed_word(case) or "unsubstantiated") if deciding.is_safeguarding(case) else ""


def close(case: Case, *, by: Person, at: datetime) -> Case:
    case = fresh(case)
    kept = "child_protection" if deciding.is_safeguarding(case) else _RETENTION[case.state]
    return closing.close(
        case, by=by, at=at, version=case.version, retention=kept, learning="Cover personal accounts at induction."
    )


def ask_cooperation(case: Case, *, by: Person, at: datetime, kind: str = "WRITTEN_ACCOUNT") -> CooperationRequest:
    return cooperation.draft(fresh(case), kind=kind, by=by, at=at, what=_ASKED[kind], trusts_own=kind in _THE_TRUSTS,
                             why="You have not been heard on this yet, and it may speak for you.")


def approved(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.approve(row, by=by, at=at, version=row.version)


def told_of_cooperation(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.tell(row, how="in_person", may_decline=True, by=by, at=at, version=row.version)


def acknowledged_cooperation(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.acknowledge(row, by=row.target.person, at=at, version=row.version)


def supplied(row: CooperationRequest, *, at: datetime, missing: str = "") -> CooperationRequest:
    row = fresh(row)
    return cooperation.supply(row, words="I posted it on Saturday evening from home, for my friends, and took it down on Monday.",
                              whole=not missing, missing=missing, by=row.target.person, at=at, version=row.version)


def declined(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.decline(row, reason="My union advises me to wait until their representative is back.", by=row.target.person, at=at,
                               version=row.version)


def another_date(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.ask_date(row, reason="I am on a course until Thursday.", by=row.target.person, at=at, version=row.version)


def reviewed(row: CooperationRequest, *, by: Person, at: datetime, outcome: str) -> CooperationRequest:
    row = fresh(row)
    return cooperation.review(row, outcome=outcome, by=by, at=at, version=row.version,
                              reason="Two dates were offered with a representative, and they came to neither.")


def told_of_review(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.tell_review(row, how="in_person", by=by, at=at, version=row.version)


def clauses_of(case: Case) -> list[Clause]:
    return [row.clause for row in case.allegations.select_related("clause")]


def main_clause(case: Case) -> Clause:
    return clauses_of(case)[0]


def fresh(row):
    """The row as it stands now; pages would have shown its version."""
    return type(row).objects.get(pk=row.pk)


_THE_TRUSTS = ("RETURN_TRUST_DEVICE", "TRUST_ACCOUNT_TRANSFER")
_ASKED = {
    "RETURN_TRUST_DEVICE": "The laptop of the academy that you have at home.",
    "TRUST_ACCOUNT_TRANSFER": "The academy's page on the picture platform, which you have looked after.",
    "ATTEND_INTERVIEW": "How the post came about, and who could see it.",
    "WRITTEN_ACCOUNT": "What you posted, when, from where, and who could see it.",
    "SUBMIT_COPIES": "Copies of the post and of what was written under it.",
    "PRESERVE": "The post, the messages about it, and the pictures it was made from.",
}
_RETENTION = {"NO_CASE": "not_proven", "INFORMAL_ACTION": "informal", "FORMAL": "formal"}


def asked_how_they_are(*, by: Person, at: datetime) -> None:
    """HR speaks to the reporters who are due this week."""
    for row in cares.to_ask(by, at, soon=True):
        care.ask(row, outcome="well", words="", step="", by=by, at=at, version=row.version)
