"""Which call takes which move of a request to co-operate, and where in the story of `world` it can be taken."""

from collections.abc import Callable
from datetime import timedelta

from cases.cooperation import services as cooperation
from cases.cooperation.models import CooperationRequest
from foundation.deadlines.models import Deadline
from tests.laws.doors import LONG
from tests.laws.world import World
from tmt_policy.demo import cooperating, working

Put = Callable[[World], CooperationRequest]


def _sent(*, whole: bool) -> Callable:
    return lambda row, **by: cooperation.supply(row, words=LONG, whole=whole, missing=LONG, **by)


def _reviewed(outcome: str) -> Callable:
    return lambda row, **by: cooperation.review(row, outcome=outcome, reason=LONG, absence="no", **by)


def _reason(step: Callable) -> Callable:
    return lambda row, **by: step(row, reason=LONG, **by)


def _told(step: Callable) -> Callable:
    return lambda row, **by: step(row, how="in_person", **by)


CALLS = {
    "rewrite": lambda row, **by: cooperation.rewrite(row, what=LONG, why=LONG, **by),
    "approve": cooperation.approve,
    "send_back": _reason(cooperation.send_back),
    "withdraw": _reason(cooperation.withdraw),
    "tell": _told(cooperation.tell),
    "serve": lambda row, **by: cooperation.serve(row, way="hand", sent_at=by["at"], proof=LONG, **by),
    "fate": lambda row, **by: cooperation.record_fate(row, fate="came_back", arrived_at=None, proof=LONG, **by),
    "ack": cooperation.acknowledge,
    "supply": _sent(whole=True),
    "supply_part": _sent(whole=False),
    "paper": lambda row, **by: cooperation.on_paper(row, words=LONG, came_on=by["at"].date(), **by),
    "decline": _reason(cooperation.decline),
    "ask_date": _reason(cooperation.ask_date),
    "give_time": lambda row, at, **by: cooperation.give_time(row, until=(at + timedelta(days=20)).date(), at=at, **by),
    "keep_date": _reason(cooperation.keep_date),
    "overdue": cooperation.overdue,
    "lift": cooperation.lift,
    "enough": _reason(cooperation.enough),
    "ask_review": _reason(cooperation.ask_review),
    **{outcome: _reviewed(outcome) for outcome in ("accept_refusal", "more_time", "unreasonable")},
    "reconsider": cooperation.reconsider,
    "tell_review": _told(cooperation.tell_review),
    "allege": cooperation.allege,
    "agree_hr": lambda row, **by: cooperation.agree(row, side="hr", **by),
    "agree_dpo": lambda row, **by: cooperation.agree(row, side="dpo", **by),
    "object": _reason(cooperation.finds_too_far),
    "capture": lambda row, **by: cooperating.shown(row, **by),
    "stop": cooperation.stop,
    "hand_over": lambda row, **by: cooperating.handed_over(row, **by),
    "schedule": lambda row, **by: cooperating.arranged(row, **by),
    "companion": lambda row, **by: cooperation.bring(row, companion="A colleague", **by),
    "missed": _reason(cooperation.missed),
    "minute": lambda row, **by: cooperation.minute(row, words=LONG, **by),
    "sign": cooperation.sign,
    "sign_not": _reason(cooperation.sign_not),
    "countersign": cooperation.countersign,
    "complete": cooperation.complete,
}


def _at(state: str, name: str, **changed) -> Put:
    """One of the story's requests, had it come to this state."""

    def put(world: World) -> CooperationRequest:
        CooperationRequest.objects.filter(pk=world[f"coop {name}"].pk).update(state=state, **changed)
        return world.fresh(f"coop {name}")

    return put


def _acknowledged(name: str) -> Put:
    return lambda world: working.acknowledged_cooperation(world[f"coop {name}"], at=world.at)


def _wishing(before: Put) -> Put:
    """Where they have asked for another date."""
    return lambda world: working.another_date(before(world), at=world.at)


def _late(before: Put) -> Put:
    def put(world: World) -> CooperationRequest:
        row = before(world)
        Deadline.objects.filter(about=row.uuid).update(due_at=world.start)
        return type(row).objects.get(pk=row.pk)

    return put


def _here(name: str) -> Put:
    return lambda world: world.fresh(f"coop {name}")


def _accepted(world: World) -> CooperationRequest:
    return working.reviewed(world["coop declined"], by=world.people["rhys"], at=world.at, outcome="accept_refusal")


_OPEN = {"ISSUED": _here("to answer"), "ACKNOWLEDGED": _acknowledged("to answer"), "PARTIAL": _here("in part")}
PLACES = {
    ("DRAFT",): _here("draft"),
    **{("DRAFT", name): _here("session draft") for name in ("agree_hr", "agree_dpo", "object")},
    **{("SCHEDULED", name): _here("session") for name in ("capture", "stop")},
    ("ISSUED", "hand_over"): _here("to hand over"),
    ("ACKNOWLEDGED", "hand_over"): _acknowledged("to hand over"),
    ("ISSUED", "tell"): _here("to tell"),
    ("ISSUED", "serve"): _here("to serve"),
    ("ISSUED", "fate"): _here("on its way"),
    **{(state, "paper"): _at(state, "on its way") for state in ("ISSUED", "ACKNOWLEDGED", "PARTIAL")},
    ("ACKNOWLEDGED", "lift"): _here("kept"),
    ("DECLINED",): _here("declined"),
    ("OVERDUE_REVIEW",): _at("OVERDUE_REVIEW", "declined"),
    ("ACCEPTED_REFUSAL",): _accepted,
    ("UNREASONABLE",): _here("decided"),
    ("UNREASONABLE", "allege"): _here("refused"),
    **{("ACKNOWLEDGED", name): _here("to arrange") for name in ("schedule", "companion")},
    ("SCHEDULED",): _here("arranged"),
    ("SCHEDULED", "keep_date"): _wishing(_here("arranged")),
    ("SCHEDULED", "complete"): _here("signed"),
    **{("SCHEDULED", name): _here("minuted") for name in ("sign", "sign_not", "countersign")},
    **{("SCHEDULED", name): _here("today") for name in ("minute", "missed")},
    **{(state,): put for state, put in _OPEN.items()},
    **{(state, "keep_date"): _wishing(put) for state, put in _OPEN.items()},
    **{(state, "overdue"): _late(put) for state, put in _OPEN.items()},
}
