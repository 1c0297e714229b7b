"""What stands beside each form, and what it offers to choose from."""

from datetime import datetime
from uuid import UUID

from cases.casefile.listing import party_name, person_options
from cases.disciplinary import rules, selectors
from cases.disciplinary.models import Disciplinary
from foundation.dossiers import sealing
from foundation.evidence.rules import HOW_SEEN
from foundation.face import when
from foundation.face.rows import SummaryRow
from foundation.people.rules import ROLE_NAMES
from foundation.people.selectors import can_sign_in

from . import rows


def slug(code: str) -> str:
    return code.replace("_", "-")


def worst_by(name: str) -> str | None:
    return next((code for code in rules.WORST if slug(code) == name), None)


def to_choose(row: Disciplinary, worst: str, at: datetime) -> dict[str, list]:
    """Who may hear it where `worst` is the most it could lead to, and which evidence can be released."""
    exhibits = [(str(one.uuid), f"{one.label}: {HOW_SEEN[one.how_seen]}") for one in selectors.releasable(row.case)]
    chairs, members = selectors.chairs(row.case, worst, at), selectors.candidates(row.case, worst, at)
    return {"chairs": person_options(chairs), "members": person_options(members), "evidence": exhibits}


def chosen(row: Disciplinary, worst: str, cleaned: dict, at: datetime) -> dict[str, object]:
    """The people and exhibits behind what was chosen."""
    people = {str(one.uuid): one for one in selectors.chairs(row.case, worst, at)}
    exhibits = {str(one.uuid): one for one in selectors.releasable(row.case)}
    return {
        "chair": people[cleaned["chair"]],
        "members": [people[one] for one in cleaned.get("members") or ()],
        "evidence": [exhibits[one] for one in cleaned.get("evidence") or ()],
    }


def before_arranging(row: Disciplinary, worst: str, at: datetime) -> dict[str, object]:
    """What the form has to keep to: the notice, who has the authority."""
    asked = selectors.authority_for(row.case, worst, at)
    alone, panel = (", ".join(sorted(ROLE_NAMES[one].lower() for one in some)) for some in (asked.alone, asked.panel))
    return {
        "rows": [
            SummaryRow("Person it is about", party_name(row.case.subject)),
            rows.alleged(row),
            SummaryRow("The most it could lead to", rules.SANCTIONS[worst]),
            SummaryRow("Notice", f"At least {when.count(selectors.least_notice(row, worst), 'working day')} from when they are told"),
            SummaryRow("May hear it alone", alone.capitalize() or "Nobody"),
            SummaryRow(f"May hear it together, {rules.LEAST_PANEL} or more", panel.capitalize() or "Nobody"),
        ]
    }


def before_inviting(row: Disciplinary) -> dict[str, object]:
    row = selectors.of_case(row.dossier)
    day = selectors.hearing_of(row)
    return {
        "name": party_name(row.case.subject), "here": can_sign_in(row.case.subject.person),
        "rows": [*rows.where_and_when(day), rows.who_hears(row), rows.alleged(row)],
    }  # fmt: skip


def to_seat(row: Disciplinary, at: datetime) -> dict[str, list]:
    """Who may be named where somebody stepped back; [] for a seat that is taken."""
    row = selectors.of_case(row.dossier)
    chair, missing = selectors.vacancies(row)
    taken = {one.person_id for one in row.seats.all()}
    free = {name: [one for one in find(row.case, row.worst, at) if one.pk not in taken] for name, find in _FINDS.items()}
    return {"chairs": person_options(free["chairs"]) if chair else [], "members": person_options(free["members"]) if missing else []}


_FINDS = {"chairs": selectors.chairs, "members": selectors.candidates}


def named(row: Disciplinary, cleaned: dict, at: datetime) -> dict[str, object]:
    people = {str(one.uuid): one for one in selectors.chairs(row.case, row.worst, at)}
    return {"chair": people.get(cleaned.get("chair") or ""), "members": [people[one] for one in cleaned.get("members") or ()]}


