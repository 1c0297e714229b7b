"""The one question: which file."""

from foundation.face import fields
from foundation.face.forms import TmtForm

from . import rules


class FileForm(TmtForm):
    submit = "Check it"
    file = fields.Upload(
        "Which file?",
        called="the file you want to check",
        max_bytes=rules.MOST_BYTES,
        help_text="A letter, a receipt or a page of figures, as you were given it. It is looked at and not kept.",
    )
