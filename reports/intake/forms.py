"""What forms share in which people write about others: they take no password (DOMAIN 5.4 rule 1), and a file is chosen again."""

from django import forms

from foundation.dossiers.rules import Refused
from foundation.evidence.rules import HEAD, kind_of
from foundation.face.forms import NoPasswords

__all__ = ["AGAIN", "ChecksPicture", "NoPasswords"]

AGAIN = "Choose the file again: a browser does not keep it when a page comes back"


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
