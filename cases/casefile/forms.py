"""The questions about a case itself, one small form a page."""

from django import forms

from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from foundation.messages.rules import COULD_NOT, REACHED
from reports.intake.forms import NoPasswords

from . import rules

NONE, SOME = "none", "some"


class Conflict(forms.Form):
    """Asks for conflicts of interest before somebody takes a part (DOMAIN 6.3 R10). `declared(cleaned)`: "" is none, else the words."""

    conflict = fields.Choice(
        "Do you have a conflict of interest?",
        called="whether you have a conflict of interest",
        missing="Say whether you have a conflict of interest",
        options=[
            (NONE, "No, none"),
            (SOME, "Yes, or somebody might think so", "Family, friendship, a dispute, or you saw it happen. You are taken off at once."),
        ],
    )
    conflict_words = fields.PlainText("What is it?", called="what the conflict is", max_length=1000, rows=3, reveal_for=("conflict", SOME))


def declared(cleaned: dict) -> str:
    return cleaned["conflict_words"] if cleaned["conflict"] == SOME else ""


class PlainForm(Once, Versioned, TmtForm):
    """Nothing is asked; the button says what is done."""

    def __init__(self, *args, submit, kind="", **kwargs):
        super().__init__(*args, **kwargs)
        self.submit, self.submit_kind = submit, kind


class ReasonForm(MoveForm):
    """Only a reason."""

    reason = fields.PlainText("Why?", called="the reason", max_length=2000, rows=4)

    def __init__(self, *args, submit, question="Why?", hint="", kind="", **kwargs):
        super().__init__(*args, **kwargs)
        self.submit, self.submit_kind = submit, kind
        self.fields["reason"].label, self.fields["reason"].help_text = question, hint


class WhomForm(TmtForm):
    heading = True
    subject = fields.Choice("Who is the case about?", called="who the case is about", options=[])

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].options = people


class OpenForm(NoPasswords, Once, Conflict, TmtForm):
    submit = "Open the case"
    clauses = fields.Choices(
        "Which rules is the case about?",
        called="which rules the case is about",
        options=[],
        help_text="Those chosen at triage. Take away what does not belong to this person.",
    )
    another = fields.SearchSelect("Another rule", called="another rule", options=[], required=False)
    scope = fields.PlainText(
        "What is the case to look into?",
        called="what the case is to look into",
        max_length=4000,
        rows=5,
        help_text="Write as if the person the report is about will read it. They may.",
    )
    field_order = ("clauses", "another", "scope", "conflict", "conflict_words")

    def __init__(self, *args, chosen, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clauses"].options = chosen
        self.fields["clauses"].required = not others
        self.fields["another"].options = others


class TellForm(MoveForm):
    submit = "Record this"
    how = fields.Choice("How were they told?", called="how they were told", options=list(REACHED.items()))
    why_not = fields.PlainText(
        "Why could you not reach them?", called="why you could not reach them", max_length=500, rows=2, reveal_for=("how", COULD_NOT)
    )


class TakeOnForm(NoPasswords, Once, Versioned, Conflict, TmtForm):
    submit = "Take this case on"


class StepBackForm(NoPasswords, Once, TmtForm):
    submit = "Step back now"
    submit_kind = "warning"
    words = fields.PlainText(
        "Why?",
        called="why you step back",
        max_length=1000,
        rows=3,
        help_text="One sentence is enough. Only those who hold the case after you can read it.",
    )


class HoldForm(MoveForm):
    submit = "Put it on hold"
    reason = fields.Choice("Why does it have to wait?", called="why it has to wait", options=list(rules.HOLD_REASONS.items()))
    words = fields.PlainText(
        "What was agreed, and with whom?",
        called="what was agreed",
        least=rules.LEAST_REASON,
        max_length=4000,
        rows=5,
        help_text=f"At least {rules.LEAST_REASON} characters.",
    )


class ReviewHoldForm(MoveForm):
    submit = "Keep it on hold"
    words = fields.PlainText(
        "Why does it still have to wait?", called="why it still has to wait", least=rules.LEAST_REASON, max_length=4000, rows=5
    )


class ReleaseForm(MoveForm):
    submit = "Go on with the case"
    advice = fields.PlainText(
        "What was said, and by whom, that lets it go on?", called="what lets it go on", max_length=4000, rows=5
    )


class HandOverForm(MoveForm):
    submit = "Ask them"
    who = fields.Choice("Who is to manage the case?", called="who is to manage the case", options=[])
    reason = fields.PlainText(
        "Why do you hand it over?",
        called="the reason",
        least=rules.LEAST_REASON,
        max_length=2000,
        rows=3,
        help_text="They read it once they have taken the case over.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = people


class TakeOverForm(NoPasswords, Once, Conflict, TmtForm):
    submit = "Send my answer"
    answer = fields.Choice(
        "Can you manage this case?",
        called="whether you can manage this case",
        options=[("yes", "Yes, I take it over"), ("no", "No", "Whoever manages it now asks somebody else. You need not say why.")],
    )
    field_order = ("conflict", "conflict_words", "answer")


class NoteForm(NoPasswords, Once, TmtForm):
    submit = "Keep this note"
    words = fields.PlainText(
        "Note",
        called="the note",
        max_length=4000,
        rows=6,
        help_text="Say what is fact, what is opinion, and where you have it from. Write as if the person the report is about will read it: "
        "they may have a right to.",
    )


class TaskForm(NoPasswords, Once, TmtForm):
    submit = "Give the task"
    who = fields.Choice("Who is to do it?", called="who is to do it", options=[])
    words = fields.PlainText("What is to be done?", called="what is to be done", max_length=1000, rows=3)
    due_on = fields.DateParts("By which day?", called="the day it is due", future=True)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = people


class EndTaskForm(NoPasswords, Once, TmtForm):
    submit = "Save"
    end = fields.Choice("Is it done?", called="whether it is done", options=list(rules.TASK_ENDS.items()))
    words = fields.PlainText("What came of it?", called="what came of it", max_length=2000, rows=3, required=False)
