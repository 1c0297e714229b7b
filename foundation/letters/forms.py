"""What is asked on the pages of a letter."""

from foundation.face import fields
from foundation.face.forms import NoPasswords, Once, TmtForm, Versioned

from . import rules


class TextForm(NoPasswords, Once, Versioned, TmtForm):
    submit = "Save the text"
    text = fields.PlainText(
        "Text of the letter",
        called="the text of the letter",
        max_length=rules.MOST_TEXT,
        rows=28,
        help_text="An empty line begins a paragraph. A line that begins with # is a heading, one that begins with - is a point.",
    )


class MakeForm(Versioned, TmtForm):
    submit = "Make the letter"


class ReviseForm(Once, TmtForm):
    submit = "Begin a new version"
