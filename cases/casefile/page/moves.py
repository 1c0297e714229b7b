"""What the case waits for, who holds that, and the moves the reader may make."""

from datetime import datetime

from cases.casefile import rules
from cases.casefile.reading import Found
from cases.casefile.selectors import advisers, agreers
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, RUNG_HEAD, offered
from foundation.face.rows import MoveLink, Stage
from foundation.people.models import Person
from foundation.people.rules import CEO, HEAD, HR
from foundation.people.selectors import placements_of

_STAGES = (
    (rules.SCOPING, "Prepare"),
    (rules.INVESTIGATING, "Investigate"),
    (rules.DECISION_PENDING, "Decide"),
    ("OUTCOME", "Act"),
    (rules.CLOSED, "Close"),
)
# what is already so, and therefore not offered again: move → why not
_ALREADY = {
    "take_on": lambda on: on["manager"],
    "tell": lambda on: on["told"],
    "appoint": lambda on: on["investigator"],
    "relieve": lambda on: not on["investigator"],
    "start": lambda on: not on["investigator"],
    "submit_report": lambda on: on["missing"],
    "advise": lambda on: on["advised"] or not on["adviser"],
    "weigh": lambda on: not on["expression"],
    "ask_reopen": lambda on: on["reopening"] or on["formal"],
    "reopen": lambda on: not on["reopening"] or not on["adviser"],
    "join": lambda on: True,  # from the report that is added, where a case would be opened
    **{rules.release_to(state): lambda on, state=state: on["held_from"] != state for state in rules.HOLDABLE},
    **dict.fromkeys(("accept", "decline", "take_over", "not_take_over", "end_task"), lambda on: True),  # theirs, on a page of their own
}
# each rule has its own page to be found on, and one page leads to them; all ways back from a hold are one page
_PAGES = {"find": "investigation", "reopen": "answer-reopening", **{rules.release_to(state): "release" for state in rules.HOLDABLE}}
_ASIDE = frozenset(  # what never stands first
    "ask_reopen note add_task progress hand_over relieve hold review_hold not_needed discontinue return_report".split()
)
_ANSWERS = ("not_reopen",)  # on the page of the one beside it
_LABELS = {"reopen": "Say whether it is opened again"}
_DECISIONS = ("decide_no_case", "decide_informal", "decide_formal")


def symbols(found: Found, person: Person, at: datetime) -> frozenset[str]:
    """The person's parts and roles here as far as the page offers moves by them; services ask the door again."""
    own = {row.second for row in found.of("party") if row.uuid == person.uuid and row.flag}
    desks = {(HR, None), (HEAD, found.case.academy_id) if found.case.dossier.tier <= RUNG_HEAD else (CEO, None)}
    return frozenset(own | {role for role, academy in placements_of(person, at) if (role, academy) in desks})


def standing_facts(found: Found) -> dict[str, object]:
    """What is already so in this case, for the choice of moves to offer."""
    held = {row.second for row in found.of("party") if row.flag}
    return {
        "manager": CASE_MANAGER in held,
        "investigator": INVESTIGATOR in held,
        "told": found.case.told_at,
        "advised": found.case.advised_at,
        "asked": INVESTIGATOR in held or any(not row.flag for row in found.of(rules.APPOINTMENT)),
        "missing": [row.first for row in found.of("allegation") if not row.third],
        "expression": found.expression,
        "held_from": found.case.held_from,
        "reopening": found.reopening,
        "formal": found.case.decision == rules.FORMAL,
    }


def advises(found: Found, held: frozenset[str], person: Person, at: datetime) -> bool:
    """HR; those above are asked for only where HR is in conflict, which costs a look. To opening a case again, never whoever asks."""
    if (row := found.reopening) is not None:
        return bool(held & {HR, CEO, ROUTED}) and person in agreers(found.case, row.asked_by, at)
    if HR in held or found.case.state != rules.DECISION_PENDING:
        return HR in held
    return bool(held & {CEO, ROUTED}) and CASE_MANAGER not in held and person in advisers(found.case, at)


