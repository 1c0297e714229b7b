"""How the people of the demo meet for what was asked of somebody: the services the pages call, one step a function."""

from datetime import datetime, time, timedelta

from cases.casefile.models import Case
from cases.cooperation import services as cooperation
from cases.cooperation.models import CooperationRequest
from cases.cooperation.rules import DPO_SIDE, HR_SIDE, Scope
from cases.cooperation.selectors import attendants, earliest_day, reviewers, scope_of, who_agrees
from foundation.deadlines.selectors import calendar_of
from foundation.face import when
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.people.models import Person

from .working import fresh

_MINUTES = """Present: the person, a colleague from the union, whoever investigates, and I, who took the notes. It began at 2pm.

Asked how the post came about: the person said that they wrote it at home on Saturday evening, meant as a joke among friends.
Asked who could see it: about ninety people. They had not thought of parents among them.
Asked what they did then: they took it down on Monday, when a colleague told them.

It ended at 2.40pm. Nobody asked for a password, and no device was handed over."""

_NEEDED = "Two colleagues say different things about who could see it, and it weighs for the person if only a few could."
_TRIED = "They sent two screenshots, which do not show the settings, and a written account, which others dispute."


def arranged(row: CooperationRequest, *, by: Person, at: datetime, version: int | None = None) -> CooperationRequest:
    """For a week ahead; whoever investigates asks, and clem or, past a conflict of hers, the next one takes the notes."""
    row = fresh(row)
    leads, *others = attendants(row, at)
    notes = next((one for one in others if one.email.startswith("clem@")), others[0])
    day = when.london(at + timedelta(days=7)).date()
    day = calendar_of(row.dossier).next_working(max(day, earliest_day(row, at)))
    return cooperation.schedule(row, day=day, clock=time(14), place="The small meeting room at the trust's office", led_by=leads,
                                note_taker=notes, by=by, at=at, version=row.version if version is None else version)


def lettered(row: CooperationRequest, *, by: Person, at: datetime) -> Letter:
    """The letter of a request to somebody who cannot sign in, made as it was begun."""
    draft = cooperation.write_letter(fresh(row), by=by, at=at)
    return letters.freeze(draft, by=by, at=at, version=draft.version)


def posted(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    said = {"proof": "Recorded delivery KX 4711 2291 9GB, posted at the office.", "version": row.version}
    return cooperation.serve(row, way="post", sent_at=at, **said, by=by, at=at)


def session(case: Case, *, by: Person, at: datetime) -> CooperationRequest:
    """A supervised session of one account and a few days, put before HR and data protection."""
    last = when.london(at).date() - timedelta(days=1)
    scope = Scope(account="The person's own account on the platform of the report", first_day=last - timedelta(days=20), last_day=last,
                  counterpart="The group in which it was posted", kinds=("posts", "comments", "settings"), necessity=_NEEDED, tried=_TRIED)
    return cooperation.draft(fresh(case), kind="SUPERVISED_SESSION", scope=scope, by=by, at=at,
                             what="The post itself, what was written under it, and who could see it that week.",
                             why="What was said about who could see it differs, and only the account shows it.")


def agreed(row: CooperationRequest, *, at: datetime, sides: tuple[str, ...] = (HR_SIDE, DPO_SIDE)) -> CooperationRequest:
    """By HR and by data protection, or by one of them."""
    for side in sides:
        row = fresh(row)
        row = cooperation.agree(row, side=side, by=who_agrees(row, side, at)[0], at=at, version=row.version)
    return row


def reviewed(row: CooperationRequest, *, outcome: str, at: datetime) -> CooperationRequest:
    """What HR, or whoever is apart from the matter, makes of a refusal; told to the person at once."""
    row = fresh(row)
    by = reviewers(row, at)[0]
    why = "They have written twice what happened, and a third account would add nothing." if outcome == "accept_refusal" else \
        "The messages are their own and few, and nobody asked for the account. What stands against it could be covered."
    row = cooperation.review(row, outcome=outcome, reason=why, by=by, at=at, version=row.version)
    return cooperation.tell_review(row, how="in_person", by=by, at=at, version=row.version)


def withdrawn(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.withdraw(row, reason="The platform has kept it by itself.", by=by, at=at, version=row.version)


def silent(row: CooperationRequest, *, by: Person, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.overdue(row, by=by, at=at, version=row.version)


def shown(row: CooperationRequest, *, by: Person, at: datetime, version: int | None = None) -> CooperationRequest:
    row = fresh(row)
    return cooperation.capture(row, what="settings", day=scope_of(row).first_day, by=by, at=at,
                               version=row.version if version is None else version,
                               words="The group has ninety-one members. What is posted in it can be seen by members only.")


def handed_over(row: CooperationRequest, *, by: Person, at: datetime, version: int | None = None) -> CooperationRequest:
    row = fresh(row)
    account = row.kind == "TRUST_ACCOUNT_TRANSFER"
    witness = next(one for one in attendants(row, at) if one != by)
    return cooperation.hand_over(row, item="The academy's page on the picture platform" if account else "Laptop 0417", witness=witness,
                                 second_factor="yes" if account else "", words="" if account else "In working order.", by=by, at=at,
                                 version=row.version if version is None else version)


def brings(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    return cooperation.bring(row, companion="Ana Bell, from the union", by=row.target.person, at=at, version=row.version)


def minuted(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = fresh(row)
    out = row.kind == "SUPERVISED_SESSION"
    return cooperation.minute(row, words=_MINUTES, logged_out=out, by=row.note_taker, at=at, version=row.version)


def signed(row: CooperationRequest, *, at: datetime, missing: str = "") -> CooperationRequest:
    row = fresh(row)
    return cooperation.sign(row, missing=missing, by=row.target.person, at=at, version=row.version)


def signed_by_both(row: CooperationRequest, *, at: datetime) -> CooperationRequest:
    row = signed(row, at=at, missing="I also said that I was sorry.")
    return cooperation.countersign(row, by=row.led_by, at=at, version=row.version)
