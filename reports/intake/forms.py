"""What every form shares in which people write about others: it takes no password (DOMAIN 5.4 rule 1)."""

from django import forms

from foundation.dossiers.rules import Refused
from foundation.evidence.rules import HEAD, kind_of
from foundation.face import fields

from . import rules

AGAIN = "Choose the file again: a browser does not keep it when a page comes back"

NOT_KEPT = (
    "This looks like a password or a PIN. Take it out: we never keep or need one. If it is not a password, tick the box below to say so."
)


class NoPasswords(forms.Form):
    """Mixin for a TmtForm: refuses text that looks like a credential, unless its writer says that it is not. The box appears only then."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.suspects = [name for name, field in self.fields.items() if _may_hold_one(field) and self._looks_wrong(name)]
        if self.suspects:
            self.fields["not_password"] = fields.Confirm("This is not a password or a PIN", required=False)

    def clean(self):
        cleaned = super().clean()
        for name in self.suspects if not self.cleaned_data.get("not_password") else ():
            if self.revealed(name) and not self.has_error(name):
                self.add_error(name, NOT_KEPT)
        return cleaned

    def _looks_wrong(self, name: str) -> bool:
        if not self.is_bound:
            return False
        typed = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return isinstance(typed, str) and rules.looks_like_password(typed)


class ChecksPicture(forms.Form):
    """Mixin for a TmtForm with a `picture`: says at once that a file cannot be taken, and that a good one has to be chosen again."""

    def clean(self):
        cleaned = super().clean()
        if upload := cleaned.get("picture"):
            try:
                kind_of(upload.name, upload.read(HEAD))
            except Refused as refusal:
                self.add_error("picture", refusal.sentence)
            upload.seek(0)
            if self.errors and not self.has_error("picture"):
                self.add_error("picture", AGAIN)
        return cleaned


def _may_hold_one(field) -> bool:
    return isinstance(field, fields.PlainText) and not isinstance(field, fields.WebAddresses)
