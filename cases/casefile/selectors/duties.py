"""Who may manage a case next, and whether it waits."""

from datetime import datetime

from cases.casefile import rules
from cases.casefile.models import Case, HandOver, Hold, Reopening
from foundation.dossiers.routing import holders, next_up
from foundation.dossiers.rules import CASE_MANAGER, ROUTED, SEPARATE
from foundation.dossiers.selectors import disclosed_to, people_in
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR

from .door import cases_for, investigator_of


def successors(case: Case, at: datetime) -> list[Person]:
    """Who may manage the case in place of whoever does: others at its desks, and whoever is next up; nobody in conflict, nobody with a
    part that must be another's (DOMAIN 6.2, 6.3 R3)."""
    people = [one for symbol in (HEAD, CEO, ROUTED) for one in holders(case.dossier, symbol, at)] + next_up(case.dossier, at)[2]
    apart = people_in(case.dossier, at, CASE_MANAGER, *SEPARATE[CASE_MANAGER])
    return [one for one in dict.fromkeys(people) if one not in apart]


def hand_over_of(case: Case) -> HandOver | None:
    """Who is asked to take the case over and has not answered."""
    return HandOver.objects.filter(case=case, answer=rules.ASKED).select_related("dossier", "case__dossier", "to").first()


def hand_overs_of(case: Case) -> list[HandOver]:
    """Everybody who was asked to take the case over, oldest first."""
    return list(HandOver.objects.filter(case=case).select_related("to"))


def asked_to_take_over(person: Person, at: datetime) -> list[HandOver]:
    """Cases this person is asked to take over: what was disclosed to them, and no case."""
    shown = disclosed_to(person, at).filter(object_kind="hand_over").values("object_uuid")
    rows = HandOver.objects.filter(to=person, answer=rules.ASKED, uuid__in=shown)
    return list(rows.select_related("dossier", "case__academy", "case__subject__person__academy", "asked_by").order_by("-asked_at", "-pk"))


def hand_over_for(person: Person, reference: str, at: datetime) -> HandOver | None:
    return next((row for row in asked_to_take_over(person, at) if row.reference == reference), None)


def asked_path(row: HandOver) -> str:
    return f"/cases/take-over/{row.reference}/"


def hold_of(case: Case) -> Hold | None:
    """The hold that lasts now."""
    return Hold.objects.filter(case=case, ended_at__isnull=True).select_related("dossier").first()


def holds_of(case: Case) -> list[Hold]:
    """Every time it waited, oldest first, with the times somebody looked again."""
    return list(Hold.objects.filter(case=case).prefetch_related("reviews"))


def kept_back(case: Case) -> bool:
    """Whether nothing may be asked of the person now: the case is on hold, and they have not been told of it, or the police or the LADO
    have to go first (DOMAIN 9.2, 9.3)."""
    held = hold_of(case)
    return held is not None and rules.keeps_back(held.reason, told=case.told_at)


def reopening_of(case: Case) -> Reopening | None:
    """Who asks to open it again and has no answer yet."""
    return Reopening.objects.filter(case=case, answer=rules.ASKED).select_related("dossier", "case__dossier", "asked_by").first()


def reopenings_of(case: Case) -> list[Reopening]:
    """Every time somebody asked to open it again, oldest first."""
    return list(Reopening.objects.filter(case=case).select_related("asked_by", "answered_by"))


def agreers(case: Case, asker: Person, at: datetime) -> list[Person]:
    """Who agrees to opening it again: HR; past a conflict of theirs, those above; never whoever asks, nor whoever investigated."""
    busy = {asker, investigator_of(case, at)}
    for symbols in ((HR,), (CEO, ROUTED)):
        if people := [one for symbol in symbols for one in holders(case.dossier, symbol, at) if one not in busy]:
            return list(dict.fromkeys(people))
    return []


def reopenings_for(person: Person, at: datetime) -> list[Reopening]:
    """Closed cases of which this person is to say whether they are opened again."""
    rows = Reopening.objects.filter(answer=rules.ASKED, case__in=cases_for(person, at)).exclude(asked_by=person)
    rows = rows.select_related("case__dossier", "case__academy", "asked_by").order_by("asked_at", "pk")
    return [row for row in rows if person in agreers(row.case, row.asked_by, at)]
