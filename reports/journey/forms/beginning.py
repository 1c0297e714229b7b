"""What every page of the journey has, and its first page."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm, Versioned


class StepForm(Versioned, TmtForm):
    """A page of the journey; `draft` is a `selectors.Draft`. `saved`: the answer that stands, where another page has given it since."""

    saved = ()

    submit = "Save and continue"
    also = ("later", "Save and come back later")

    def __init__(self, *args, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        if draft is not None:
            self.prepare(draft)

    def prepare(self, draft):
        """Set the options that depend on the draft."""


class DangerForm(StepForm):
    danger = fields.YesNo("Is anybody in danger right now?", unsure=True, called="whether anybody is in danger")


class StartForm(Once, DangerForm):
    submit = "Start now"
    also = ()
