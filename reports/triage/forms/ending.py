"""How a report ends without a case, who agrees to that, and how it is opened again."""

from foundation.face import fields
from foundation.face.forms import MoveForm, TmtForm
from reports.care.forms import NoteForm
from reports.concerns.rules import REASON_LEAST
from reports.intake.rules import PASSED_TO, RATIONALE_LEAST
from reports.triage import rules

from .deciding import RationaleForm


class EndForm(TmtForm):
    """Which way a report ends; each has a page of its own. `offered`: (page, what it is, a hint)."""

    submit = "Continue"
    heading = True
    how = fields.Choice("How does it end?", called="how it ends")

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["how"].options = list(offered)


class NoBreachForm(NoteForm, RationaleForm):
    submit = "Decide that there is no breach"


class LowForm(RationaleForm):
    submit = "Ask the headteacher to agree"


class AgreeLowForm(NoteForm, MoveForm):
    submit = "Save"
    answer = fields.Choice(
        "Is it a low-level concern?",
        called="whether it is a low-level concern",
        options=[
            ("yes", "Yes", "It ends, and is kept with other small things about the same person"),
            ("no", "No", "It stays with whoever triages it, who reads why"),
        ],
    )
    reason = fields.PlainText("Why?", called="your reason", least=rules.REASON_LEAST, max_length=2000, rows=3)
    field_order = ("answer", "reason", "note")


class SettleForm(NoteForm, RationaleForm):
    submit = "It is settled"
    rationale = fields.PlainText(
        "What was said or agreed, and why is that enough?",
        called="what was agreed",
        least=RATIONALE_LEAST,
        max_length=4000,
        rows=6,
        help_text=f"At least {RATIONALE_LEAST} characters: with whom you spoke, and what happens now. Write as if the person will read it.",
    )


class ReferForm(NoteForm, RationaleForm):
    submit = "It is passed on"
    passed_to = fields.Choice("To whom?", called="whom it is passed on to", options=list(PASSED_TO.items()))
    passed_on = fields.DateParts("On which day was it passed on?", called="the day it was passed on", past=True)
    reference = fields.Line("Their reference", called="their reference", max_length=100, required=False, help_text="If they gave you one.")
    field_order = ("passed_to", "passed_on", "reference", "rationale", "note")


class VoidForm(MoveForm):
    submit = "Ask a second person to confirm"
    reason = fields.PlainText(
        "Why is it void?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=1000,
        rows=4,
        help_text="For example: it was sent to try the system out, or nothing is written in it.",
    )


class ConfirmVoidForm(MoveForm):
    submit = "Save"
    answer = fields.Choice(
        "Is this report void?",
        called="whether it is void",
        options=[
            ("void", "Yes, it is a test or empty", "It ends, and counts nowhere"),
            ("keep", "No, somebody has to look at it", "It stays with whoever triages it"),
        ],
    )
    reason = fields.PlainText("Why?", called="your reason", least=rules.REASON_LEAST, max_length=1000, rows=3)


class AskLeadForm(MoveForm):
    submit = "Ask the safeguarding lead"
    reason = fields.PlainText(
        "How do you want to end it, and why?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=2000,
        rows=5,
        help_text="The safeguarding lead reads this beside the report.",
    )


class ConcurForm(MoveForm):
    submit = "Save"
    agreed = fields.Choice(
        "Do you agree?",
        called="whether you agree",
        options=[
            ("yes", "Yes, it can end without a case", "Whoever triages it decides how"),
            ("no", "No", "Whoever triages it reads why, and can propose a case or ask you again"),
        ],
    )
    reason = fields.PlainText(
        "Why?", called="your reason", least=REASON_LEAST, max_length=2000, rows=4, help_text=f"At least {REASON_LEAST} characters."
    )


class SameForm(MoveForm):
    """`offered`: (reference, what it is, since when) of reports that may be about the same."""

    submit = "They are the same"
    others = fields.Choices("Which are about the same thing?", called="at least one report", options=[])
    no_conflict = fields.Confirm(
        "I have no conflict of interest with anybody in them", called="that you have no conflict of interest"
    )

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["others"].options = list(offered)


class ReopenForm(MoveForm):
    submit = "Open it again"
    new = fields.PlainText(
        "What is new, and why does it have to be looked at again?",
        called="what is new",
        least=RATIONALE_LEAST,
        max_length=2000,
        rows=5,
        help_text=f"At least {RATIONALE_LEAST} characters.",
    )
