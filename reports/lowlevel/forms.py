"""What whoever decides about a low-level concern writes."""

from foundation.face import fields
from foundation.face.forms import MoveForm

from . import rules


class DecisionForm(MoveForm):
    reason = fields.PlainText(
        "Why?",
        called="your reason",
        least=rules.WORDS_LEAST,
        max_length=4000,
        rows=5,
        help_text=f"At least {rules.WORDS_LEAST} characters. Write as if the person will read it: by law they may ask to.",
    )

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = label


class AdviceForm(DecisionForm):
    spoken = fields.YesNo("Have you spoken to them in person?", called="whether you have spoken to them")
    field_order = ("spoken", "reason")
