"""What must be true before a case moves: each guard gives the sentence that refuses, or nothing."""

from collections.abc import Callable, Mapping

from foundation.dossiers.rules import STAFF
from reports.concerns.rules import OUTCOMES as WORDS

from .states import DISCLOSURES, HOLD_REASONS, INTENTS, INVESTIGATING, LEAST_REASON, NOT_PROTECTED, PROTECTED, RETENTION, SCOPING, TASK_ENDS

Facts = Mapping[str, object]


def managed_by_nobody(facts: Facts) -> str:
    return "Somebody else already manages this case." if facts.get("manager") else ""


def declared(facts: Facts) -> str:
    return "" if facts.get("declared") else "Say first whether you have a conflict of interest."


def not_told_yet(facts: Facts) -> str:
    return "It is already recorded that the person was told." if facts.get("told") else ""


def successor(facts: Facts) -> str:
    return "" if facts.get("successor") else "Choose somebody who may manage this case."


def task_owner(facts: Facts) -> str:
    return "" if facts.get("task_owner") else "Choose somebody who works on this case."


def due(facts: Facts) -> str:
    return "" if facts.get("due_on") and facts["due_on"] >= facts["today"] else "Choose a day that is not over yet."


def task_end(facts: Facts) -> str:
    if facts.get("ended"):
        return "It is already written down what came of this task."
    return "" if facts.get("end") in TASK_ENDS else "Say what came of it."


def nobody_asked(facts: Facts) -> str:
    return "Somebody has already been asked to investigate." if facts.get("asked") else ""


def written(facts: Facts) -> str:
    return "" if facts.get("words") else "Write something first."


def investigator(facts: Facts) -> str:
    return "" if facts.get("investigator") else "Nobody has accepted the investigation yet."


def terms(facts: Facts) -> str:
    return "" if facts.get("terms") else "Write the terms of reference first."


def told_or_later(facts: Facts) -> str:
    return "" if facts.get("told") or facts.get("later") else "Tell the person first, or give the reason for telling them later."


def lado_first(facts: Facts) -> str:
    if facts.get("harm") == "possible" and not facts.get("lado"):
        return "A child may have been harmed: the LADO's view has to be recorded before anybody investigates."
    return ""


def lado_agrees(facts: Facts) -> str:
    return "A child may have been harmed: the LADO's view has to be recorded first." if facts.get("harm") == "possible" else ""


def reported(facts: Facts) -> str:
    if facts.get("reported"):
        return ""
    return "The investigation was ended early: a formal process needs its report, in which the person was heard."


def reasoned(facts: Facts) -> str:
    return "" if int(facts.get("reason_length") or 0) >= LEAST_REASON else f"Give the reason in at least {LEAST_REASON} characters."


def every_finding(facts: Facts) -> str:
    missing = facts.get("without_finding") or ()
    return f"There is no finding yet for {listed(missing)}." if missing else ""


def heard(facts: Facts) -> str:
    return "" if facts.get("heard") else "Say whether the person had the chance to respond."


def summary(facts: Facts) -> str:
    return "" if facts.get("summary") else "Write what was found before you hand the report in."


def advice(facts: Facts) -> str:
    return "" if facts.get("advice") else "Write the advice first."


def for_hr(facts: Facts) -> str:
    return "" if facts.get("for_hr") else "HR advises on this, or whoever stands in for them because of a conflict."


def advised(facts: Facts) -> str:
    return "" if facts.get("advised") else "HR has not recorded its advice yet."


def not_the_investigator(facts: Facts) -> str:
    return "Whoever investigated cannot also decide." if facts.get("investigated_by_me") else ""


def intent(facts: Facts) -> str:
    return "" if facts.get("intent") in INTENTS else "Say whether it was deliberate, inadvertent or not established."


def weighed(facts: Facts) -> str:
    return "Weigh the proportionality of acting on expression first." if facts.get("weighing_needed") and not facts.get("weighed") else ""


