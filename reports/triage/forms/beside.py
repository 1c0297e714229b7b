"""The records beside a report: harm to a child, personal data."""

from foundation.face import fields
from foundation.face.forms import MoveForm
from reports.concerns.rules import REASON_LEAST


class ReviewForm(MoveForm):
    submit = "Save"
    outcome = fields.Choice(
        "What have you decided?",
        called="what you have decided",
        options=[
            ("call_police", "I have called the police or children's services", "They decide first. The LADO is asked as well"),
            ("consult", "The LADO has to be asked", "Nothing else is decided about the report until they have been"),
            ("below", "It is a low-level concern", "It does not reach the threshold of harm. Whoever triages the report can go on"),
            ("clear", "No child is at risk", "Whoever triages the report can go on"),
        ],
    )
    reason = fields.PlainText(
        "Why?", called="your reason", least=REASON_LEAST, max_length=4000, rows=5, help_text=f"At least {REASON_LEAST} characters."
    )
    elsewhere = fields.Line(
        "Where the child's own record is (optional)",
        called="where the child's record is",
        required=False,
        max_length=100,
        help_text="For example its number in CPOMS or MyConcern.",
    )
    restricted = fields.Choice(
        "Is a teacher said to have committed an offence against a pupil of the school? (if you know)",
        called="whether a teacher is accused of an offence against a pupil",
        required=False,
        options=[("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")],
        help_text="Then nobody may make public who it is. Everybody who opens the report reads so.",
    )


class AssessForm(MoveForm):
    submit = "Save"
    outcome = fields.Choice(
        "What have you decided?",
        called="what you have decided",
        options=[
            ("not_breach", "No personal data got out", "The record is closed"),
            ("no_risk", "It did, and nobody is likely to come to harm by it", "It stays in the register, and the record is closed"),
            ("reportable", "It did, and somebody may come to harm by it", "The ICO has to be told within 72 hours of the first suspicion"),
        ],
    )
    reason = fields.PlainText(
        "Why?", called="your reason", least=REASON_LEAST, max_length=4000, rows=5, help_text=f"At least {REASON_LEAST} characters."
    )


class NotifyForm(MoveForm):
    submit = "Save"
    reference = fields.Line("The reference the ICO gave you", called="the reference the ICO gave you", max_length=100)
    day = fields.DateParts("On which day was the ICO told?", called="the day the ICO was told", past=True)
    time = fields.TimeOfDay("At what time?", called="the time the ICO was told", help_text="For example 10:30am or 15:00.")
    late = fields.PlainText(
        "Why was it later than 72 hours?",
        called="why it was later",
        max_length=2000,
        rows=4,
        required=False,
        help_text=f"Only if it was. At least {REASON_LEAST} characters.",
    )
