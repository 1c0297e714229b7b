"""Who works on a report."""

from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm
from reports.intake.forms import NoPasswords
from reports.intake.rules.naming import WHY_LEAST
from reports.triage import rules


class TakeOnForm(MoveForm):
    submit = "Continue"
    conflict = fields.Choice(
        "Do you have a conflict of interest?",
        called="whether you have a conflict of interest",
        help_text="For example: the person is a friend, a relative or your own line manager, you saw it happen, or it is about you.",
        options=[("none", "No, I can look at this fairly"), ("some", "Yes, or it might look like one")],
    )
    words = fields.PlainText(
        "What is the conflict?",
        called="what the conflict is",
        max_length=1000,
        rows=3,
        reveal_for=("conflict", "some"),
        help_text="You then step back: you no longer see the report, and it goes to somebody else.",
    )


class HandBackForm(MoveForm):
    submit = "Hand it back"


class StepBackForm(MoveForm):
    submit = "Step back now"
    submit_kind = "warning"
    words = fields.PlainText(
        "What is the conflict?",
        called="what the conflict is",
        max_length=1000,
        rows=3,
        required=False,
        help_text="You may leave this empty.",
    )


class IdentityForm(NoPasswords, Once, TmtForm):
    submit = "Look up the name"
    submit_kind = "warning"
    why = fields.PlainText(
        "Why do you need to know?",
        called="your reason",
        least=WHY_LEAST,
        max_length=1000,
        rows=4,
        help_text="The reporter reads it, with your name.",
    )


class LetInForm(MoveForm):
    submit = "Let them in"
    submit_kind = "warning"
    reason = fields.PlainText(
        "Why?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=1000,
        rows=4,
        help_text="The reporter is told that it happened, not why.",
    )
