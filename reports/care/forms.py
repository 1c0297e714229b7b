"""The questions about how a reporter is."""

from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm
from reports.intake.forms import NoPasswords

from . import rules


class NoteForm(NoPasswords, TmtForm):
    """Mixin for a form that ends a report: what its reporter will read, as it will stand there."""

    note = fields.PlainText(
        "What will the reporter read?",
        called="what the reporter will read",
        max_length=2000,
        rows=5,
        help_text="It is sent as it stands here, with your name. Write nothing about what was decided, and no names they did not give.",
    )


class AskForm(MoveForm):
    submit = "Keep this"
    outcome = fields.Choice(
        "How are they?", called="how they are", options=[(code, *words) for code, words in rules.OUTCOMES.items()]
    )
    words = fields.PlainText(
        "What did they say?",
        called="what they said",
        max_length=4000,
        rows=5,
        required=False,
        help_text="In their words. They may ask to read it.",
    )
    step = fields.Choice(
        "What follows?",
        called="what follows",
        required=False,
        options=[(code, *words) for code, words in rules.STEPS.items()],
        reveal_for=("outcome", rules.WORSE),
    )


class DeclineForm(Once, TmtForm):
    submit = "Do not ask me"


class SayForm(NoPasswords, Once, TmtForm):
    submit = "Send it"
    words = fields.PlainText(
        "How are things for you since you reported?",
        called="your words",
        max_length=4000,
        rows=7,
        help_text="For example that somebody keeps work or news from you, or speaks about you. Write no passwords.",
    )
