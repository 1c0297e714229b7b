"""Which governing body meets when."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm


class MeetingForm(Once, TmtForm):
    submit = "Make the page"
    academy = fields.Choice("Which governing body meets?", called="the academy")
    meeting = fields.DateParts("When does it meet?", called="the day of the meeting", future=True)

    def __init__(self, *args, academies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["academy"].options = [(one.code, one.name) for one in academies]
