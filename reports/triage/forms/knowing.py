"""Who was told, and what may be said, where nobody may make public who it is about."""

from foundation.face import fields
from foundation.face.forms import MoveForm


class KnowerForm(MoveForm):
    submit = "Write it down"
    name = fields.Line("Who was told?", called="who was told", max_length=120, help_text="Their name, and what they do.")
    why = fields.PlainText("Why do they need to know?", called="why they need to know", max_length=2000, rows=3)
    told_by = fields.Line("Who told them?", called="who told them", max_length=120)
    told_on = fields.DateParts("On which day?", called="the day they were told", past=True)
    may_say = fields.PlainText(
        "What may they say? (optional)",
        called="what they may say",
        required=False,
        max_length=2000,
        rows=3,
        help_text="Leave it empty if nothing. They are told that making public who it is may be a crime.",
    )


class LineForm(MoveForm):
    submit = "Save"
    line = fields.PlainText(
        "What may be said?",
        called="what may be said",
        max_length=4000,
        rows=8,
        help_text="To the press, to parents, to staff who ask; who says it; and what is done if a name gets about. "
        "Agree it with the LADO or the police. Nothing in it may let somebody be recognised.",
    )
