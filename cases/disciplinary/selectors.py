"""Every read of disciplinary processes. Three doors: the case's, that of those who hear it, and the person's own (disclosed)."""

from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from cases.casefile.models import Allegation, Case
from cases.casefile.selectors import advisers, allegations_of, manager_of
from foundation.deadlines.rules.calendar import local_day
from foundation.deadlines.rules.kinds import notice_of, terms_of
from foundation.deadlines.rules.terms import Terms, due_at
from foundation.deadlines.selectors import calendar_of, overrides_of
from foundation.dossiers.models import Disclosure, Dossier, Link, Party, Seen
from foundation.dossiers.routing import conflicted_ids
from foundation.dossiers.rules import CASE_MANAGER, HEARING_CHAIR, INVESTIGATOR, PANEL, ROUTED, SUBJECT
from foundation.dossiers.selectors import disclosed_to, dossiers_for
from foundation.dossiers.selectors import standing as standing_of
from foundation.evidence.models import Exhibit
from foundation.evidence.selectors import counting
from foundation.people.models import Person
from foundation.people.rules import CEO, CLERK, HR
from foundation.people.selectors import all_holders, roles_of, setting
from foundation.people.selectors import holders as placed

from . import rules
from .models import Disciplinary, Hearing, Outcome, Seat

_BESIDE = ("dossier__academy", "case__dossier__academy", "case__academy", "case__subject__person__academy", "withdraw_asked_by")
SHOWN = "disciplinary"  # what a disclosure of the process itself is called


def process_for(person: Person, reference: str, at: datetime) -> Disciplinary | None:
    """One process for those who read its case or hear it; None where it does not exist for this person."""
    return _rows().filter(_worked_by(person, at), reference=reference).first()


def mine_for(person: Person, reference: str, at: datetime) -> Disciplinary | None:
    """One process for the person it is about, from their invitation on: only what was disclosed to them (DOMAIN 6.3 R2)."""
    return _rows().filter(_shown_to(person, at), reference=reference).first()


def mine(person: Person, at: datetime) -> list[Disciplinary]:
    """The person's own processes, newest first."""
    return list(_rows().filter(_shown_to(person, at)))


def concerning(person: Person, at: datetime) -> list[Disciplinary]:
    """What may wait for this person: arranged or administered by them, heard by them, managed by them, or about them. Newest first."""
    arranged = Q(dossier__in=dossiers_for(person, at, "hearing.arrange"))
    heard = Q(dossier__in=dossiers_for(person, at, "hearing.read"))
    managed = Q(dossier__in=dossiers_for(person, at, "case.manage"), withdraw_asked_at__isnull=False)
    rows = _rows().filter(arranged | heard | managed | _shown_to(person, at)).exclude(state__in=rules.SETTLED)
    return list(rows.prefetch_related("hearings", "seats", "outcomes"))


def of_case(dossier: Dossier) -> Disciplinary:
    """The process of a case, with its hearings, seats and outcomes."""
    return _rows().prefetch_related("hearings", "outcomes", Prefetch("seats", Seat.objects.select_related("person"))).get(dossier=dossier)


def standing(row: Disciplinary, person: Person, at: datetime) -> frozenset[str]:
    """The person's parts and roles in the dossier; HR writes down what somebody without a sign-in says."""
    held = standing_of(person, row.dossier, at)
    if row.case.subject.person_id != person.pk:
        held -= {SUBJECT}
    if HR in held and not has_sign_in(row.case.subject.person):
        held |= {rules.ON_BEHALF}
    return frozenset(held)


def has_sign_in(person: Person | None) -> bool:
    """Whether somebody can say what they wish here themselves."""
    return person is not None and bool(person.email) and hasattr(person, "user")


def arrangers(row: Disciplinary, at: datetime) -> list[Person]:
    """HR; past a conflict of theirs, those above who neither manage nor investigated the case, nor hear it."""
    sitting = {seat.person_id for seat in seats_of(row)}
    return [one for one in advisers(row.case, at) if one.pk not in sitting]


def arranges(row: Disciplinary, person: Person, held: frozenset[str], at: datetime) -> bool:
    """Whether somebody with the standing `held` is one of `arrangers`: of HR that is known without a look at who else could be."""
    if held & {CASE_MANAGER, INVESTIGATOR, HEARING_CHAIR, PANEL}:
        return False
    return HR in held or (bool(held & {CEO, ROUTED}) and person in arrangers(row, at))


