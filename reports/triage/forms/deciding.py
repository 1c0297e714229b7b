"""The decision: a case is proposed, and agreed to."""

from foundation.face import fields
from foundation.face.forms import MoveForm
from reports.intake.rules import RATIONALE_LEAST
from reports.triage.rules.proposals import BACK_LEAST


class RationaleForm(MoveForm):
    rationale = fields.PlainText(
        "Why?",
        called="your reasons",
        least=RATIONALE_LEAST,
        max_length=4000,
        rows=6,
        help_text=f"At least {RATIONALE_LEAST} characters: facts first, then what you make of them. Write as if the person will read it.",
    )


class ProposeForm(RationaleForm):
    submit = "Propose a case"


class SendBackForm(MoveForm):
    submit = "Send it back"
    reason = fields.PlainText(
        "What is missing, or why should there be no case?",
        called="what is missing",
        least=BACK_LEAST,
        max_length=2000,
        rows=5,
        help_text=f"At least {BACK_LEAST} characters.",
    )


class AgreeForm(MoveForm):
    submit = "Agree to a case"
