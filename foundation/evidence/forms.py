"""What is asked on evidence pages."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm

from .rules import covering


class MayShowChildForm(TmtForm):
    submit = "Yes, it may show a child: seal it now"
    submit_kind = "warning"


class CoverForm(Once, TmtForm):
    """`cells` are the boxes over the picture, which the page draws itself."""

    how = fields.Choice("What should become of it?", called="what should become of it", options=covering.HOWS.items())
    cells = fields.Choices("Parts of the picture", called="the parts of the picture")

    def __init__(self, *args, rows: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cells"].options = [
            (f"{row}-{column}", f"Row {row + 1}, column {column + 1}") for row in range(rows) for column in range(covering.COLUMNS)
        ]
