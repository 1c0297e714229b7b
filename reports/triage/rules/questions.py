"""What some rules ask of whoever triages before a decision (DOMAIN 2, flags of clauses): which other policy, whether it is protected,
how it was found out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from foundation.dossiers.rules import Refused
from policy.rules import RELATED_POLICIES
from reports.intake.rules import NO, UNSURE, YES

POLICIES, PROTECTED, SOURCE = "policies", "protected", "source"
# flag of a clause → the question it brings
OF_FLAG: Mapping[str, str] = MappingProxyType(
    {"pick_related_policy": POLICIES, "whistleblowing_check": PROTECTED, "monitoring_evidence": SOURCE}
)
SEEN, TOLD, ON_RECORD, NO_RECORD = "seen", "told", "record", "no_record"
SOURCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        SEEN: ("Somebody saw it", "Openly, or it was shown to them"),
        TOLD: ("The person said so themself", ""),
        ON_RECORD: ("By watching the trust's systems", "It is on record who authorised it, for what, and until when"),
        NO_RECORD: ("By watching the trust's systems", "Nothing is on record about that"),
    }
)
PROTECTED_ANSWERS = (YES, NO, UNSURE)
UNLAWFUL = (
    "What was found by watching staff counts only if it is on record who authorised that, for what, and that they knew (UK GDPR). Ask the "
    "data protection officer first."
)
ASKED_FIRST = "Answer first what the rules you chose ask."


def asked(flags: Iterable[str]) -> tuple[str, ...]:
    """The questions that clauses with these flags bring, in the page's order."""
    raised = set(flags)
    return tuple(question for flag, question in OF_FLAG.items() if flag in raised)


def unanswered(flags: Iterable[str], answers: Mapping[str, object]) -> tuple[str, ...]:
    """Which of them have no answer yet. `answers`: question → what was said."""
    return tuple(question for question in asked(flags) if not answers.get(question))


def check(flags: Iterable[str], answers: Mapping[str, object]) -> None:
    """Refuse an answer that is none, evidence nobody authorised, and a question left out."""
    if set(answers.get(POLICIES) or ()) - set(RELATED_POLICIES):
        raise Refused("Choose policies from the list.", field=POLICIES)
    if answers.get(PROTECTED) not in (None, "", *PROTECTED_ANSWERS):
        raise Refused("Answer with yes, no or not sure.", field=PROTECTED)
    if answers.get(SOURCE) == NO_RECORD:
        raise Refused(UNLAWFUL, field=SOURCE)
    if answers.get(SOURCE) not in (None, "", *SOURCES):
        raise Refused("Choose how it was found out.", field=SOURCE)
    if left := unanswered(flags, answers):
        raise Refused(ASKED_FIRST, field=left[0])
