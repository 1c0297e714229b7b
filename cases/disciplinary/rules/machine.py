"""The machine of DOMAIN 9.5 as data, up to its conclusion. Appeals come later: what is not mapped has no exit."""

from foundation.dossiers.rules import CASE_MANAGER, HEARING_CHAIR, PANEL, ROUTED, SUBJECT, Machine, Move
from foundation.people.rules import CEO, HR

from . import guards as g
from .states import CONCLUDED, DECIDED, HEARD, OPENED, OUTCOME_ISSUED, SCHEDULED, WITHDRAWN

ON_BEHALF = "on_behalf"  # a relation: HR, writing down what a person without a sign-in says

_HR = frozenset({HR, CEO, ROUTED})  # others than HR only where HR cannot: see the guard
_CHAIR, _SITS = frozenset({HEARING_CHAIR}), frozenset({HEARING_CHAIR, PANEL})
_MANAGER, _THEY = frozenset({CASE_MANAGER}), frozenset({SUBJECT, ON_BEHALF})

_SEATS = (g.untainted, g.nobody_twice, g.authority)
_DAY = (g.ahead, g.working_day)
_SCHEDULE = (g.for_hr, g.case_runs, g.worst, *_DAY, g.place, g.notice, *_SEATS, g.evidence, g.clean)
_POSTPONE = (g.for_hr, g.case_runs, g.why_postponed, g.reason_unless_companion, *_DAY, g.later, g.place, g.companion_once)
_INVITE = (g.for_hr, g.case_runs, g.not_invited, g.seated, g.invitation, g.says_when, g.ahead, g.notice, g.how)
_HEAR = (
    g.case_runs, g.invited, g.seated, g.all_declared, g.still_untainted, g.answered, g.begun, g.notes, g.present, g.absence,
)  # fmt: skip
_DECIDE = (
    g.case_runs, g.every_finding, g.mitigation, g.warnings, g.sanction, g.something_found, g.no_more_than_said, g.within_authority,
    g.still_here, g.reread, g.reason,
)  # fmt: skip


def _withdrawing(state: str) -> dict[str, Move]:
    """Two people end it: whoever manages the case, and HR."""
    return {
        "ask_withdraw": Move("Propose to withdraw it", state, _MANAGER, (g.withdrawal_not_asked, g.reason)),
        "withdraw": Move("Withdraw it", WITHDRAWN, _HR, (g.for_hr, g.withdrawal_asked, g.of_another)),
    }


DISCIPLINARY: Machine = {
    OPENED: {"schedule": Move("Arrange the hearing", SCHEDULED, _HR, _SCHEDULE), **_withdrawing(OPENED)},
    SCHEDULED: {
        "invite": Move("Invite the person", SCHEDULED, _HR, _INVITE),
        "seat": Move("Name somebody else to hear it", SCHEDULED, _HR, (g.for_hr, g.vacant, *_SEATS)),
        "declare": Move("Say whether you have a conflict", SCHEDULED, _SITS, (g.not_declared, g.declared)),
        "say": Move("Say who comes with you, and what you wish to say", SCHEDULED, _THEY, (g.invited, g.before, g.companion)),
        "ask_day": Move(
            "Ask for another day", SCHEDULED, _THEY,
            (g.invited, g.before, g.not_asked, g.why_postponed, g.reason_unless_companion, *_DAY, g.later, g.companion_once),
        ),
        "keep_day": Move("Keep the day", SCHEDULED, _HR, (g.for_hr, g.asked, g.no_right_to_it, g.reason)),
        "postpone": Move("Postpone it", SCHEDULED, _HR, _POSTPONE),
        "hear": Move("Write down the hearing", HEARD, _CHAIR, _HEAR),
        **_withdrawing(SCHEDULED),
    },
    HEARD: {"decide": Move("Decide", DECIDED, _CHAIR, _DECIDE), **_withdrawing(HEARD)},
    DECIDED: {
        "issue": Move("Give the person the outcome", OUTCOME_ISSUED, _HR, (g.for_hr, g.case_runs, g.outcome_letter, g.dates, g.how)),
        **_withdrawing(DECIDED),
    },
    OUTCOME_ISSUED: {"conclude": Move("Conclude it", CONCLUDED, _HR, (g.for_hr, g.window_over))},
}  # fmt: skip
