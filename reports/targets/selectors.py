"""Every read of support: through its own door for whoever gives it, by disclosure for whoever it is for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from foundation.dossiers.models import Desk, Dossier, Link, Party
from foundation.dossiers.routing import conflicted_ids, plan
from foundation.dossiers.rules import RUNG_CEO, RUNG_CHAIR, RUNG_NAMED, SUPPORTER, TARGET, WORKING
from foundation.dossiers.selectors import disclosed_to, dossiers_for, parties, people_in
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR
from foundation.people.selectors import current, has_left, holders, holders_by_place
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
    return list(supports_for(person, at).filter(state__in=rules.RUNNING).order_by("-began_at", "pk")[:limit])


def given_to(person: Person, at: datetime, limit: int) -> list[Support]:
    return list(own_supports(person, at).filter(state__in=rules.RUNNING).order_by("-began_at", "pk")[:limit])


def talks_of(support: Support) -> list[Talk]:
    """The conversations, newest first."""
    return list(support.talks.select_related("by", "support").order_by("-spoken_at", "-pk"))


def needs_of(support: Support) -> list[Need]:
    """What the person has said they need, newest first."""
    return list(support.needs.select_related("support").order_by("-at", "-pk"))


def givers(report: Report, at: datetime) -> dict[Person, Person | None]:
    """Who looks after each of those it was aimed at, None where nobody is left."""
    return {one.person: supporter_of(one, at) for one in running(happening(report))}


def gives_in(person: Person, report: Report, at: datetime) -> bool:
    """Whether this person looks after somebody it was aimed at."""
    return supports_for(person, at).filter(report__in=happening(report), state__in=rules.RUNNING).exists()


def supporter_of(support: Support, at: datetime) -> Person | None:
    return next((party.person for party in parties(support.dossier, SUPPORTER, at)), None)


def happening(report: Report) -> list[Report]:
    """The report and all that are about the same: merged with it, or linked to the same case. The one that is looked into comes first."""
    first = report.same_as_id or report.pk
    cases = Link.objects.filter(report=report.dossier_id, case__kind=Dossier.Kind.CASE).values("case")
    linked = Link.objects.filter(case__in=cases).values("report")
    rows = Report.objects.filter(Q(pk=first) | Q(same_as=first) | Q(dossier__in=linked)).select_related("dossier__academy")
    return sorted(rows, key=lambda one: (one.pk != first, one.pk))


def of_report(report: Report) -> list[Support]:
    """Who of those targeted by what happened is looked after, and how far that has come; nothing of what was said."""
    return _of(happening(report))


def _of(reports: Iterable[Report]) -> list[Support]:
    rows = Support.objects.filter(report__in=reports).exclude(state=rules.WITHDRAWN)
    return list(rows.select_related("dossier", "person", "report__dossier").order_by("pk"))


def running(reports: Iterable[Report]) -> list[Support]:
    return [one for one in _of(reports) if one.state in rules.RUNNING]


def doubled(reports: Iterable[Report]) -> list[tuple[Support, Support]]:
    """Whoever is looked after twice for what happened once, as (the support that goes on, the one that does not): it goes on where
    somebody has spoken to them, else where they know of it, else where it began."""
    kept: dict[int, Support] = {}
    rows = sorted(running(reports), key=lambda one: (one.state != rules.SPOKEN, one.told_at is None, one.began_at, one.pk))
    return [(kept[one.person_id], one) for one in rows if kept.setdefault(one.person_id, one) is not one]


def not_spoken_to(reports: Iterable[Report]) -> int:
    """How many of those targeted nobody has spoken to yet (DOMAIN 9.2: the check before a case closes)."""
    together = {one.pk for report in reports for one in happening(report)}
    return Support.objects.filter(report__in=together, state=rules.OPEN).count()


def unsupported(reports: Iterable[Report], at: datetime) -> list[Person]:
    """Those targeted whom nobody has been asked to look after yet."""
    targeted = dict.fromkeys(person for report in reports for person in people_in(report.dossier, at, TARGET))
    known = {one.person_id for one in _of(reports)} if targeted else set()
    return [person for person in targeted if person.pk not in known]


def unfit(reports: Iterable[Report], at: datetime) -> list[Support]:
    """Running supports whose giver has come into conflict with what happened or works on it now, or who have none: somebody else has to
    do it."""
    rows = running(reports)
    out = _kept_off(reports, at) if rows else set()
    return [one for one in rows if (giver := supporter_of(one, at)) is None or giver.pk in out]


def was_spoken_to(person: Person, reports: Iterable[Report]) -> bool:
    """Whether somebody has spoken to this person about what happened, whatever became of the support."""
    return Talk.objects.filter(support__person=person, support__report__in=reports).exists()


def not_joined(support: Support, reports: Iterable[Report]) -> list[Dossier]:
    """The reports of what happened, and their cases, that the support does not hang on yet: who has a part there looks after nobody."""
    joined = Link.objects.filter(case=support.dossier).values("report")
    return list(Dossier.objects.filter(pk__in=_dossiers(reports)).exclude(pk__in=joined).order_by("pk"))


def _dossiers(reports: Iterable[Report]) -> list[int]:
    of_reports = [one.dossier_id for one in reports]
    cases = Link.objects.filter(report__in=of_reports, case__kind=Dossier.Kind.CASE).values_list("case", flat=True)
    return [*of_reports, *cases]


def _kept_off(reports: Iterable[Report], at: datetime) -> set[int]:
    """Ids of everybody in conflict with what happened, and of whoever works on it or has: triages it, manages or investigates the case,
    checks a removal; of whoever has a desk on the case, and of HR where it has one on the report."""
    here = _dossiers(reports)
    work = Party.objects.filter(dossier__in=here, part__in=WORKING, person__isnull=False, link__isnull=True)
    out = set(work.values_list("person", flat=True)).union(*(conflicted_ids(one.dossier, at) for one in reports))
    desks = Desk.objects.filter(current(at), Q(role=HR) | Q(dossier__kind=Dossier.Kind.CASE), dossier__in=here)
    sitting = holders_by_place(set(desks.values_list("role", "academy")), at)
    return out.union(*({one.pk for one in people} for people in sitting.values()))


def hides_reporter(reports: Iterable[Report]) -> bool:
    """Whether somebody reported in confidence or without a name: then support may not say who it was."""
    return any(report.mode != NAMED for report in reports)


def who_gives(reports: list[Report], person: Person, at: datetime, *, support: Support | None = None) -> Person | None:
    """Who looks after `person`: the line manager, else the headteacher, HR, the chief executive, the Board; nobody in conflict with what
    happened, nobody who works on it, nobody who has had it already. What is routed to the trust, because a leader might be involved or
    nobody knows who it was, goes past the line manager and the headteacher too (DESIGN 3). Where the reporter is hidden it is HR, else the
    trustee for whistleblowing: nobody in line hears that somebody told something, and nobody is passed by whom it would give away
    (ADR 24). `reports`: those of what happened. None where nobody is left."""
    out = _kept_off(reports, at) | {person.pk} | _had_it(support)
    hidden, near = hides_reporter(reports), all(report.dossier.tier < RUNG_CEO for report in reports)
    if near and not hidden and (manager := person.line_manager) and manager.pk not in out and not has_left(manager, at):
        return manager
    head = [(HEAD, person.academy_id)] if near and person.academy_id else []
    for role, academy in [(HR, None)] if hidden else [*head, (HR, None), (CEO, None)]:
        if found := [one for one in holders(role, academy, at) if one.pk not in out]:
            return found[0]
    return _of_the_board(reports[0].dossier, RUNG_NAMED if hidden else RUNG_CHAIR, out, at)


def _of_the_board(dossier: Dossier, rung: int, out: set[int], at: datetime) -> Person | None:
    while rung <= RUNG_NAMED:
        above = plan(dossier, at, minimum=rung)
        if found := [one for one in above.people if one.pk not in out]:
            return found[0]
        rung = above.tier + 1
    return None


def _had_it(support: Support | None) -> set[int]:
    if support is None:
        return set()
    return set(Party.objects.filter(dossier=support.dossier, part=SUPPORTER).values_list("person", flat=True))
