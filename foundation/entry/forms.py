"""What somebody who was invited types."""

from django import forms
from django.contrib.auth import password_validation

from foundation.face.forms import TmtForm
from foundation.face.signing_in import WORDS
from foundation.factors.forms import NewPasskey

from . import rules


class FirstPasskey(NewPasskey, TmtForm):
    """What the browser of whoever was invited has made. `asked`: whether this page asked it, and for them."""

    def __init__(self, *args, asked=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean(self):
        for sentence in self._errors.pop("credential", ()):
            self.add_error(None, sentence)  # it stands in no field anybody sees
        if not self.asked:
            raise forms.ValidationError(rules.ANEW)
        return super().clean()


class FirstPassword(TmtForm):
    """A password, twice. `whose`: their sign-in as it would be, against which it is compared."""

    password1 = forms.CharField(label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
                                error_messages={"required": WORDS["password1"][1]})
    password2 = forms.CharField(label="Password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
                                error_messages={"required": "Enter the password again"})

    def clean_password1(self):
        typed = self.cleaned_data["password1"]
        password_validation.validate_password(typed)
        return typed

    def clean(self):
        said = super().clean()
        if said.get("password1") and said.get("password2") and said["password1"] != said["password2"]:
            self.add_error("password2", "The two passwords are not the same")
        return said
