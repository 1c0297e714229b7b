"""What must be true before a disciplinary process moves: each guard gives the sentence that refuses, or nothing."""

from collections.abc import Mapping

from cases.casefile.rules import FINDINGS, FORMAL, NOT_PROVEN
from foundation.dossiers.rules import about

from .states import COMPANION, COMPANIONS, GRAVITY, LEAST_REASON, NONE, POSTPONED_FOR, SANCTIONS, WORST, WOULD_HAVE_DISMISSED, level

Facts = Mapping[str, object]


def for_hr(facts: Facts) -> str:
    return "" if facts.get("for_hr") else "HR arranges this, or whoever stands in for them because of a conflict."


def case_runs(facts: Facts) -> str:
    return "" if facts.get("case_state") == FORMAL else "The case is on hold, so nothing is done in it now."


@about("worst")
def worst(facts: Facts) -> str:
    return "" if facts.get("worst") in WORST else "Say what the most is that it could lead to."


@about("day")
def ahead(facts: Facts) -> str:
    return "" if facts.get("day") and facts["day"] > facts["now"] else "Choose a day and time that are still to come."


@about("day")
def working_day(facts: Facts) -> str:
    return "" if facts.get("works_then") else "Choose a working day: not a weekend, a holiday, or a day on which the academy is closed."


@about("place")
def place(facts: Facts) -> str:
    return "" if facts.get("place") else "Say where it is held."


@about("day")
def notice(facts: Facts) -> str:
    """DOMAIN 8.3: a minimum, counted from the day on which the person is told; what is postponed was given notice of before."""
    given, least = int(facts.get("notice") or 0), int(facts.get("least_notice") or 0)
    if given >= least:
        return ""
    return f"The person needs at least {least} working days from being told until the hearing. This would be {max(given, 0)}."


@about("chair")
def untainted(facts: Facts) -> str:
    """DOMAIN 6.3 R3, R4: nobody who has read of it, worked on it, or is in conflict."""
    return "" if facts.get("fit") else "Choose people who have had no part in this and have read nothing of it."


@about("chair")
def nobody_twice(facts: Facts) -> str:
    return "" if facts.get("apart") else "Nobody can sit twice: choose different people."


@about("chair")
def authority(facts: Facts) -> str:
    if facts.get("authority"):
        return ""
    return "Those who hear it have no authority for the most that it could lead to. Choose somebody else, or a panel."


@about("reveals")
def clean(facts: Facts) -> str:
    return "" if facts.get("reveals") == "no" else "Evidence that could reveal who reported it is covered first. Make a covered copy."


@about("no_evidence")
def evidence(facts: Facts) -> str:
    if facts.get("not_evidence"):
        return "Choose evidence of this case that can be opened."
    if facts.get("evidence") or facts.get("no_evidence_length", 0) >= LEAST_REASON:
        return ""
    return f"Choose the evidence, or say in at least {LEAST_REASON} characters why there is none."


def not_invited(facts: Facts) -> str:
    return "The person has been told of this day already." if facts.get("invited") else ""


def invited(facts: Facts) -> str:
    return "" if facts.get("invited") else "The person has not been invited yet."


def invitation(facts: Facts) -> str:
    return "" if facts.get("letter") else "Write the invitation and make the letter first."


def says_when(facts: Facts) -> str:
    return "" if facts.get("says_when") else "The letter names another day, time or place than are arranged. Write a new version of it."


@about("how")
def how(facts: Facts) -> str:
    return "" if facts.get("how") else "Say how they were told."


def vacant(facts: Facts) -> str:
    return "" if facts.get("vacant") else "Every seat is taken."


def seated(facts: Facts) -> str:
    return "Whoever is to hear it has stepped back. Name somebody else first." if facts.get("vacant") else ""


def declared(facts: Facts) -> str:
    return "" if facts.get("declared") else "Say first whether you have a conflict of interest."


def not_declared(facts: Facts) -> str:
    return "You have already said whether you have a conflict." if facts.get("has_declared") else ""


def all_declared(facts: Facts) -> str:
    return "" if facts.get("all_declared") else "Not everybody who hears it has said whether they have a conflict."


def still_untainted(facts: Facts) -> str:
    return "Somebody who hears it had read of it before. Somebody else has to." if facts.get("tainted") else ""


@about("companion")
def companion(facts: Facts) -> str:
    if facts.get("companion") not in COMPANIONS:
        return "Say who comes with you."
    return "" if facts["companion"] == "nobody" or facts.get("companion_name") else "Say what they are called."


def before(facts: Facts) -> str:
    return "The day of the hearing has come." if facts.get("starts_at") and facts["now"] >= facts["starts_at"] else ""


@about("why")
def why_postponed(facts: Facts) -> str:
    return "" if facts.get("why") in POSTPONED_FOR else "Say why another day is needed."


@about("reason")
def reason(facts: Facts) -> str:
    return "" if facts.get("reason_length", 0) >= LEAST_REASON else f"Give the reason in at least {LEAST_REASON} characters."


