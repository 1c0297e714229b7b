"""Finding somebody; a list of staff, and what of it is kept."""

from django import forms

from foundation.face import fields
from foundation.face.forms import Once, TmtForm
from foundation.people import staff_file

from . import rules


class FindForm(Once, TmtForm):
    submit = "Find"
    who = fields.Line("Who?", called="a name, an e-mail address or a staff id", max_length=120,
                      help_text="Part of a name, or the beginning of an e-mail address or staff id.")


class FileForm(Once, TmtForm):
    """`cleaned_data["data"]`: the bytes, `cleaned_data["rows"]`: what they say."""

    submit = "Look at what would change"
    file = fields.Upload(
        "The list of staff", called="the list of staff", accept=".csv,text/csv", max_bytes=staff_file.MOST_BYTES,
        help_text="A CSV file from your HR system. Nothing is changed until you have seen what would be.",
    )

    def clean(self):
        said = super().clean()
        if said.get("file"):
            said["data"] = said["file"].read()
            try:
                said["rows"] = staff_file.read(said["data"])
            except staff_file.Wrong as wrong:
                self.wrong(wrong)
        return said

    def wrong(self, wrong: staff_file.Wrong) -> None:
        """Say what is wrong in the file, row by row."""
        for sentence in wrong.sentences[: rules.LISTED]:
            self.add_error("file", sentence)
        if len(wrong.sentences) > rules.LISTED:
            self.add_error("file", f"{len(wrong.sentences) - rules.LISTED:,} more rows are wrong.")


class KeepForm(Once, TmtForm):
    """`kept`: what opens the file that was looked at; `agreed`: what was shown of it."""

    submit = "Take the list in"
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)

    shown = ""  # the digest of what the page shows, where it is shown again

    def refuse(self, sentence, field=None):
        """As every form; what is shown then is what is agreed to next."""
        self.data = self.data.copy()
        self.data[self.add_prefix("agreed")] = self.shown
        super().refuse(sentence, field)


class InviteAllForm(Once, TmtForm):
    submit = "Invite them"


class InviteForm(Once, TmtForm):
    submit = "Send the link"


class LeavingForm(Once, TmtForm):
    submit = "Keep this day"
    leaves = fields.Choice("Do they leave?", called="whether they leave", options=[("yes", "Yes"), ("no", "No, they stay")])
    last = fields.DateParts("Their last day", called="their last day", reveal_for=("leaves", "yes"),
                            help_text="The day after, they can no longer sign in.")
