"""Codes that are typed."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms

from foundation.face import fields, when
from foundation.face.forms import Once, TmtForm
from foundation.face.signing_in import PasswordAgain, PlainWords

from . import passkeys, proofs, rules, selectors, tries


def code_field() -> forms.CharField:
    shown = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(widget=shown, max_length=40)


class Code(PlainWords, forms.Form):
    """A code from the app, or a recovery code."""

    code = code_field()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        code = "".join(self.cleaned_data["code"].split()).replace("-", "")
        take_back = tries.spend(context.request, self.user)
        for one in selectors.typed(self.user):
            if one.wrap().validate_code(code) and tries.first_use(self.user, code):
                take_back()
                one.user, self.authenticator = self.user, one
                return code
        raise get_adapter().validation_error("incorrect_code")

    def save(self):
        """allauth's own name for it: the session remembers the proof."""
        post_authentication(context.request, self.authenticator)


class Passkey(forms.Form):
    """A passkey as the second step. Nobody guesses one, so tries are not counted: a count could hold its owner off."""

    credential = passkeys.Credential()
    passwordless = False

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_credential(self):
        return passkeys.check(self.user, self.cleaned_data["credential"])

    def save(self):
        post_authentication(context.request, self.cleaned_data["credential"], passwordless=self.passwordless)


class PasskeyAlone(Passkey):
    passwordless = True


class NewPasskey(forms.Form):
    """Its name is what it was made on."""

    credential = passkeys.Credential()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("credential"):
            passkeys.check_new(cleaned["credential"])
            cleaned["name"] = get_adapter().generate_authenticator_name(self.user, selectors.PASSKEY)
        return cleaned


class TakePasskeyAway(Once, TmtForm):
    submit, submit_kind = "Take it away", "warning"
    which = fields.Choice("Which passkey do you want to take away?", called="which passkey to take away")

    def __init__(self, *args, passkeys, only, **kwargs):
        super().__init__(*args, **kwargs)
        self.only = only
        self.fields["which"].options = [(one.pk, str(one), f"Added {when.moment(one.created_at)}") for one in passkeys]

    def clean(self):
        if self.only:
            raise forms.ValidationError("It is your only way in. Add another passkey first.")
        return super().clean()


class CodeAgain(Code):
    """A code, or a passkey."""

    credential = passkeys.Credential(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False

    def clean_code(self):
        return super().clean_code() if self.cleaned_data["code"] else ""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("credential"):
            self.authenticator = passkeys.check(self.user, cleaned["credential"])
        elif not cleaned.get("code") and not self.errors:
            self.add_error("code", self.fields["code"].error_messages["required"])
        return cleaned

    def prove(self):
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class Password(PasswordAgain):
    def prove(self):
        proofs.by_password(context.request)


def again(user, data=None):
    """What somebody who is signed in is asked once more: the second step where they have one, else the password; None where they have
    neither. Its names clash with those of no other form."""
    asked = CodeAgain if selectors.kinds(user) else Password if user.has_usable_password() else None
    return asked(data, user=user, prefix="proof") if asked else None


class SetUpApp(PlainWords, ActivateTOTPForm):
    code = code_field()


class TakeAppAway(PlainWords, DeactivateTOTPForm):
    pass


class MakeCodes(PlainWords, GenerateRecoveryCodesForm):
    pass


class EndSession(Once, TmtForm):
    """`sessions`: those beside the one in hand."""

    submit = "Sign out there"
    which = fields.Choice("Where do you want to sign out?", called="where to sign out")

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        listed = [(one.name, one.device or "A browser", f"Signed in {when.moment(one.since)}") for one in sessions]
        self.fields["which"].options = [*listed, (rules.OTHERS, "Everywhere but here")]
