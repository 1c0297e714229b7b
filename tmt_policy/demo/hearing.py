"""How the people of the demo arrange, hear and decide after a formal decision: the services the pages call, one step a function."""

from datetime import datetime, timedelta

from cases.casefile.models import Case
from cases.disciplinary import selectors
from cases.disciplinary import services as hearings
from cases.disciplinary.models import Disciplinary
from foundation.deadlines.selectors import calendar_of
from foundation.face import when
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.people.models import Person


def process_of(case: Case) -> Disciplinary:
    """The process as it now stands, with its hearings, seats and outcomes."""
    return selectors.of_case(case.dossier)


def arranged(
    row: Disciplinary, chair: Person, *members: Person, by: Person, at: datetime, days: int = 15, worst: str = "final_written"
) -> Disciplinary:
    """Held `days` working days from `at`, at ten in the morning."""
    row = process_of(row.case)
    evidence = selectors.releasable(row.case)
    day = calendar_of(row.dossier).add_working_days(when.london(at).date(), days)
    return hearings.schedule(
        row, starts_at=when.at(day, datetime.min.time().replace(hour=10)), place="The small meeting room at the trust's office",
        worst=worst,
        chair=chair, members=members, evidence=evidence,
        no_evidence="" if evidence else "It was seen on a colleague's phone and could not be captured.", by=by, at=at, version=row.version,
    )  # fmt: skip


def declared(row: Disciplinary, *, at: datetime) -> Disciplinary:
    """Everybody who hears it says that they have no conflict."""
    for seat in selectors.seats_of(process_of(row.case)):
        row = process_of(row.case)
        hearings.declare(row, conflict="", by=seat.person, at=at, version=row.version)
    return process_of(row.case)


def written(row: Disciplinary, *, by: Person, at: datetime) -> Letter:
    """The letter that is due now, made as it was begun."""
    now = process_of(row.case)
    write = hearings.write_invitation if now.state == "SCHEDULED" else hearings.write_outcome
    draft = write(now, by=by, at=at)
    return draft if draft.frozen else letters.freeze(draft, by=by, at=at, version=draft.version)


def invited(row: Disciplinary, *, by: Person, at: datetime, how: str = "in_person") -> Disciplinary:
    """The letter made, and the person told."""
    written(row, by=by, at=at)
    row = process_of(row.case)
    why = "" if how != "could_not" else "They are on leave and did not answer."
    return hearings.invite(row, how=how, why_not=why, by=by, at=at, version=row.version)


def said(row: Disciplinary, *, at: datetime) -> Disciplinary:
    row = process_of(row.case)
    return hearings.say(
        row, companion="union", companion_name="Mo Ellis", statement="I took it down at once and I am sorry for it.",
        by=row.case.subject.person, at=at, version=row.version,
    )  # fmt: skip


def another_day(row: Disciplinary, *, at: datetime, why: str = "companion") -> Disciplinary:
    """The person asks for two days later."""
    row = process_of(row.case)
    held = selectors.hearing_of(row).starts_at
    day = calendar_of(row.dossier).add_working_days(when.london(held).date(), 2)
    return hearings.ask_day(
        row, why=why, new_at=when.at(day, when.london(held).time()), reason="I am at a hospital appointment that morning.",
        by=row.case.subject.person, at=at, version=row.version,
    )  # fmt: skip


def postponed(row: Disciplinary, *, by: Person, at: datetime) -> Disciplinary:
    """As it was asked for."""
    row = process_of(row.case)
    day = selectors.hearing_of(row)
    return hearings.postpone(
        row, new_at=day.asked_for or day.starts_at + timedelta(days=7), place="The same room", why=day.asked_why or "unwell",
        reason="Somebody who is needed is away that day.", by=by, at=at, version=row.version,
    )  # fmt: skip


def heard(row: Disciplinary, *, by: Person, at: datetime, came: str = "yes") -> Disciplinary:
    row = process_of(row.case)
    return hearings.hear(
        row, notes="The allegation was read out. They said that it was meant as a joke and that they see now how it read.",
        present="Everybody who was invited.", came=came, absence="" if came == "yes" else "They were invited twice and gave no reason.",
        by=by, at=at, version=row.version,
    )  # fmt: skip


def decided(row: Disciplinary, *, by: Person, at: datetime, sanction: str = "first_written", finding: str = "proven") -> Disciplinary:
    row = process_of(row.case)
    found = {one.uuid: (finding, "They say themselves that they wrote it.") for one in selectors.allegations(row)}
    return hearings.decide(
        row, findings=found, mitigation="A clean record of six years, and an apology.", warnings="There are none.", sanction=sanction,
        reason="The rule was known to them, and a colleague was hurt by it.", reread=True, by=by, at=at, version=row.version,
    )  # fmt: skip


def issued(row: Disciplinary, *, by: Person, at: datetime, how: str = "in_person") -> Disciplinary:
    """The letter made, and the person told."""
    written(row, by=by, at=at)
    row = process_of(row.case)
    why = "" if how != "could_not" else "They are on leave and did not answer."
    return hearings.issue(row, how=how, why_not=why, by=by, at=at, version=row.version)


def concluded(row: Disciplinary, *, by: Person, at: datetime) -> Disciplinary:
    row = process_of(row.case)
    return hearings.conclude(row, by=by, at=at, version=row.version)


def withdrawal_proposed(row: Disciplinary, *, by: Person, at: datetime) -> Disciplinary:
    row = process_of(row.case)
    return hearings.ask_withdraw(row, reason="The screenshot turned out to be of another account.", by=by, at=at, version=row.version)


def withdrawn(row: Disciplinary, *, by: Person, at: datetime) -> Disciplinary:
    row = process_of(row.case)
    return hearings.withdraw(row, by=by, at=at, version=row.version)
