"""A data breach after it was found to be one: the risk to people, whether they were told, what the register keeps."""

from foundation.face import fields
from foundation.face.forms import MoveForm
from reports.concerns.rules import REASON_LEAST
from reports.concerns.rules.breaches import HOW_TOLD, SPARED

_LEAST = f"At least {REASON_LEAST} characters."


class RiskForm(MoveForm):
    submit = "Save"
    high = fields.YesNo(
        "Is the risk to the people whose data it is high?",
        called="whether the risk is high",
        yes="Yes: they have to be told without delay",
        help_text="Think of what somebody could do with it: to find, shame, threaten, defraud or shut out a person.",
    )
    reason = fields.PlainText("Why?", called="your reason", least=REASON_LEAST, max_length=4000, rows=5, help_text=_LEAST)


class TellPeopleForm(MoveForm):
    submit = "Save"
    who = fields.PlainText("Who was told?", called="who was told", max_length=2000, rows=3, help_text="Names, or a group: “parents of 7B”.")
    how = fields.Choice("How?", called="how they were told", options=list(HOW_TOLD.items()))
    day = fields.DateParts("On which day?", called="the day they were told", past=True)
    time = fields.TimeOfDay("At what time?", called="the time they were told", help_text="For example 10:30am or 15:00.")
    what = fields.PlainText(
        "What were they told?",
        called="what they were told",
        least=REASON_LEAST,
        max_length=4000,
        rows=6,
        help_text=f"{_LEAST} What got out, what it may lead to, what is done about it, what they can do, and whom to ask.",
    )


class SparePeopleForm(MoveForm):
    submit = "Save"
    exception = fields.Choice("Why need they not be told?", called="why they need not be told", options=list(SPARED.items()))
    reason = fields.PlainText(
        "What makes it so?", called="what makes it so", least=REASON_LEAST, max_length=4000, rows=5, help_text=_LEAST
    )


def _written(label: str, called: str) -> fields.PlainText:
    return fields.PlainText(label, called=called, least=REASON_LEAST, max_length=4000, rows=4, help_text=_LEAST)


class RegisterForm(MoveForm):
    submit = "Save"
    facts = _written("What happened to the data?", "what happened")
    effects = _written("What did it lead to?", "what it led to")
    actions = _written("What was done about it?", "what was done")


class CloseBreachForm(MoveForm):
    submit = "Close the record"
