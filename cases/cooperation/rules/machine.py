"""The machine of DOMAIN 9.4 as data: state → {move: roles, guards, target}."""

from cases.serving import rules as serving
from cases.serving.rules import ON_BEHALF  # whoever asks
from foundation.dossiers.rules import CASE_MANAGER, INVESTIGATOR, ROUTED, SUBJECT, Machine, Move, offered
from foundation.people.rules import CEO, DPO, HR

from . import guards as g
from . import handing, sessions
from . import meetings as m
from .kinds import KINDS, WRITTEN_ACCOUNT
from .states import (
    ACCEPTED_REFUSAL,
    ACKNOWLEDGED,
    COMPLETED,
    DECLINED,
    DRAFT,
    ISSUED,
    LEADS,
    NOTE_TAKER,
    OVERDUE_REVIEW,
    PARTIAL,
    SCHEDULED,
    UNREASONABLE,
    WITHDRAWN,
)

_IO, _MANAGER = frozenset({INVESTIGATOR}), frozenset({CASE_MANAGER})
_ASKS, _ASKED = _IO | _MANAGER, frozenset({SUBJECT, ON_BEHALF})
_WRITING = _ASKS | {HR}  # what goes to somebody who cannot sign in, and comes from them, on paper
_REVIEWS = frozenset({HR, CEO, ROUTED})  # others than HR only where HR cannot: see the guard

_WITHDRAW = Move("Withdraw the request", WITHDRAWN, _ASKS, (g.reason, g.no_credential))
_SUPPLY = Move("Send my answer", COMPLETED, _ASKED, (g.told, g.answered_here, g.something, g.no_credential))
_PART = Move("Send a part of it", PARTIAL, _ASKED, (g.told, g.answered_here, g.something, g.reason, g.no_credential))
_PAPER = Move(
    "Write down their account, which came on paper", COMPLETED, _WRITING,
    (g.told, g.account, serving.no_access, g.came, g.something, g.no_credential),
)  # fmt: skip
_DECLINE = Move("Decline, and say why", DECLINED, _ASKED, (g.told, g.reason, g.no_credential))
_AGREE = (sessions.only_session, g.not_sent_back, sessions.not_agreed_yet, sessions.another_person)
_HAND_OVER = Move(
    "Record that it was handed over", COMPLETED, _ASKS,
    (g.told, handing.comes_back, handing.item, handing.witnessed, handing.second_factor, g.no_credential),
)
_LATE = Move("Ask HR to look why there is no answer", OVERDUE_REVIEW, _ASKS, (g.late,))
_REVIEW = {
    "accept_refusal": Move("Accept the reason", ACCEPTED_REFUSAL, _REVIEWS, (g.reviewer, g.health, g.long_reason, g.no_credential)),
    "more_time": Move("Ask again, with more time", ISSUED, _REVIEWS, (g.reviewer, g.health, g.long_reason, g.no_credential)),
    "unreasonable": Move(
        "Do not accept the reason", UNREASONABLE, _REVIEWS, (g.reviewer, g.health, g.not_unwell, g.long_reason, g.no_credential)
    ),
}
_WITH_HR = {**_REVIEW, "reconsider": Move("Answer it after all", ACKNOWLEDGED, _ASKED, (g.told,)), "withdraw": _WITHDRAW}


def _dates(state: str) -> dict[str, Move]:
    """Asking for another date, and the two answers to that; the request stays where it is."""
    return {
        "ask_date": Move("Ask for another date", state, _ASKED, (g.told, g.dated, g.reason, g.no_credential)),
        "give_time": Move("Give more time", state, _ASKS, (g.told, g.dated, g.later)),
        "keep_date": Move("Keep the date", state, _ASKS, (g.date_asked, g.reason, g.no_credential)),
    }


def _tell_review(state: str) -> Move:
    return Move("Tell the person what HR decided", state, _ASKS | _REVIEWS, (g.not_on_hold, g.not_told_of_review, g.how, g.no_credential))


_SCHEDULE = Move(
    "Arrange the day",
    SCHEDULED,
    _ASKS,
    (g.not_on_hold, g.told, m.meets, m.not_held, m.place, m.day, m.notice, m.two_people, m.fit, g.no_credential),
)
_COMPANION = (_ASKED, (g.told, m.meets, m.somebody_comes, g.no_credential))
_OF_A_DAY = {
    "schedule": Move("Arrange another day", SCHEDULED, _SCHEDULE.roles, _SCHEDULE.guards),
    "companion": Move("Say who comes with me", SCHEDULED, *_COMPANION),
    "ask_date": Move("Ask for another day", SCHEDULED, _ASKED, (g.told, g.dated, m.not_held, g.reason, g.no_credential)),
    "keep_date": Move("Keep the day", SCHEDULED, _ASKS, (g.date_asked, g.reason, g.no_credential)),
    "decline": Move("Decline, and say why", DECLINED, _ASKED, (g.told, m.not_held, g.reason, g.no_credential)),
    "missed": Move("Record that they did not come", OVERDUE_REVIEW, _ASKS, (m.begun, m.not_held, g.reason, g.no_credential)),
    "minute": Move(
        "Write the minutes", SCHEDULED, frozenset({NOTE_TAKER}),
        (m.begun, m.not_held, m.minutes, sessions.logged_out, g.no_credential),
    ),
    "capture": Move(
        "Add what was shown", SCHEDULED, frozenset({NOTE_TAKER, LEADS}),
        (sessions.only_session, m.begun, m.not_held, sessions.not_stopped, sessions.inside, sessions.described, g.no_credential),
    ),
    "stop": Move(
        "Stop the session", SCHEDULED, _ASKED | {NOTE_TAKER, LEADS}, (sessions.only_session, m.begun, m.not_held, sessions.not_stopped),
    ),
    "sign": Move("Sign the minutes", SCHEDULED, _ASKED, (m.held, m.not_signed, g.no_credential)),
    "sign_not": Move("Say why I do not sign", SCHEDULED, _ASKED, (m.held, m.not_signed, g.reason, g.no_credential)),
    "countersign": Move("Sign the minutes for the trust", SCHEDULED, frozenset({LEADS}), (m.held, m.not_countersigned)),
    "complete": Move("Say that it is done", COMPLETED, _ASKS, (m.held, m.by_both)),
    "withdraw": Move("Withdraw the request", WITHDRAWN, _ASKS, (m.not_held, g.reason, g.no_credential)),
}  # fmt: skip

