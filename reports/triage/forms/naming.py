"""Who somebody is, and that they are not."""

from foundation.face import fields
from foundation.face.forms import MoveForm
from reports.triage import rules


class NameForm(MoveForm):
    """`people`: (uuid, name and post) of everybody it may be."""

    submit = "See what happens then"
    who = fields.SearchSelect(
        "Who is it?",
        called="who it is",
        options=[],
        help_text="Only if you are sure. If it is somebody outside the trust, do not name them here.",
    )
    reason = fields.PlainText(
        "How do you know?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=1000,
        rows=3,
        help_text="For whoever works on this report.",
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = list(people)


class TargetForm(NameForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].label = "Who is it aimed at?"
        self.fields["who"].help_text = "Somebody who works for the trust. Name one person at a time."


class UnnameForm(MoveForm):
    submit = "See what happens then"
    reason = fields.PlainText(
        "Why was it wrong?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=1000,
        rows=3,
        help_text="For whoever works on this report.",
    )
