"""One small form a page."""

from foundation.face import fields
from foundation.face.forms import TmtForm, Versioned
from reports.journey.forms import DangerForm

from . import rules


class BeginForm(DangerForm):
    submit = "Start now"
    also = ()


class CheckForm(Versioned, TmtForm):
    submit = "Send the report"
    declared = fields.Confirm("I confirm this", missing="Confirm the statement before you send the report")


class NotedForm(TmtForm):
    """Typed from what they noted, which proves that they did."""

    submit = "I have noted both"
    passphrase = fields.Line("Type your passphrase", called="your passphrase", max_length=60)

    def __init__(self, *args, shown="", **kwargs):
        super().__init__(*args, **kwargs)
        self.shown = shown

    def clean_passphrase(self):
        typed = self.cleaned_data["passphrase"]
        if rules.plain(typed) != rules.plain(self.shown):
            self.add_error("passphrase", rules.NOT_NOTED)
        return typed


class ReturnForm(TmtForm):
    submit = "Open my report"
    reference = fields.Line("Reference", called="the reference", max_length=20, help_text="For example, R-4F7K-9QXT")
    passphrase = fields.Line("Passphrase", called="the passphrase", max_length=60, help_text="For example, K7QM-2XPT-9RWD-HB4C")

    def clean_reference(self):
        return self.cleaned_data["reference"].strip().upper()
