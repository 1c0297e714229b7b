"""A draft as its pages need it: each part is read when a page asks for it, and once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from foundation.deadlines.selectors import of_dossier
from foundation.dossiers.routing import Reader
from foundation.dossiers.rules import STAFF, TARGET
from foundation.dossiers.selectors import parties
from foundation.evidence.selectors import exhibits_of
from foundation.messages.rules import is_quiet
from foundation.messages.selectors import DaysOff
from foundation.people.models import Academy, Person
from foundation.people.rules import CEO, DEPUTY_DSL, DSL, EXEC, HEAD, NIGHT, SLT, TRUST_SG, Contact
from foundation.people.selectors import academies, away_by_id, contact, day_of, holders_by_place, roles_of
from policy.models import Clause
from policy.selectors import clauses, in_force, platforms
from reports.intake import selectors as intake
from reports.intake.models import Report
from reports.intake.rules import YES

BY_REPORTER = "reporter"  # the source of a part; triage names people as well
LEADERS = frozenset({SLT, HEAD, EXEC, CEO})


class Draft:
    """A report under its reporter's eyes, draft or sent, with its words opened only when they are shown. `person`: None for somebody who
    does not sign in."""

    def __init__(self, report: Report, person: Person | None, at: datetime):
        self.report, self.person, self.at = report, person, at
        self.me = person.pk if person else 0  # nobody has this id

    @cached_property
    def facts(self) -> dict[str, object]:
        return intake.answers(self.report, self.at)

    @cached_property
    def words(self) -> dict[str, str]:
        return intake.words(self.report)

    @cached_property
    def subjects(self) -> list:
        return intake.subjects(self.report, self.at)

    @cached_property
    def targets(self) -> list[Person]:
        """Whom it is aimed at, as the reporter said."""
        return [party.person for party in parties(self.report.dossier, TARGET, self.at) if party.source == BY_REPORTER]

    @cached_property
    def about_me(self) -> bool:
        """Whether the reporter tells of themselves and of nobody else."""
        return bool(self.subjects) and all(party.person_id == self.me for party in self.subjects)

    @cached_property
    def tells_of_me(self) -> bool:
        """Whether the reporter is among those it is about: then their name stands in what they tell."""
        return any(party.person_id == self.me for party in self.subjects)

    @cached_property
    def openings(self) -> list:
        return intake.openings(self.report)

    @cached_property
    def names(self) -> dict[int, str]:
        return intake.names_of(self.subjects)

    @cached_property
    def addresses(self) -> list[str]:
        return intake.addresses_of(self.report)

    @cached_property
    def readers(self) -> list:
        return intake.will_read(self.report, self.at)

    @cached_property
    def kept_out(self) -> list[Person]:
        return intake.kept_out(self.report, self.at)

    def mark(self, step: str) -> int:
        """What a page carries, so that it does not write over an answer it has not shown."""
        return intake.answered_mark(self.report, step)

    @cached_property
    def let_in(self) -> list:
        return intake.let_in(self.report)

    @cached_property
    def directory(self):
        return intake.directory(self.person, self.at)

    @cached_property
    def exhibits(self) -> list:
        """What the reporter handed in; what others added to it is not theirs."""
        sent = self.report.submitted_at
        here = exhibits_of(self.report.dossier)
        mine = self.person.pk if self.person else None
        return [one for one in here if sent is None or one.created_at <= sent or one.captured_by_id == mine]

    @cached_property
    def sealed(self) -> bool:
        """Whether a picture here was sealed because it may show a child: the safeguarding lead has been told of it, sent or not."""
        return any(exhibit.may_show_child for exhibit in self.exhibits)

    @cached_property
    def chosen(self) -> list[Clause]:
        """The rules the reporter thought of, whatever triage made of it."""
        return [row.clause for row in self.report.hints.select_related("clause")]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The rules that bind anybody of the kinds the report is about; those for leaders only when it may be about one."""
        version = in_force(self.report.happened_on or day_of(self.at)) or in_force(day_of(self.at))
        kinds = {party.kind for party in self.subjects} or {"unknown"}
        if self.person is None:
            kinds |= {STAFF}  # whom they name is not looked up, so any rule for staff may be meant
        if version is None:
            return []
        rows = [row for row in clauses(version) if row.applies_to == "all" or row.applies_to in kinds]
        return rows if self.about_a_leader else [row for row in rows if "leader_subject" not in row.flags]

    @cached_property
    def about_a_leader(self) -> bool:
        people = [party.person for party in self.subjects if party.person]
        return self.report.leader_involved == YES or any(roles_of(person, self.at) & LEADERS for person in people)

    @cached_property
    def academies(self) -> list:
        return academies()

    @cached_property
    def platforms(self) -> list:
        return platforms()


def draft_of(person: Person, reference: str, at: datetime) -> Draft | None:
    """One of the person's own reports for its pages, or None: for everybody else it does not exist."""
    report = intake.own_report(person, reference)
    return Draft(report, person, at) if report else None


def safeguarding_names(person: Person, at: datetime, *, about: Iterable[Person | None] = ()) -> list[str]:
    """Who leads on safeguarding within the reporter's reach: in their academy, deputies last; then, by role and name, the trust's lead
    where the academy has nobody for it or the report is about somebody of the trust. Nobody the report is about, not the reporter, and
    nobody who is away today while somebody else is there."""
    concerned, away = {one for one in about if one}, away_by_id(day_of(at))
    local = [(role, person.academy_id) for role in (DSL, DEPUTY_DSL)] if person.academy_id else []
    found = holders_by_place([*local, (TRUST_SG, None)], at)
    able = {place: [one for one in people if one not in concerned and one != person] for place, people in found.items()}
    leads = [one for place in local for one in able[place]]
    names = [one.name for one in leads if one.pk not in away] or [one.name for one in leads]
    if names and all(one.academy_id for one in concerned):
        return names
    return names + [f"the trust safeguarding lead, {one.name}" for one in able[TRUST_SG, None]]


def working_days(person: Person, at: datetime):
    """Whether a date is a working day in the person's academy."""
    return DaysOff(at).of(person.academy_id)


def night_contact(academy: Academy | None, at: datetime) -> Contact | None:
    """Whom to call out of hours, while it is: at night, at a weekend, on a holiday or in a closure of the academy (None: the trust)."""
    return contact(NIGHT, academy) if is_quiet(at, DaysOff(at).of(academy.pk if academy else None)) else None


def reading_now(readers: Iterable[Reader], academy: Academy | None, at: datetime) -> list[Reader]:
    """Who of the readers is there now: none out of hours, and nobody who is away today."""
    if is_quiet(at, DaysOff(at).of(academy.pk if academy else None)):
        return []
    away = away_by_id(day_of(at))
    there = [replace(reader, people=tuple(one for one in reader.people if one.pk not in away)) for reader in readers]
    return [reader for reader in there if reader.people]


def due_dates(report: Report) -> dict[str, datetime]:
    """When the reporter was told to expect things: clock kind → due. What waits for them has no date meanwhile."""
    return {clock.kind: clock.due_at for clock in of_dossier(report.dossier) if not clock.paused}
