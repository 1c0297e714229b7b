"""What the LADO or the police said, how it ended, and the end of the record: one small form each."""

from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned

from . import rules

_SAID = [("yes", "Yes"), ("no", "No"), ("unsure", "They did not say")]


class LadoForm(MoveForm):
    submit = "Save"
    whom = fields.Choice("Who was it?", called="who it was", options=list(rules.WHOM.items()))
    answer = fields.Choice(
        "Who decides first now?",
        called="who decides first",
        options=[
            ("advice", "We do", "The LADO has given advice, and neither the police nor children's services look into it"),
            ("strategy", "A strategy meeting", "Nothing is decided about the report until it has met"),
            ("police", "The police", "Nothing is decided about the report until they have said so"),
        ],
    )
    spoken_with = fields.Line("Whom did you speak to there?", called="whom you spoke to", max_length=150, help_text="Name and office.")
    day = fields.DateParts("On which day?", called="the day you spoke to them", past=True)
    time = fields.TimeOfDay("At what time?", called="the time you spoke to them", help_text="For example 10:30am or 15:00.")
    advice = fields.PlainText(
        "What did they say?",
        called="what they said",
        least=rules.REASON_LEAST,
        max_length=4000,
        rows=6,
        help_text=f"At least {rules.REASON_LEAST} characters: what is to be done, by whom, who may be told, and their reference.",
    )
    removal = fields.Choice(
        "May what was posted be removed?",
        called="whether it may be removed",
        options=_SAID,
        help_text="Ask them: it may be needed as evidence. Nobody is asked to remove anything before they say yes.",
    )
    restricted = fields.Choice(
        "Is a teacher said to have committed an offence against a pupil of the school?",
        called="whether a teacher is accused of an offence against a pupil",
        options=[("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")],
        help_text="Then nobody may make public who it is. Everybody who opens the report reads so, and a later no does not take it back.",
    )


class OutcomeForm(MoveForm):
    submit = "Save"
    word = fields.Choice("Which word was agreed?", called="the word that was agreed", options=list(rules.OUTCOMES.items()))
    reason = fields.PlainText(
        "Why?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=4000,
        rows=5,
        help_text=f"At least {rules.REASON_LEAST} characters.",
    )


class CloseRecordForm(Once, Versioned, TmtForm):
    submit = "Close the safeguarding record"