def wish(row: Disciplinary) -> str:
    """What the person asked about the day, for whoever answers it."""
    day = selectors.hearing_of(row)
    if day is None or not day.wished:
        return ""
    said = sealing.read_one(day)["asked_sealed"]
    return f"They asked for {when.moment(day.asked_for)}. {rules.POSTPONED_FOR[day.asked_why]}. {said}".strip()


def wished(row: Disciplinary) -> dict[str, object]:
    """What a form for another day begins with: what the person asked for, where they did."""
    day = selectors.hearing_of(row)
    begun = {"version": row.version, "place": sealing.read_one(day)["place_sealed"]} if day else {"version": row.version}
    if day is None or not day.wished:
        return begun
    local = when.london(day.asked_for)
    return begun | {"why": day.asked_why, "day": local.date(), "clock": f"{local:%H:%M}"}


def right_to_another(row: Disciplinary) -> str:
    days = selectors.limit(row.dossier, "companion_postpone").amount
    return (
        f"If your companion cannot come, you have a right to another time, once, up to {when.count(days, 'working day')} after the day "
        "that was set. For any other reason HR decides. The day that was set holds until you have an answer."
    )


def said_before(row: Disciplinary) -> dict[str, object]:
    words = sealing.read_one(row)
    said = {"companion_name": words["companion_sealed"], "statement": words["statement_sealed"]}
    return {"version": row.version, "companion": row.companion, **said}


def before_declaring(row: Disciplinary) -> dict[str, object]:
    """All that somebody learns before they have declared: whom it concerns, when, who else."""
    row = selectors.of_case(row.dossier)
    person = SummaryRow("Person it is about", party_name(row.case.subject))
    return {"rows": [person, *rows.where_and_when(selectors.hearing_of(row)), rows.who_hears(row)]}


def expected(row: Disciplinary) -> str:
    """Who was to be there, for the record to begin with."""
    row = selectors.of_case(row.dossier)
    words = sealing.read_one(row)
    people = [one.person.name for one in selectors.seats_of(row)] + [party_name(row.case.subject), words["companion_sealed"]]
    return "\n".join(filter(None, people))


def to_decide(row: Disciplinary) -> dict[str, object]:
    """The allegations as the form asks about them; what can follow, up to what the person was told."""
    looked_into: list[tuple[UUID, str]] = [(one.uuid, f"{one.clause.ref} {one.clause.label}") for one in selectors.allegations(row)]
    most = rules.GRAVITY[row.worst] if row.worst else 0
    sanctions = [(code, words) for code, words in rules.SANCTIONS.items() if rules.GRAVITY[code] <= most]
    return {"allegations": looked_into, "weighed": selectors.weighed(row), "sanctions": sanctions}


def before_deciding(row: Disciplinary, at: datetime) -> dict[str, object]:
    row = selectors.of_case(row.dossier)
    live = rows.live(selectors.live_warnings(row.case.subject.person, at))
    return {
        "found": rows.found(row), "bundle": rows.summary(row), "evidence": rows.evidence(row), "weighing": rows.weighing(row),
        "said": rows.said(row), "record": rows.record(selectors.hearing_of(row)),
        "live": live or [SummaryRow("Live warnings", "None that still counts")],
    }  # fmt: skip


def before_issuing(row: Disciplinary, at: datetime) -> dict[str, object]:
    row = selectors.of_case(row.dossier)
    outcome = selectors.outcome_of(row)
    live = selectors.live_until(row, outcome.sanction, at) if outcome else None
    return {
        "name": party_name(row.case.subject),
        "here": can_sign_in(row.case.subject.person),
        "rows": [
            *([SummaryRow("What follows", rules.SANCTIONS[outcome.sanction])] if outcome else []),
            *([SummaryRow("Counts until the end of", when.day(live))] if live else []),
            SummaryRow("They can appeal until", when.moment(selectors.appeal_until(row, at))),
        ],
    }


def proposed(row: Disciplinary) -> list[SummaryRow]:
    """What the case manager wrote, for whoever agrees."""
    if not row.withdraw_asked_at:
        return []
    return [SummaryRow(f"{row.withdraw_asked_by.name} writes", sealing.read_one(row)["withdraw_sealed"])]
