"""One small form a step."""

from foundation.face import fields
from foundation.face.forms import MoveForm

from .rules import REASON_LEAST, WAYS


class StepForm(MoveForm):
    submit = "Save"


class TalkForm(StepForm):
    day = fields.DateParts("On which day did you speak to them?", called="the day you spoke to them", past=True)
    time = fields.TimeOfDay("At what time?", called="the time you spoke to them", help_text="For example 10:30am or 15:00.")
    offered = fields.Choices(
        "What did you offer?",
        called="what you offered",
        required=False,
        options=[(code, name, what) for code, (name, what) in WAYS.items()],
    )
    agreed = fields.PlainText(
        "What did you agree?",
        called="what you agreed",
        max_length=4000,
        rows=5,
        help_text="Or that they want nothing. Do not write down what was done to them: that is looked into elsewhere.",
    )
    again = fields.YesNo("Will you talk again?", called="whether you will talk again")
    again_on = fields.DateParts("On which day?", called="the day you will talk again", future=True, reveal_for=("again", "yes"))


class HandOnForm(StepForm):
    submit = "Let somebody else do it"
    reason = fields.PlainText(
        "Why should somebody else do it?", called="your reason", least=REASON_LEAST, max_length=2000, rows=4,
        help_text=f"At least {REASON_LEAST} characters. For example that the two of you do not get on.",
    )  # fmt: skip


class CloseForm(StepForm):
    submit = "Close it"
    reason = fields.PlainText(
        "Why is nothing more needed?", called="your reason", least=REASON_LEAST, max_length=2000, rows=4,
        help_text=f"At least {REASON_LEAST} characters.",
    )  # fmt: skip


class NeedForm(StepForm):
    submit = "Send"
    need = fields.PlainText(
        "What would help you?", called="what would help you", max_length=4000, rows=6,
        help_text="Whoever looks after you reads this. Nobody who looks into what happened does.",
    )  # fmt: skip
