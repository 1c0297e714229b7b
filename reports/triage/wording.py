"""What an event says on a report's timeline: one sentence from the template of its room; what has none is not told to people."""

from functools import cache

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

# the rest is bookkeeping of the rooms below
_SHOWN = ("report.", "safeguarding.", "breach.", "evidence.", "removal.", "access.", "deadline.extended", "deadline.waived")
# said already by the event beside it
_QUIET = frozenset({"report.answered", "report.classified", "report.let_in", "evidence.viewed", "evidence.added", "evidence.checked"})
_KINDS = {
    "report.start": "good",
    "report.agree": "good",
    "report.link": "good",
    "report.no_breach": "good",
    "report.settle": "good",
    "report.refer": "good",
    "report.void": "good",
    "report.low_level": "good",
    "report.propose_low": "wait",
    "report.finished": "good",
    "report.ask_lead": "wait",
    "report.propose_void": "wait",
    "report.reopen": "alert",
    "report.send_back": "alert",
    "report.withdraw": "alert",
    "report.name_person": "alert",
    "report.name_target": "alert",
    "report.unname": "alert",
    "removal.verify": "good",
    "removal.contest": "alert",
    "removal.not_done": "alert",
    "safeguarding.clear": "good",
    "breach.not_breach": "good",
    "breach.no_risk": "good",
    "breach.notify": "good",
    "breach.high_risk": "alert",
    "breach.tell_people": "good",
    "breach.close_breach": "good",
    "breach.reportable": "alert",
    "report.answer": "good",
    "report.ask": "wait",
    "report.propose": "wait",
    "report.submit": "wait",
    "report.hand_back": "wait",
    "safeguarding.flagged": "alert",
    "safeguarding.consult": "alert",
    "safeguarding.call_police": "alert",
    "safeguarding.police": "alert",
    "safeguarding.strategy": "wait",
    "safeguarding.advice": "good",
    "safeguarding.below": "good",
    "safeguarding.outcome": "good",
    "breach.suspected": "alert",
    "report.stepped_back": "alert",
    "report.bar_lifted": "alert",
    "report.identity_opened": "alert",
    "access.refused": "alert",
    "evidence.sealed": "alert",
    "evidence.damaged": "alert",
    "evidence.harmful": "alert",
}


def sentence(event, role_name: str) -> str:
    """The wording of one event, "" for one that is not shown."""
    if event.action in _QUIET or not event.action.startswith(_SHOWN) or (template := _template(event.action)) is None:
        return ""
    return template.render({"event": event, "ids": event.ids, "reason": event.reason, "role_name": role_name}).strip()


def kind(action: str) -> str:
    """How the timeline marks it: "", good, wait or alert; the sentence says it as well."""
    return _KINDS.get(action, "")


@cache
def _template(action: str):
    try:
        return get_template(f"events/{action}.txt")
    except TemplateDoesNotExist:
        return None