@about("reason")
def reason_unless_companion(facts: Facts) -> str:
    return "" if facts.get("why") == COMPANION else reason(facts)


@about("day")
def later(facts: Facts) -> str:
    return "" if facts.get("day") and facts["day"] > facts["starts_at"] else "Choose a time after the one that holds now."


@about("day")
def companion_once(facts: Facts) -> str:
    """Employment Relations Act 1999 section 10: once by right, not more than five working days after the day that was set."""
    if facts.get("why") != COMPANION:
        return ""
    if facts.get("postponed_for_companion"):
        return "It has been postponed once for a companion. Give another reason if it has to be postponed again."
    within = int(facts.get("moved_by") or 0) <= int(facts.get("most_moved") or 0)
    return "" if within else f"For a companion it moves by {facts['most_moved']} working days at most. Give another reason for a later day."


def not_asked(facts: Facts) -> str:
    return "Another day has been asked for already. HR answers first." if facts.get("asked") else ""


def asked(facts: Facts) -> str:
    return "" if facts.get("asked") else "Nobody has asked for another day."


def no_right_to_it(facts: Facts) -> str:
    """What the person has a right to is not refused."""
    return "They have a right to this: their companion cannot come. Postpone it." if facts.get("right_to_it") else ""


def answered(facts: Facts) -> str:
    return "The person has asked for another day. HR answers that first." if facts.get("asked") else ""


def begun(facts: Facts) -> str:
    return "" if facts.get("starts_at") and facts["now"] >= facts["starts_at"] else "The hearing has not begun yet."


def notes(facts: Facts) -> str:
    return "" if facts.get("notes_length", 0) >= LEAST_REASON else f"Write down what was said, in at least {LEAST_REASON} characters."


def present(facts: Facts) -> str:
    return "" if facts.get("present") else "Write down who was there."


def absence(facts: Facts) -> str:
    """Without the person it goes on only by a decision that is written down."""
    if facts.get("came") not in ("yes", "no"):
        return "Say whether the person came."
    if facts["came"] == "yes" or facts.get("absence_length", 0) >= LEAST_REASON:
        return ""
    return f"Say in at least {LEAST_REASON} characters why it was held without them."


def every_finding(facts: Facts) -> str:
    found = facts.get("findings") or {}
    missing = [ref for ref, (finding, said) in found.items() if finding not in FINDINGS or not said]
    return f"Say what you find about {', '.join(missing)}, and why." if missing or not found else ""


def mitigation(facts: Facts) -> str:
    return "" if facts.get("mitigation") else "Say what speaks for the person, or that nothing was put forward."


def warnings(facts: Facts) -> str:
    return "" if facts.get("warnings") else "Say what you made of live warnings, or that there are none."


def sanction(facts: Facts) -> str:
    return "" if facts.get("sanction") in SANCTIONS else "Choose what follows."


def no_more_than_said(facts: Facts) -> str:
    if GRAVITY[facts["sanction"]] <= GRAVITY[facts["worst"]]:
        return ""
    return "This is more than the person was told that it could lead to."


def within_authority(facts: Facts) -> str:
    return "" if facts.get("authority") else f"Those who heard it have no authority for a {level(facts['sanction'])}."


def something_found(facts: Facts) -> str:
    found = [finding for finding, _ in (facts.get("findings") or {}).values()]
    nothing = all(finding == NOT_PROVEN for finding in found)
    return "Nothing was found proven, so nothing can follow." if nothing and facts["sanction"] != NONE else ""


def still_here(facts: Facts) -> str:
    """Whoever has left cannot be dismissed, and whoever is here is not somebody who left."""
    if (facts["sanction"] == WOULD_HAVE_DISMISSED) == bool(facts.get("left")) or GRAVITY[facts["sanction"]] < GRAVITY[WOULD_HAVE_DISMISSED]:
        return ""
    return "They have left: say that they would have been dismissed." if facts.get("left") else "They have not left: choose a dismissal."


def reread(facts: Facts) -> str:
    return "" if facts.get("reread") or not facts.get("weighed") else "Read again how proportionality was weighed, and confirm it."


def outcome_letter(facts: Facts) -> str:
    return "" if facts.get("letter") else "Write the outcome letter and make it first."


def dates(facts: Facts) -> str:
    """What is given out today counts from today: the letter has to name the days that then hold."""
    missing = facts.get("dates_missing") or ()
    return f"Given out today, the letter has to say {' and '.join(missing)}. Write a new version of it." if missing else ""


def window_over(facts: Facts) -> str:
    if facts.get("appeal_until") and facts["now"] >= facts["appeal_until"]:
        return ""
    return "The person can still appeal. It is concluded once the time for that has ended."


def withdrawal_not_asked(facts: Facts) -> str:
    return "Withdrawing it has been proposed already." if facts.get("withdrawal") else ""


def withdrawal_asked(facts: Facts) -> str:
    return "" if facts.get("withdrawal") else "The case manager proposes that first, and says why."


def of_another(facts: Facts) -> str:
    return "Somebody else has to agree to it." if facts.get("my_own") else ""
