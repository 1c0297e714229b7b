"""What happened in a case, as a timeline."""

from cases.casefile import rules, wording
from foundation.face import when
from foundation.face.rows import TimelineRow
from foundation.people.rules import CEO, HEAD, HR

from .rows import PART_NAMES

_KIND = {
    "verify": "good",
    "close": "good",
    "accept": "good",
    "submit_report": "good",
    "decline": "alert",
    "contest": "alert",
    "still_there": "alert",
    "issue": "wait",
    "appoint": "wait",
    "relieve": "alert",
    "hold": "wait",
    "release": "good",
}


def timeline(events) -> list[TimelineRow]:
    """What happened, newest first; what only the rooms below need to know is left out."""
    told = ((event, wording.sentence(event)) for event in reversed(events))
    return [
        TimelineRow(when.moment(event.at), said, role_name(event), iso=when.iso(event.at), kind=_KIND.get(event.action.split(".")[-1], ""))
        for event, said in told
        if said
    ]


def role_name(event) -> str:
    from_role = {
        **PART_NAMES,
        HR: "HR",
        HEAD: "Headteacher",
        CEO: "Chief executive",
        "on_behalf": "On the person's behalf",
        rules.SUCCESSOR: "Person asked to take it over",
        rules.APPOINTEE: "Person asked to investigate",
    }
    return from_role.get(event.role, "")
