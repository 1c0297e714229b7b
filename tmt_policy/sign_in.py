"""Settings of signing in: what holds everywhere, and what the environment says."""

from django.core.exceptions import ImproperlyConfigured

from tmt_policy.checked import number

RULES = {
    "LOGIN_URL": "/accounts/login/",
    "LOGIN_REDIRECT_URL": "/",
    "ACCOUNT_ADAPTER": "foundation.factors.adapters.Adapter",
    "ACCOUNT_FORMS": {
        "login": "foundation.face.signing_in.SignIn",
        "reset_password": "foundation.face.signing_in.ForgottenPassword",
        "reset_password_from_key": "foundation.face.signing_in.NewPassword",
        "change_password": "foundation.face.signing_in.ChangedPassword",
    },
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # nobody is written to because a stranger typed their address
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_LOGOUT_ON_GET": False,
    "ACCOUNT_SESSION_REMEMBER": False,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "/accounts/login/",
    # 1,200 people may sign in behind one school address at 8:15, and a pupil there may guess at the head's: the limit of an address is
    # wide, that of one account from one address narrow, that of an account from everywhere in between. A browser in which the account has
    # signed in before counts for itself (login_known), so that nobody else's tries hold its owner off.
    "ACCOUNT_RATE_LIMITS": {
        "login": "600/m/ip",
        "login_failed": "10/5m/key,300/5m/ip",
        "login_account": "100/h/key",
        "login_known": "10/5m/key",
        "login_known_account": "100/h/key",
        "reset_password": "120/m/ip,6/10m/key",
        "reset_password_from_key": "120/m/ip",
        # a code has six digits: fewer tries than of a password, and none that a stranger can use up for a browser its owner knows
        "code_failed": "10/5m/key",
        "code_account": "30/h/key",
        "code_known": "10/5m/key",
        "code_known_account": "30/h/key",
    },
    "MFA_ADAPTER": "foundation.factors.adapters.StepAdapter",
    "MFA_FORMS": {
        "authenticate": "foundation.factors.forms.Code",
        "authenticate_webauthn": "foundation.factors.forms.Passkey",
        "login_webauthn": "foundation.factors.forms.PasskeyAlone",
        "add_webauthn": "foundation.factors.forms.NewPasskey",
        "activate_totp": "foundation.factors.forms.SetUpApp",
        "deactivate_totp": "foundation.factors.forms.TakeAppAway",
        "generate_recovery_codes": "foundation.factors.forms.MakeCodes",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",  # a finger, a face or a PIN: by itself it is two steps
    "MFA_RATE_LIMITS": {"webauthn_login": "600/m/ip"},  # as of the login page: a school stands behind one address
    "MFA_TOTP_TOLERANCE": 1,  # thirty seconds either way: clocks of phones, and slow fingers
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
}


def from_environment(env, embedded: bool) -> dict:
    """What an installation says for itself. Raises ImproperlyConfigured with a sentence for what is wrong."""
    return {
        # behind the trust's own proxy everybody would have the proxy's address, and one locked door would lock all
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0 if embedded else number(env("TRUSTED_PROXIES", default="1"), "TRUSTED_PROXIES", least=0, most=9),
        "STEP_UP_MINUTES": _minutes(
            env("STEP_UP_MINUTES", default="0" if embedded else "15"), "STEP_UP_MINUTES", least=0 if embedded else 1, most=60),
        "IDLE_MINUTES": _minutes(
            env("IDLE_MINUTES", default="0" if embedded else "30"), "IDLE_MINUTES", least=0 if embedded else 5, most=720),
        "SECOND_FACTOR": _on(env("SECOND_FACTOR", default="off" if embedded else "on"), "SECOND_FACTOR"),
    }


def _on(value: str, name: str) -> bool:
    if value not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} must be 'on' or 'off'.")
    return value == "on"


def _minutes(value: str, name: str, *, least: int, most: int) -> int:
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a number of minutes from {least} to {most}.")
    return int(value)