def hearing_of(row: Disciplinary) -> Hearing | None:
    """The day that holds now."""
    return next((one for one in row.hearings.all() if one.stage == rules.HEARING and one.postponed_at is None), None)


def hearings_of(row: Disciplinary) -> list[Hearing]:
    """Every day that was set, the first first."""
    return list(row.hearings.all())


def seats_of(row: Disciplinary) -> list[Seat]:
    """Who hears it now, the chair first."""
    return [one for one in row.seats.all() if one.stage == rules.HEARING and one.until is None]


def seat_of(row: Disciplinary, person: Person) -> Seat | None:
    return next((one for one in seats_of(row) if one.person_id == person.pk), None)


def vacancies(row: Disciplinary) -> tuple[bool, int]:
    """Whether nobody chairs it, and how many are missing beside the chair."""
    seats = seats_of(row)
    beside = sum(not one.chair for one in seats)
    return not any(one.chair for one in seats), max(row.members - beside, 0)


def outcome_of(row: Disciplinary) -> Outcome | None:
    """What holds now: the newest decision."""
    return max(row.outcomes.all(), key=lambda one: one.number, default=None)


# -- who may hear it ----------------------------------------------------------------------------------------------------------------


def rank_of(case: Case, at: datetime) -> str:
    """The row of the matrix that the person of the case belongs to."""
    return rules.rank(roles_of(case.subject.person, at) if case.subject.person else ())


def authority_for(case: Case, worst: str, at: datetime) -> rules.Authority:
    """Who may hear about this person where `worst` is the most it could lead to, by the trust's scheme."""
    return rules.authority(rank_of(case, at), worst, setting(rules.SETTING, None))


def candidates(case: Case, worst: str, at: datetime) -> list[Person]:
    """Who may sit: those with a post the matrix names, who have read nothing of the case or of what hangs together with it, have no part
    in it, were shown or asked nothing about it, and are in no conflict (DOMAIN 6.3 R3, R4)."""
    roles, out = authority_for(case, worst, at).roles, _touched(case, at)
    people = {one.pk: one for (role, _), some in all_holders(at).items() if role in roles for one in some}
    return sorted((one for one in people.values() if one.pk not in out), key=lambda one: (one.name, one.pk))


def chairs(case: Case, worst: str, at: datetime) -> list[Person]:
    """Who may chair: the same, and the case manager up to a first warning where the trust allows it."""
    found, manager = candidates(case, worst, at), manager_of(case, at)
    may = rules.manager_may_hear(worst, allowed=setting(rules.MANAGER_HEARS, False) is True)
    return [*found, manager] if may and manager is not None and manager not in found else found


def may_hear(case: Case, worst: str, chair: Person, members: list[Person], at: datetime) -> bool:
    """Whether these people together have the authority for `worst`."""
    asked = authority_for(case, worst, at)
    return rules.suffices(asked, roles_of(chair, at), [roles_of(one, at) for one in members])


def read_before(row: Disciplinary) -> bool:
    """Whether somebody who hears it has read anything of it before the day they were named; a case manager may have."""
    cluster = cluster_of(row.dossier)
    managed = set(Party.objects.filter(dossier=row.dossier, part=CASE_MANAGER, link__isnull=True).values_list("person_id", flat=True))
    seats = [one for one in seats_of(row) if one.person_id not in managed]
    seen = Seen.objects.filter(dossier__in=cluster, person__in=[one.person_id for one in seats]).values_list("person_id", "day")
    since = {one.person_id: local_day(one.since) for one in seats}
    return any(day < since[person] for person, day in seen)


def cluster_of(dossier: Dossier) -> set[int]:
    """The ids of everything that hangs together with a case: its reports, their other cases, reports about the same thing."""
    found, edge = set(), {dossier.pk}
    while edge:
        found |= edge
        pairs = Link.objects.filter(Q(report__in=edge) | Q(case__in=edge)).values_list("report_id", "case_id")
        edge = {one for pair in pairs for one in pair} - found
    return found


def _touched(case: Case, at: datetime) -> set[int]:
    cluster = cluster_of(case.dossier)
    out = set(Seen.objects.filter(dossier__in=cluster).values_list("person_id", flat=True))
    out |= set(Party.objects.filter(dossier__in=cluster, person__isnull=False).values_list("person_id", flat=True))
    out |= set(Disclosure.objects.filter(dossier__in=cluster).values_list("person_id", flat=True))
    for dossier in Dossier.objects.filter(pk__in=cluster):
        out |= conflicted_ids(dossier, at)
    return out


