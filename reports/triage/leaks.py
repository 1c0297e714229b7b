"""A possible data breach as triage's pages and lists show it: whose turn, the moves, what was said. Nothing here reads."""

from django.db.models import Q

from foundation.dossiers.rules import offered
from foundation.face import when
from foundation.face.rows import MoveLink
from reports.concerns import rules as concerns
from reports.concerns.models import BreachRecord
from reports.concerns.rules import breaches
from reports.intake.rules import NO, YES

from .rules.turns import ASSESS, FINISH, NOTIFY, TELL, WEIGH, Turn

_TO_TELL = Q(state__in=(concerns.REPORTABLE, concerns.NOTIFIED), risk=YES, people="")
_SETTLED = Q(risk=NO) | ~Q(people="")
# of each turn, the records it is the turn of: no record has two
_OF_TURN = {
    ASSESS: Q(state=concerns.SUSPECTED),
    TELL: _TO_TELL,
    NOTIFY: Q(state=concerns.REPORTABLE) & ~_TO_TELL,
    WEIGH: Q(state=concerns.NOTIFIED, risk=""),
    FINISH: Q(state=concerns.NOTIFIED) & _SETTLED,
}
OF_TURN = {turn: Q(pk__in=BreachRecord.objects.filter(of_turn).values("report")) for turn, of_turn in _OF_TURN.items()}


def turn_of(leak: BreachRecord) -> Turn:
    """Whose turn a record is: the same as `OF_TURN`, from a line of a list. People at high risk come before the ICO."""
    if leak.state == concerns.SUSPECTED:
        return ASSESS
    if leak.risk == YES and not leak.people:
        return TELL
    if leak.state == concerns.REPORTABLE:
        return NOTIFY
    return FINISH if leak.risk else WEIGH


# move of the record → (its page, what leads there, a hint)
_PAGES = {
    "notify": ("notify", "Write down that the ICO was told", "Within 72 hours of the first suspicion."),
    "tell_people": ("tell-people", "Write down that people were told", "Those whose data it is: who, how, and what you told them."),
    "spare_people": ("spare-people", "Write down why they need not be told", "The law knows three reasons."),
    "high_risk": ("risk", "Say whether the risk to people is high", "Then those whose data it is have to be told without delay."),
    "describe": ("register-entry", "Write what happened into the register", "What happened, what it led to, what was done about it."),
    "close_breach": ("close-breach", "Close the record of the data breach", ""),
}


def moves(leak: BreachRecord, standing, href) -> list[MoveLink]:
    """What whoever assesses it may do now. `href`: the address of a page of the report."""
    able = offered(concerns.DATA_BREACH, leak.state, standing)
    if leak.state == concerns.SUSPECTED:
        return [MoveLink("Assess whether personal data got out", href("assess"))] if able else []
    idle = set()
    if leak.risk != YES:
        idle |= {"tell_people", "spare_people"}
    elif leak.people == breaches.PEOPLE_TOLD:
        idle |= {"spare_people"}
    if leak.risk == YES:
        idle |= {"high_risk"}
    first = turn_of(leak) if leak.state != concerns.NO_RISK else None
    leads = {NOTIFY: "notify", TELL: "tell_people", WEIGH: "high_risk", FINISH: "describe"}.get(first, "")
    if first == FINISH and leak.described_at:
        leads = "close_breach"
    links = [(name, *_PAGES[name]) for name in _PAGES if name in able and name not in idle]
    return [MoveLink(label, href(page), hint, "" if name == leads else "secondary") for name, page, label, hint in links]


def lines(leak: BreachRecord, words: dict, tellings: list, said: dict, *, reasons: bool) -> list[tuple[str, str]]:
    """What became of it, as rows of the report's page; the words with `reasons`, for whoever assesses it and whoever may run the case.
    `said`: row uuid → column → text of the tellings."""
    state = f"{concerns.BREACH_WORDS[leak.state]}."
    if not reasons:
        return [("The data protection officer", state)]
    told = f"Told on {when.moment(leak.ico_told_at)}, reference {words['ico_reference_sealed']}" if leak.ico_told_at else ""
    assessed = [state, words["assessment_sealed"], told, words["late_sealed"]]
    risk = [{YES: "High", NO: "Not high"}.get(leak.risk, ""), words["risk_sealed"]]
    return [
        ("The data protection officer", "\n".join(filter(None, assessed))),
        ("Risk to the people whose data it is", "\n".join(filter(None, risk))),
        *((f"People told on {when.moment(row.told_at)}", _told(row, said[row.uuid])) for row in tellings),
        ("Why people were not told", f"{breaches.SPARED[leak.people]}\n{words['spared_sealed']}" if leak.people in breaches.SPARED else ""),
        ("What happened to the data", words["facts_sealed"]),
        ("What it led to", words["effects_sealed"]),
        ("What was done about it", words["actions_sealed"]),
    ]


def _told(row, words: dict) -> str:
    return f"{words['who_sealed']}\n{breaches.HOW_TOLD[row.how]}\n{words['what_sealed']}\nWritten down by {row.by.name}"