def moves(found: Found, standing, *, adviser: bool) -> list[MoveLink]:
    """The moves this person may make now, each a link to its own page; the three ways to decide share one."""
    so = standing_facts(found) | {"adviser": adviser}
    names = [name for name in offered(rules.CASE, found.case.state, standing) if not _ALREADY.get(name, lambda _: False)(so)]
    here = f"/cases/{found.case.reference}/"
    links = [
        MoveLink(href=f"{here}{_PAGES.get(name, name.replace('_', '-'))}/", **_look(found, name, so))
        for name in names if name not in (*_DECISIONS, *_ANSWERS)
    ]
    if set(names) & set(_DECISIONS):
        links.append(MoveLink("Decide", f"/cases/{found.case.reference}/decide/"))
    removable = found.case.state in rules.REMOVABLE_IN and not found.kept_back
    if standing & {CASE_MANAGER, HEAD, CEO, ROUTED} and removable:
        links.append(MoveLink("Ask for something to be removed", f"/removals/for/{found.case.reference}/", kind="secondary"))
    if INVESTIGATOR in standing and found.case.state in rules.COOPERATES_IN:
        links.append(MoveLink("Ask the person to co-operate", f"/cooperation/for/{found.case.reference}/", kind="secondary"))
    if standing & {CASE_MANAGER, INVESTIGATOR, ROUTED} and found.case.state != rules.CLOSED:
        links.append(MoveLink("Step back because of a conflict", f"/cases/{found.case.reference}/step-back/", kind="secondary"))
    return links


def _look(found: Found, name: str, so) -> dict[str, str]:
    """Closing is not what stands first while the case waits for a hearing, nor asking anew while somebody is asked."""
    anew, waits = name == "appoint" and so["asked"], name in _ASIDE or (name == "close" and waits_for_a_hearing(found))
    label = _LABELS.get(name) or ("Ask somebody else to investigate" if anew else rules.CASE[found.case.state][name].label)
    return {"label": label, "kind": "secondary" if anew or waits else ""}


def waits_for_a_hearing(found: Found) -> bool:
    return rules.waits_for_a_hearing(found.case.state, heard=_heard(found))


def hearing_path(found: Found) -> str:
    """The page of the hearing that the case waits for."""
    return next((row.third for row in found.of(rules.DISCIPLINARY) if not row.flag), "")


def _heard(found: Found) -> bool:
    return all(row.flag for row in found.of(rules.DISCIPLINARY))


def first_move(found: Found) -> tuple[str, str]:
    """What the case waits for, and the names of those who hold it."""
    so = standing_facts(found)
    asked = any(not row.flag for row in found.of(rules.APPOINTMENT))
    state = {"asked": asked, "investigator": bool(so["investigator"]), "advised": bool(so["advised"]), "manager": bool(so["manager"])}
    state["heard"] = _heard(found)
    move, holder = rules.first_move(found.case.state, **state)
    if found.reopening:
        move, holder = "Say whether it is opened again", HR
    return move, holder_name(holder, {rules.APPOINTEE: found.asked} | {row.second: row.first for row in found.of("party") if row.flag})


def holder_name(symbol: str, names: dict[str, str]) -> str:
    return names.get(symbol) or {HR: "HR", rules.APPOINTEE: "the person asked to investigate", CASE_MANAGER: "nobody yet"}.get(symbol, "")


def stages(case) -> list[Stage]:
    """The five stages of a case, with the one it is in."""
    now = "OUTCOME" if case.stage in rules.DECIDED else case.stage
    order = [code for code, _ in _STAGES]
    at = order.index(now)
    notes = {"OUTCOME": rules.STATE_WORDS[case.stage]} if case.stage in rules.DECIDED else {}
    notes |= {now: rules.STATE_WORDS[case.state]} if case.state == rules.HELD else {}
    return [
        Stage(label, "done" if place < at or now == rules.CLOSED else "now" if place == at else "next", notes.get(code, ""))
        for place, (code, label) in enumerate(_STAGES)
    ]
