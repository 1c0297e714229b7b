"""The address of one's own calendar; how long the trust's clocks run."""

from django import forms

from foundation.face import fields
from foundation.face.forms import Once, TmtForm, Versioned

from .rules import feeds, setting


class MakeForm(Once, TmtForm):
    submit = "I have copied it: use it from now on"
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def refuse(self, sentence, field=None):
        """As every form; what was refused is not shown again, the page carries another key."""
        self.data = self.data.copy()
        self.data[self.add_prefix("key")] = feeds.new_key()
        super().refuse(sentence, field)


class StopForm(Once, TmtForm):
    submit = "Stop it"
    submit_kind = "warning"


class LimitForm(Once, Versioned, TmtForm):
    """How long a kind of clock runs, in `unit` ("working days")."""

    submit = "Use it from now on"
    amount = fields.Number("How long?", called="how long it is", width=3, help_text="What runs already keeps the time it began with.")
    basis = fields.Choice("What does it rest on?", called="what it rests on", options=setting.BASES.items())

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = f"How many {unit}?"
