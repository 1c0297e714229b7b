"""The questions before a decision and at the end, one small form a page."""

from cases.casefile import rules as case_rules
from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from reports.care.forms import NoteForm
from reports.concerns.rules import OUTCOMES
from reports.intake.forms import NoPasswords

from . import rules


class AdviceForm(MoveForm):
    submit = "Save the advice"
    advice = fields.PlainText("Advice on the decision", called="the advice", max_length=4000, rows=8)


class ProportionalityForm(MoveForm):
    """One answer per question of `rules.PROPORTIONALITY`."""

    submit = "Save these answers"


ProportionalityForm.base_fields |= {
    name: fields.PlainText(question, called="an answer", max_length=2000, rows=3, missing=f"Answer: {question[0].lower()}{question[1:]}")
    for name, question in rules.PROPORTIONALITY.items()
}


class NotNeededForm(MoveForm):
    submit = "Decide that there is no case"
    reason = fields.PlainText(
        "Why is no investigation needed?", called="the reason", least=case_rules.LEAST_REASON, max_length=4000, rows=5
    )


class AskReopeningForm(MoveForm):
    submit = "Ask HR"
    new = fields.PlainText(
        "What is new, and why does it have to be looked into again?",
        called="what is new",
        least=case_rules.LEAST_REASON,
        max_length=4000,
        rows=6,
        help_text="Where nobody investigated before, this is what is to be found out.",
    )


YES, NO = "yes", "no"


class AnswerReopeningForm(NoPasswords, Once, TmtForm):
    submit = "Send my answer"
    answer = fields.Choice(
        "Is the case opened again?",
        called="whether the case is opened again",
        options=[
            (YES, "Yes", "It is investigated again. What had been decided is kept and no longer holds."),
            (NO, "No", "It stays closed as it was decided."),
        ],
    )
    words = fields.PlainText(
        "Why not?", called="why not", least=case_rules.LEAST_REASON, max_length=2000, rows=4, reveal_for=("answer", NO)
    )


class DecideForm(MoveForm):
    submit = "Decide"
    outcome = fields.Choice("What do you decide?", called="what you decide", options=[])
    word = fields.Choice(
        "Which word was agreed with the LADO?",
        called="the word that was agreed with the LADO",
        options=list(OUTCOMES.items()),
        help_text="A child may have been harmed, so the allegation ends with one of these five.",
    )
    protected = fields.Choice(
        "Could what was said be a protected disclosure?",
        called="whether it could be a protected disclosure",
        options=[(code, label, hint) for code, (label, hint) in case_rules.DISCLOSURES.items()],
        help_text="Somebody who tells of wrongdoing in the public interest must not be treated worse for it.",
    )
    protected_words = fields.PlainText(
        "What does it tell of, and what is decided beside it?",
        called="what it tells of",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Needed unless the answer is no.",
    )
    intent = fields.Choice("Was it deliberate?", called="whether it was deliberate", options=list(case_rules.INTENTS.items()))
    consistency = fields.PlainText(
        "How does this compare with similar cases?",
        called="how this compares",
        max_length=2000,
        rows=3,
        help_text="People in the same position are treated the same. If you know of none, say so.",
    )
    reason = fields.PlainText("Why?", called="the reason", least=case_rules.LEAST_REASON, max_length=4000, rows=6)

    def __init__(self, *args, outcomes, safeguarding, **kwargs):
        super().__init__(*args, **kwargs)
        if not safeguarding:
            del self.fields["word"]
        self.fields["outcome"].options = outcomes


class CloseForm(NoteForm, Once, Versioned, TmtForm):
    submit = "Close the case"
    retention = fields.Choice("How long is the record kept?", called="how long the record is kept", options=[])
    learning = fields.PlainText(
        "What did the academy learn?", called="what was learned", max_length=2000, rows=4, help_text="No names. If nothing, say so."
    )
    supported = fields.Confirm("I have checked how the person it was aimed at is", missing="Confirm that you have checked how they are")

    field_order = ("retention", "learning", "supported", "note")

    def __init__(self, *args, fitting, targeted, finishing, **kwargs):
        super().__init__(*args, **kwargs)
        if not finishing:
            del self.fields["note"]
        self.fields["retention"].options = [(code, case_rules.RETENTION[code][0]) for code in fitting]
        if not targeted:
            del self.fields["supported"]
