"""The address of one's own calendar."""

from django import forms

from foundation.face.forms import Once, TmtForm

from .rules import feeds


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
