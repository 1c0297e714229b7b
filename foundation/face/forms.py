"""The form every room builds on: hides what does not apply, forgives nothing else, and loses nothing that was typed."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.functional import cached_property

from foundation.face import fields
from foundation.face.secrets import looks_like_password
from foundation.face.widgets import key_in

NOT_KEPT = (
    "This looks like a password or a PIN. Take it out: we never keep or need one. If it is not a password, tick the box below to say so."
)


class TmtForm(forms.Form):
    """`submit`: the button's words; `submit_kind`: "" or "warning"; `also`: (name, words) of a second button;
    `heading`: the first question is the page's heading (then the page writes none)."""

    submit = "Continue"
    submit_kind = ""
    also = ()
    heading = False
    use_required_attribute = False

    @property
    def helper(self):
        helper = FormHelper()
        helper.attrs = {"novalidate": "", "autocomplete": "off"}
        return helper

    @cached_property
    def first_question(self):
        return next((name for name, field in self.fields.items() if not field.widget.is_hidden), None)

    def _clean_fields(self):
        super()._clean_fields()
        for name, field in self.fields.items():
            if getattr(field, "reveal_for", None) and not self.revealed(name):
                self._errors.pop(name, None)
                self.cleaned_data[name] = field.nothing()

    def revealed(self, name):
        """Whether a question applies: it names no other, or that other's answer is the one it belongs to (and applies itself)."""
        reveal_for = getattr(self.fields[name], "reveal_for", None)
        if not reveal_for:
            return True
        other, value = reveal_for
        answer = self.cleaned_data.get(other)
        return self.revealed(other) and (value in answer if isinstance(answer, list) else answer == value)

    def refuse(self, sentence, field=None):
        """Show a refusal in the error summary, beside `field` when it is about one; what was typed stays."""
        self.add_error(field if field in self.fields else None, sentence)

    def stale(self, sentence, version):
        """Say that the row has changed since the page was made, and let the next submit stand on the present version."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)
        self.refuse(sentence)


INCOMPLETE = "This page was sent incompletely, so nothing was kept. What arrived of it is still here: complete it, then send it again."


class Once(forms.Form):
    """Adds `once`: a UUID under which a service does its work one time only. A page that arrives without it was cut off on its way, or
    was never ours: it is refused, and what is shown again carries a fresh one."""

    once = fields.OnceKey()

    def _post_clean(self):
        super()._post_clean()
        if not key_in(self.data, self.add_prefix("once")):
            self.add_error(None, INCOMPLETE)


class Versioned(forms.Form):
    """Adds `version`: an int to compare with the row's own under one lock. Give it as `initial={"version": row.version}`."""

    version = fields.Version()


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
        return isinstance(typed, str) and looks_like_password(typed)


class MoveForm(NoPasswords, Once, Versioned, TmtForm):
    """What the form of every move carries: a one-time key, the version it was made from, and a look at what is typed for passwords."""


def _may_hold_one(field) -> bool:
    return isinstance(field, fields.PlainText) and not isinstance(field, fields.WebAddresses)