def disclosure(facts: Facts) -> str:
    """DOMAIN 3.4: it is tested first whether somebody told of wrongdoing, before it is treated as misuse."""
    if facts.get("protected") not in DISCLOSURES:
        return "Say whether what was said could be a protected disclosure."
    if facts.get("protected") == NOT_PROTECTED or int(facts.get("protected_length") or 0) >= LEAST_REASON:
        return ""
    return f"Say what it tells of, and what is decided beside it, in at least {LEAST_REASON} characters."


def unprotected(facts: Facts) -> str:
    if facts.get("protected") == PROTECTED:
        return "Nothing is done about somebody for telling of wrongdoing. Decide that there is no case to answer."
    return ""


def word(facts: Facts) -> str:
    """DOMAIN 3.1, 9.2: where a child may have been harmed, one of five words, as agreed with the LADO."""
    if not facts.get("safeguarding"):
        return ""
    if facts.get("word") not in WORDS:
        return "Choose the word that was agreed with the LADO."
    if facts.get("agreed") not in (None, "", facts.get("word")):
        return "Another word stands in the safeguarding record. Agree with the LADO on one first."
    return ""


def compared(facts: Facts) -> str:
    return "" if facts.get("compared") else "Say how this compares with similar cases."


def disciplinable(facts: Facts) -> str:
    return "" if facts.get("subject_kind") == STAFF else "A formal process is only for staff: choose another way."


def grounded(facts: Facts) -> str:
    if facts.get("grounded"):
        return ""
    return "Nothing that the policy requires or expects was found proven, so this cannot become formal."


def not_asked_yet(facts: Facts) -> str:
    return "Somebody has already asked to open it again, and waits for an answer." if facts.get("reopening") else ""


def no_process(facts: Facts) -> str:
    if facts.get("formal"):
        return "This case became formal. What is new belongs in its disciplinary process or an appeal: it is not opened again."
    return ""


def reopening_asked(facts: Facts) -> str:
    return "" if facts.get("reopening") else "Nobody asks to open this case again."


def asked_by_another(facts: Facts) -> str:
    return "Whoever asked to open it again cannot also agree." if facts.get("asked_by_me") else ""


def same_person(facts: Facts) -> str:
    """A name proves nothing: only the directory says that two are one."""
    return "" if facts.get("same_person") else "A report joins a case only where both are about the same person of the directory."


def same_policy(facts: Facts) -> str:
    return "" if facts.get("same_policy") else "Another version of the policy was in force when this happened: open a case of its own."


def not_handed_in(facts: Facts) -> str:
    if facts.get("stage") in (SCOPING, INVESTIGATING):
        return ""
    return "What was found in this case has been handed in. Give the report of the investigation back first, or open another case."


def not_above(facts: Facts) -> str:
    if facts.get("above"):
        return "Not everybody who works on this case may read this report: open a case of its own."
    return ""


def no_part_in_both(facts: Facts) -> str:
    if facts.get("part_in_both"):
        return "Somebody who works on this case has a part in this report: open a case of its own."
    return ""


def hold_reason(facts: Facts) -> str:
    return "" if facts.get("hold_reason") in HOLD_REASONS else "Choose why the case is put on hold."


def held_from(state: str) -> Callable[[Facts], str]:
    """A case goes on where it was held, and nowhere else."""

    def guard(facts: Facts) -> str:
        return "" if facts.get("held_from") == state else "The case goes on from where it was put on hold."

    return guard


def settled(facts: Facts) -> str:
    still_open = facts.get("still_open") or ()
    return f"This case cannot be closed yet. Still open: {listed(still_open)}." if still_open else ""


def retention(facts: Facts) -> str:
    if facts.get("retention") not in RETENTION:
        return "Choose how long the record is kept."
    return "" if facts.get("retention") in facts.get("fitting", ()) else "This time does not fit what was decided. Choose another."


def learning(facts: Facts) -> str:
    return "" if facts.get("learning") else "Write what was learned, or that there was nothing to learn."


def spoken_to(facts: Facts) -> str:
    return "Nobody has spoken yet to somebody it was aimed at. Whoever looks after them has to do that first." if facts.get("alone") else ""


def support(facts: Facts) -> str:
    return "" if facts.get("supported") or not facts.get("targeted") else "Check first how the person it was aimed at is, and confirm it."


def listed(items) -> str:
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
