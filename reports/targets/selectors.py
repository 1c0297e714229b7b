"""Every read of support: through its own door for whoever gives it, by disclosure for whoever it is for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from foundation.dossiers.models import Party
from foundation.dossiers.routing import conflicted_ids, plan
from foundation.dossiers.rules import RUNG_CEO, RUNG_CHAIR, RUNG_NAMED, SUPPORTER, TARGET
from foundation.dossiers.selectors import disclosed_to, dossiers_for, parties, people_in
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR
from foundation.people.selectors import day_of, holders
from reports.intake.models import Report
from reports.intake.rules import NAMED

from . import rules
from .models import Need, Support, Talk

RIGHT = "support.give"


def supports_for(person: Person, at: datetime) -> QuerySet[Support]:
    """The supports this person gives, or that have come to them, through the door."""
    return Support.objects.filter(dossier__in=dossiers_for(person, at, RIGHT)).select_related("dossier__academy", "person")


def support_for(person: Person, reference: str, at: datetime) -> Support | None:
    return supports_for(person, at).filter(reference=reference).first()


def own_supports(person: Person, at: datetime) -> QuerySet[Support]:
    """The supports that are for this person and that they know of."""
    shown = disclosed_to(person, at).filter(object_kind=rules.KIND).values("object_uuid")
    return Support.objects.filter(person=person, uuid__in=shown).select_related("dossier__academy", "person")


def own_support(person: Person, reference: str, at: datetime) -> Support | None:
    return own_supports(person, at).filter(reference=reference).first()


def given_by(person: Person, at: datetime, limit: int) -> list[Support]:
    """The newest of those that are not closed."""
    return list(supports_for(person, at).exclude(state=rules.CLOSED).order_by("-began_at", "pk")[:limit])


def given_to(person: Person, at: datetime, limit: int) -> list[Support]:
    return list(own_supports(person, at).exclude(state=rules.CLOSED).order_by("-began_at", "pk")[:limit])


def talks_of(support: Support) -> list[Talk]:
    """The conversations, newest first."""
    return list(support.talks.select_related("by", "support").order_by("-spoken_at", "-pk"))


def needs_of(support: Support) -> list[Need]:
    """What the person has said they need, newest first."""
    return list(support.needs.select_related("support").order_by("-at", "-pk"))


def supporter_of(support: Support, at: datetime) -> Person | None:
    return next((party.person for party in parties(support.dossier, SUPPORTER, at)), None)


def of_report(report: Report) -> list[Support]:
    """Who of those targeted is looked after, and how far that has come; nothing of what was said."""
    return list(Support.objects.filter(report=report).select_related("dossier", "person", "report").order_by("pk"))


def not_spoken_to(reports: Iterable[Report]) -> int:
    """How many of those targeted nobody has spoken to yet (DOMAIN 9.2: the check before a case closes)."""
    return Support.objects.filter(report__in=reports, state=rules.OPEN).count()


def unsupported(report: Report, at: datetime) -> list[Person]:
    """Those targeted whom nobody has been asked to look after yet."""
    targeted = people_in(report.dossier, at, TARGET)
    known = set(Support.objects.filter(report=report).values_list("person", flat=True)) if targeted else set()
    return [person for person in targeted if person.pk not in known]


def unfit(report: Report, at: datetime) -> list[Support]:
    """Open supports whose giver has come into conflict with the report, or who have none: somebody else has to do it."""
    running = [one for one in of_report(report) if one.state != rules.CLOSED]
    out = conflicted_ids(report.dossier, at) if running else set()
    return [one for one in running if (giver := supporter_of(one, at)) is None or giver.pk in out]


def hides_reporter(report: Report) -> bool:
    """Whether somebody reported in confidence or without a name: then support may not say who it was."""
    return report.mode != NAMED


def who_gives(report: Report, person: Person, at: datetime, *, support: Support | None = None) -> Person | None:
    """Who looks after `person`: the line manager, else the headteacher, HR, the chief executive, the Board; nobody in conflict with the
    report, nobody who has had it already. What is routed to the trust, because a leader might be involved or nobody knows who it was,
    goes past the line manager and the headteacher too (DESIGN 3). Where the reporter is hidden it is HR, else the trustee for
    whistleblowing: nobody in line hears that somebody told something, and nobody is passed by whom it would give away (ADR 24). None
    where nobody is left."""
    out = conflicted_ids(report.dossier, at) | {person.pk} | _had_it(support)
    hidden, near = hides_reporter(report), report.dossier.tier < RUNG_CEO
    if near and not hidden and (manager := person.line_manager) and manager.pk not in out and not _has_left(manager, at):
        return manager
    head = [(HEAD, person.academy_id)] if near and person.academy_id else []
    for role, academy in [(HR, None)] if hidden else [*head, (HR, None), (CEO, None)]:
        if found := [one for one in holders(role, academy, at) if one.pk not in out]:
            return found[0]
    above = plan(report.dossier, at, minimum=RUNG_NAMED if hidden else RUNG_CHAIR)
    return next((one for one in above.people if one.pk not in out), None)


def _had_it(support: Support | None) -> set[int]:
    if support is None:
        return set()
    return set(Party.objects.filter(dossier=support.dossier, part=SUPPORTER).values_list("person", flat=True))


def _has_left(person: Person, at: datetime) -> bool:
    return person.left_on is not None and person.left_on < day_of(at)
