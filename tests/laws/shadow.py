"""A second story for the law about conflict: two reports and a case, with some people in conflict, told by those who are not.

Nobody is named here but the two people it begins with: each step is taken by whoever the routing gives it to.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cases.casefile import services as casefile
from cases.casefile.selectors import advisers, case_of
from cases.investigation import services as investigation
from cases.investigation.selectors import eligible
from cases.removals import services as removals
from cases.removals.selectors import verifiers
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import holders
from foundation.dossiers.rules import NOT_THIS_PERSON, SUBJECT, TARGET, TRIAGER, WITNESS
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_of
from foundation.people.models import Person, Relation
from reports.intake import rules, services
from reports.triage import selectors as triage_facts
from reports.triage import services as triage
from tmt_policy.demo import reporting, triaging, working

WEB = "https://www.facebook.com/nachtigall"
PARTS = {"witness": WITNESS, "target": TARGET, "kept out": NOT_THIS_PERSON}


@dataclass
class Shadow:
    """`way`: how all of `out` are in conflict. `things`: what the story left behind."""

    people: dict[str, Person]
    out: list[Person]
    way: str
    start: datetime
    things: dict[str, object] = field(default_factory=dict)
    hours: int = 0

    @property
    def at(self) -> datetime:
        """The next hour."""
        self.hours += 1
        return self.start + timedelta(hours=self.hours)

    @property
    def subjects(self) -> tuple[Person, ...]:
        return tuple(self.out) if self.way == "subject" else (self.people["alf"],)

    @property
    def reporter(self) -> Person:
        return self.out[0] if self.way == "reporter" else self.people["teo"]

    def dossiers(self) -> list[Dossier]:
        return list({thing.dossier.pk: thing.dossier for thing in self.things.values()}.values())

    def declare(self) -> None:
        """What is known of them before anything is reported."""
        for one in self.out:
            if self.way == "relation":
                Relation.objects.create(person=one, other=self.subjects[0], since=self.start.date())
            if self.way == "managed":
                Person.objects.filter(pk=one.pk).update(line_manager=self.subjects[0])

    def report(self, name: str):
        """Sent, with a picture; taken on by whoever has it."""
        told = reporting.Told(by=self.reporter, about=self.subjects, what="Nachtigall was posted.", addresses=(WEB,), clauses=("C7.3l",),
                              live="yes", picture=True)
        draft = reporting.draft(told, at=self.at)
        for one in self.out if self.way in PARTS else ():
            dossiers.add_party(draft.dossier, one, PARTS[self.way], by=self.reporter, at=self.at, source="reporter")
        sent = services.submit(draft, by=self.reporter, at=self.at, declaration=rules.DECLARATION)
        for one in self.out if self.way == "recused" else ():
            dossiers.recuse(sent.dossier, one, by=one, at=self.at)
        taken = triaging.claim(sent, by=holders(sent.dossier, TRIAGER, self.at)[0], at=self.at)
        self.things[name], self.things[f"{name}'s picture"] = taken, exhibits_of(taken.dossier)[0]
        return taken

    def triager(self, report) -> Person:
        return holders(report.dossier, TRIAGER, self.at)[0]

    def flagged(self) -> None:
        """A child may have been harmed, and data may have got out: everybody's desk."""
        report = self.report("flagged")
        triaging.screen(report, by=self.triager(report), at=self.at, harm="yes", breach="yes")

    def proposed(self) -> None:
        """As serious as can be, so that HR has to agree."""
        report = self.report("report")
        by = self.triager(report)
        triaging.screen(report, by=by, at=self.at, harm="no", breach="yes")
        triaging.assess(report, by=by, at=self.at, severity=4)
        self.alone(report, by)
        report = triaging.propose(report, by=by, at=self.at)
        agrees = next(one for symbol in ("HR", "CEO", "routed") for one in holders(report.dossier, symbol, self.at) if one != by)
        triage.agree(report, by=agrees, at=self.at, version=report.version)

    def alone(self, report, triager: Person) -> None:
        """A removal request before there is a case, which a case takes along."""
        report = triaging.fresh(report)
        said = {"clause": report.clauses.get().clause, "action": "delete", "why": "It uses the logo for something private.",
                "exhibit": exhibits_of(report.dossier)[0], "reveals": "no", "target": parties(report.dossier, SUBJECT, self.at).first()}
        checks = next(iter(verifiers(report, triager, self.at)), None)
        row = removals.draft(report, by=triager, at=self.at, address=WEB, verifier=checks, **said)
        self.things["removal alone"] = removals.issue(row, by=triager, at=self.at, version=row.version)

    def case(self) -> None:
        self.proposed()
        self.opened()

    def opened(self) -> None:
        """Managed, with a removal request that is late, and an investigation that waits for a decision."""
        report = self.things["report"]
        subject = parties(report.dossier, SUBJECT, self.at).first()
        clauses = [row.clause for row in report.clauses.select_related("clause")]
        manager = triage_facts.approvers(report, self.at)[0]
        made = casefile.open_case(report, subject, by=manager, at=self.at, clauses=clauses, scope="What it shows.", conflict="")
        case = self.things["case"] = case_of(made.dossier)
        self.things["matter"] = case.subject
        removal = self.things["removal"] = self.removal(case, manager)
        self.things["letter"] = working.lettered(removal, by=manager, at=self.at)
        if self.way != "subject":  # who is told of a request sees it
            working.told(removal, by=manager, at=self.at)
        asked = self.things["request"] = working.appoint(case, eligible(case, self.at)[0], by=manager, at=self.at)
        working.accept(asked, at=self.at)
        later = "They are away." if self.way == "subject" else ""
        if not later:
            working.tell(case, by=manager, at=self.at)
        fresh = case_of(case.dossier)
        investigation.start(fresh, by=manager, at=self.at, version=fresh.version, terms="Find out.", later=later)
        self.things["cooperation"] = request = working.ask_cooperation(case, by=asked.person, at=self.at)
        if self.way != "subject":  # nothing is asked of somebody before they are told of the case
            working.approved(request, by=manager, at=self.at)
            working.told_of_cooperation(request, by=manager, at=self.at)
        working.report_findings(case, by=asked.person, at=self.at)
        working.advise(case, by=advisers(case, self.at)[0], at=self.at)

    def removal(self, case, manager: Person):
        checks = next(iter(verifiers(case, manager, self.at)), None)
        row = removals.draft(case, by=manager, at=self.at, address=WEB, clause=working.main_clause(case), action="delete",
                             why="It uses the logo for something private.", exhibit=exhibits_of(case.dossier)[0],
                             reveals="no", verifier=checks)
        return removals.issue(row, by=manager, at=self.at, version=row.version)
