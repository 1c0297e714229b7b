"""allauth's forms in this product's words: labels people know, and sentences for what is missing."""

from allauth.account import forms

WORDS = {  # field → (label, the sentence when it is empty)
    "login": ("Email address", "Enter the email address you sign in with"),
    "email": ("Email address", "Enter the email address you sign in with"),
    "password": ("Password", "Enter your password"),
    "oldpassword": ("Your password now", "Enter the password you have now"),
    "password1": ("New password", "Enter a new password"),
    "password2": ("New password again", "Enter the new password again"),
    "code": ("Code", "Enter the code"),
}

REFUSALS = {  # allauth's code → what the reader sees
    "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
    "incorrect_password": "That is not your password. Try again.",
    "enter_current_password": "That is not the password you have now. Try again.",
    "invalid_password_reset": "This link no longer works. Ask for a new one.",
    "too_many_login_attempts": "This has been tried too often. Wait five minutes, then try again or choose a new password.",
}
STEP_REFUSALS = {
    "incorrect_code": "That code is not right, or it was used already. Wait for the next one and try again.",
    "incorrect_passkey": "That passkey was not taken. Try again, or sign in another way.",
    "cannot_generate_recovery_codes": "Set up a second step first.",
    "cannot_delete_authenticator": "This cannot be taken away.",
    "unverified_email": "Your email address has to be confirmed first.",
}


class PlainWords:
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            label, missing = WORDS.get(name, (field.label, ""))
            field.label, field.help_text = label, ""
            field.error_messages |= {"required": missing or f"Enter {label}", "invalid": "Enter an email address, like name@example.com"}


class SignIn(PlainWords, forms.LoginForm):
    pass


class ForgottenPassword(PlainWords, forms.ResetPasswordForm):
    def clean_email(self):
        """Nobody is looked up here: it would take longer for an address somebody has."""
        return self.cleaned_data["email"].lower()


class NewPassword(PlainWords, forms.ResetPasswordKeyForm):
    pass


class PasswordAgain(PlainWords, forms.ReauthenticateForm):
    pass


class ChangedPassword(PlainWords, forms.ChangePasswordForm):
    pass