COOPERATION: Machine = {
    DRAFT: {
        "rewrite": Move("Change it", DRAFT, _IO, g.READY),
        "approve": Move(
            "Approve it", ISSUED, _MANAGER,
            (*g.READY, g.not_by_oneself, g.not_sent_back, g.case_told, sessions.agreed, sessions.apart_from_agreement),
        ),
        "agree_hr": Move("Agree for HR", DRAFT, frozenset({HR}), _AGREE),
        "agree_dpo": Move("Agree for data protection", DRAFT, frozenset({DPO}), _AGREE),
        "object": Move(
            "Say that it goes too far", DRAFT, frozenset({HR, DPO}), (sessions.only_session, g.not_sent_back, g.reason, g.no_credential),
        ),
        "send_back": Move("Send it back", DRAFT, _MANAGER, (g.not_sent_back, g.reason, g.no_credential)),
        "withdraw": _WITHDRAW,
    },
    ISSUED: {
        "tell": Move(
            "Record how the person was told", ISSUED, _ASKS,
            (g.not_on_hold, g.not_told_yet, g.how, sessions.may_decline_said, g.no_credential),
        ),
        "serve": Move("Serve it in writing", ISSUED, _WRITING, (g.not_on_hold, g.not_told_yet, *serving.SERVE, g.no_credential)),
        "fate": Move("Record what became of the letter", ISSUED, _WRITING, (*serving.FATE, g.no_credential)),
        "ack": Move("Acknowledge it", ACKNOWLEDGED, _ASKED, (g.told,)),
        "supply": _SUPPLY,
        "supply_part": _PART,
        "paper": _PAPER,
        **_dates(ISSUED),
        "hand_over": _HAND_OVER,
        "decline": _DECLINE,
        "overdue": _LATE,
        "withdraw": _WITHDRAW,
    },
    ACKNOWLEDGED: {
        "supply": _SUPPLY,
        "supply_part": _PART,
        "paper": _PAPER,
        **_dates(ACKNOWLEDGED),
        "hand_over": _HAND_OVER,
        "schedule": _SCHEDULE,
        "companion": Move("Say who comes with me", ACKNOWLEDGED, *_COMPANION),
        "decline": _DECLINE,
        "lift": Move("Say that it need not be kept any more", COMPLETED, _ASKS, (g.kept,)),
        "overdue": _LATE,
        "withdraw": _WITHDRAW,
    },
    SCHEDULED: _OF_A_DAY,
    PARTIAL: {
        "supply": _SUPPLY,
        "supply_part": _PART,
        "paper": _PAPER,
        **_dates(PARTIAL),
        "decline": _DECLINE,
        "enough": Move("Say that this is enough", COMPLETED, _IO, (g.reason, g.no_credential)),
        "ask_review": Move("Ask HR to look at what is missing", DECLINED, _ASKS, (g.reason, g.no_credential)),
        "overdue": _LATE,
        "withdraw": _WITHDRAW,
    },
    DECLINED: _WITH_HR,
    OVERDUE_REVIEW: _WITH_HR,
    ACCEPTED_REFUSAL: {"tell_review": _tell_review(ACCEPTED_REFUSAL)},
    UNREASONABLE: {
        "tell_review": _tell_review(UNREASONABLE),
        "allege": Move(
            "Look into the refusal as a matter of its own", UNREASONABLE, _MANAGER,
            (g.told_of_review, g.case_takes_more, g.clause, g.not_alleged),
        ),
    },
}  # fmt: skip
_ONLY = {  # moves that some kinds do not have
    **dict.fromkeys(("supply", "supply_part"), lambda kind, _: kind.answers),
    "paper": lambda kind, _: kind.code == WRITTEN_ACCOUNT,
    **dict.fromkeys(("ask_date", "keep_date"), lambda kind, state: kind.dated or (kind.meets and state == SCHEDULED)),
    "give_time": lambda kind, _: kind.dated,
    "lift": lambda kind, _: kind.kept,
    **dict.fromkeys(("schedule", "companion"), lambda kind, _: kind.meets),
    **dict.fromkeys(("agree_hr", "agree_dpo", "object", "capture", "stop"), lambda kind, _: kind.session),
    "hand_over": lambda kind, _: kind.hands_over,
}

# steps of whoever is asked, which somebody else may write down for them
BY_THE_PERSON = {
    "ack": "Acknowledged",
    "supply": "Answered",
    "supply_part": "Answered in part",
    "paper": "Account on paper",
    "decline": "Declined",
    "ask_date": "Another date asked for",
    "reconsider": "To be answered after all",
    "companion": "Companion named",
    "sign": "Minutes signed",
    "sign_not": "Minutes not signed",
}


def moves_of(kind: str, state: str, standing) -> list[str]:
    """Names of the moves somebody with `standing` may try on a request of this kind, in the machine's order."""
    return [name for name in offered(COOPERATION, state, standing) if name not in _ONLY or _ONLY[name](KINDS[kind], state)]
