"""Days, notices and limits as the trust has set them; what is heard, and what counts (DOMAIN 3.3, 8.3)."""

from datetime import date, datetime, timedelta

from cases.casefile.models import Allegation, Case
from cases.casefile.selectors import allegations_of
from cases.disciplinary import rules
from cases.disciplinary.models import Disciplinary, Outcome
from foundation.deadlines.rules.calendar import local_day
from foundation.deadlines.rules.kinds import notice_of, terms_of
from foundation.deadlines.rules.terms import Terms, due_at
from foundation.deadlines.selectors import calendar_of, overrides_of
from foundation.dossiers.models import Dossier
from foundation.dossiers.routing import conflicted_ids
from foundation.dossiers.selectors import dossiers_for
from foundation.evidence.models import Exhibit
from foundation.evidence.selectors import counting
from foundation.people.models import Person
from foundation.people.rules import CLERK, HR
from foundation.people.selectors import holders as placed

from .processes import hearings_of, outcome_of


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