# -- days ---------------------------------------------------------------------------------------------------------------------------


def limit(dossier: Dossier, key: str) -> Terms:
    """A minimum or a limit as the trust has set it."""
    return notice_of(key, overrides_of(dossier).get(key))


def least_notice(row: Disciplinary, worst: str) -> int:
    """Working days between being told and the hearing (DOMAIN 8.3)."""
    return limit(row.dossier, rules.NOTICE[rules.level(worst)]).amount


def notice_given(row: Disciplinary, starts_at: datetime, at: datetime) -> int:
    """Working days from being told, at the earliest now, until the hearing; what is set anew counts from the first invitation."""
    first = next((one.invited_at for one in hearings_of(row) if one.invited_at), at)
    return working_days(row.dossier, first, starts_at)


def working_days(dossier: Dossier, since: datetime, until: datetime) -> int:
    return calendar_of(dossier).working_days_between(local_day(since), local_day(until))


def is_working(dossier: Dossier, at: datetime) -> bool:
    return calendar_of(dossier).is_working(local_day(at))


def live_until(row: Disciplinary, sanction: str, at: datetime) -> date | None:
    """The last day a warning counts that is given at `at`, that day included (Acas; DOMAIN 3.3); None for anything else."""
    key = rules.WARNINGS.get(sanction)
    return local_day(due_at(limit(row.dossier, key), at, calendar_of(row.dossier))) if key else None


def appeal_until(row: Disciplinary, at: datetime) -> datetime:
    """Until when the person can appeal against what is given at `at`."""
    return due_at(terms_of("appeal_window", overrides_of(row.dossier).get("appeal_window")), at, calendar_of(row.dossier))


def appeal_to(row: Disciplinary, at: datetime) -> Person | None:
    """To whom an appeal is sent: the governance professional; past a conflict, HR."""
    out = conflicted_ids(row.dossier, at)
    return next((one for role in (CLERK, HR) for one in placed(role, None, at) if one.pk not in out), None)


# -- what is heard ------------------------------------------------------------------------------------------------------------------


def live_warnings(person: Person | None, at: datetime) -> list[tuple[str, date]]:
    """(what, until when) of the person's warnings that still count: those that have lapsed are not weighed (DOMAIN 9.5). Of the cases
    they came from nothing is told."""
    if person is None:
        return []
    rows = Outcome.objects.filter(disciplinary__case__subject__person=person, live_until__gte=local_day(at))
    return list(rows.exclude(disciplinary__state=rules.WITHDRAWN).order_by("live_until", "pk").values_list("sanction", "live_until"))


def releasable(case: Case) -> list[Exhibit]:
    """Evidence of the case that a decision may rest on."""
    return counting(case.dossier)


def released(row: Disciplinary) -> list[Exhibit]:
    return [one.exhibit for one in row.released.select_related("exhibit__dossier")]


def allegations(row: Disciplinary) -> list[Allegation]:
    return allegations_of(row.case)


def has_left(row: Disciplinary, at: datetime) -> bool:
    person = row.case.subject.person
    return person is not None and person.left_on is not None and person.left_on < local_day(at)


def reads_case(row: Disciplinary, person: Person, at: datetime) -> bool:
    """Whether the person reads the case itself, and not only what is heard."""
    return dossiers_for(person, at, "case.read").filter(pk=row.dossier_id).exists()


def weighed(row: Disciplinary) -> bool:
    """Whether acting on expression was weighed when the case was decided (the room above keeps that)."""
    return Case.objects.filter(pk=row.case_id, proportionality__isnull=False).exists()


def end_of_showing(row: Disciplinary, at: datetime) -> datetime:
    """How long the person may read it once the case is closed: while a warning counts, at least as long as an appeal may take."""
    outcome, until = outcome_of(row), appeal_until(row, at)
    if outcome is None or outcome.live_until is None:
        return until
    return max(until, at + timedelta(days=(outcome.live_until - local_day(at)).days + 1))


def _worked_by(person: Person, at: datetime) -> Q:
    return Q(dossier__in=dossiers_for(person, at, "case.read")) | Q(dossier__in=dossiers_for(person, at, "hearing.read"))


def _shown_to(person: Person, at: datetime) -> Q:
    shown = disclosed_to(person, at).filter(object_kind=SHOWN).values("object_uuid")
    return Q(uuid__in=shown, case__subject__person=person)


def _rows() -> QuerySet[Disciplinary]:
    return Disciplinary.objects.select_related(*_BESIDE).order_by("-opened_at", "-pk")
