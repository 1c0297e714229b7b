"""The person is invited, by a person first; they say who comes with them and ask for another day; those who hear it declare (DESIGN 5)."""

from datetime import datetime

from django.db import transaction

from cases.casefile.services import declare as declare_conflict
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary
from foundation.dossiers import sealing
from foundation.dossiers.rules import HEARING_CHAIR, PANEL
from foundation.letters.models import Letter
from foundation.messages.rules import COULD_NOT
from foundation.people.models import Person

from .arranging import moving_facts
from .lettering import INVITATION, made, says_when
from .telling import MATTER, news, notify, show, spoken, take, under_lock


def invite(row: Disciplinary, *, how: str, why_not: str = "", by: Person, at: datetime, version: int) -> Disciplinary:
    """Record how the person was told of the day, with the letter. From now on they read it and the evidence on their own page; the notice
    counts from here."""
    with transaction.atomic():
        now = under_lock(row)
        day = selectors.hearing_of(now)
        letter = made(now, day.uuid, INVITATION) if day else None
        facts = {
            "day": day and day.starts_at, "how": how in rules.REACHED and (how != COULD_NOT or why_not.strip()),
            "letter": letter, "says_when": _fits(letter, now),
            "notice": selectors.notice_given(now, day.starts_at, at) if day else 0,
            "least_notice": selectors.least_notice(now, now.worst) if now.worst else 0,
        }  # fmt: skip
        moved = take(now, "invite", by=by, at=at, version=version, facts=facts, reason=how, stays=True)
        day.invited_at, day.invited_how = at, how
        sealing.write(day, "not_reached_sealed", why_not if how == COULD_NOT else "")
        day.save(update_fields=["invited_at", "invited_how", "not_reached_sealed"])
        person = moved.case.subject.person
        news(moved, "disciplinary.invited", about=day.uuid, matter=MATTER, by=by, at=at)
        spoken(moved, about=day.uuid, matter=MATTER, how=how, why_not=why_not, by=by, at=at)
        show(moved, person, selectors.SHOWN, moved.uuid, by=by, at=at)
        show(moved, person, "hearing", day.uuid, by=by, at=at)
        for exhibit in selectors.released(moved):
            show(moved, person, "exhibit", exhibit.uuid, by=by, at=at)
    return moved


def say(
    row: Disciplinary, *, companion: str, companion_name: str = "", statement: str = "", by: Person, at: datetime, version: int
) -> Disciplinary:
    """Who comes with the person, and what they wish those who hear it to know; theirs to change until the hearing."""
    with transaction.atomic():
        facts = {"companion": companion, "companion_name": companion_name.strip()}
        moved = take(under_lock(row), "say", by=by, at=at, version=version, facts=facts, stays=True)
        moved.companion, moved.said_at = companion, at
        sealing.write(moved, "companion_sealed", "" if companion == "nobody" else companion_name)
        sealing.write(moved, "statement_sealed", statement)
        moved.save(update_fields=["companion", "said_at", "companion_sealed", "statement_sealed"])
    return moved


def ask_day(row: Disciplinary, *, why: str, new_at: datetime, reason: str = "", by: Person, at: datetime, version: int) -> Disciplinary:
    """The person asks for another day; the one that was set holds until HR answers."""
    with transaction.atomic():
        now = under_lock(row)
        facts = {"why": why, "reason_length": len(reason), "day": new_at, **moving_facts(now, why, new_at)}
        moved = take(now, "ask_day", by=by, at=at, version=version, facts=facts, reason=why, stays=True)
        day = selectors.hearing_of(moved)
        day.asked_at, day.asked_why, day.asked_for, day.answered_at = at, why, new_at, None
        sealing.write(day, "asked_sealed", reason)
        sealing.write(day, "answer_sealed", "")
        day.save(update_fields=["asked_at", "asked_why", "asked_for", "answered_at", "asked_sealed", "answer_sealed"])
        notify(moved, "disciplinary.day_asked", selectors.arrangers(moved, at), by=by, at=at)
    return moved


def declare(row: Disciplinary, *, conflict: str | None, by: Person, at: datetime, version: int) -> Disciplinary:
    """Whoever hears it says whether they have a conflict: "" is none, words take them off at once (DOMAIN 6.3 R10)."""
    with transaction.atomic():
        now = under_lock(row)
        own = selectors.seat_of(now, by)
        facts = {"declared": conflict is not None, "has_declared": own and own.declared_at}
        moved = take(now, "declare", by=by, at=at, version=version, facts=facts, reason="some" if conflict else "none", stays=True)
        if own is None:
            return moved
        own.declared_at, own.until = at, at if conflict else None
        own.save(update_fields=["declared_at", "until"])
        arranging = selectors.arrangers(moved, at)
        declare_conflict(moved.dossier, by, HEARING_CHAIR if own.chair else PANEL, words=conflict, at=at)
        for exhibit in () if conflict else selectors.released(moved):
            show(moved, by, "exhibit", exhibit.uuid, by=by, at=at)
        if conflict:
            notify(moved, "disciplinary.stepped_back", arranging, by=by, at=at)
    return moved


def _fits(letter: Letter | None, row: Disciplinary) -> bool:
    return letter is not None and says_when(letter, row)
