"""Passkeys: what a browser is asked, and whether its answer is right. Whatever it sends is an answer or a refusal, never a fault."""

import json
import struct

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from fido2.utils import websafe_decode

from foundation.face.signing_in import STEP_REFUSALS
from foundation.people.models import User

from . import selectors

BROKEN = (
    ValidationError, TypeError, ValueError, KeyError, AttributeError, IndexError, struct.error, InvalidSignature, UnsupportedAlgorithm,
)
_LONGEST = 20_000  # characters; a real one has about a thousand


class Credential(forms.JSONField):
    """What a browser answers."""

    widget = forms.HiddenInput
    default_error_messages = {"required": STEP_REFUSALS["incorrect_passkey"]}

    def to_python(self, value):
        if isinstance(value, str) and len(value) > _LONGEST:
            raise _refusal()
        try:
            found = super().to_python(value)
        except (ValidationError, RecursionError) as wrong:
            raise _refusal() from wrong
        if found is not None and not isinstance(found, dict):
            raise _refusal()
        return found


def check(user: User | None, credential: dict) -> Authenticator:
    """The passkey that gave this answer; without a `user`, of whoever it says. Raises ValidationError, the same for each thing wrong."""
    try:
        auth.parse_authentication_response(credential)
        return auth.complete_authentication(user or _owner(credential), credential)
    except BROKEN as wrong:
        raise _refusal() from wrong


def check_new(credential: dict) -> None:
    """Raises ValidationError for what is no new passkey of the browser that was just asked for one."""
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except BROKEN as wrong:
        raise _refusal() from wrong


def asked_for(user: User) -> str:
    """What to ask a browser for a proof, as JSON."""
    return json.dumps(auth.begin_authentication(user))


def asked_for_new(user: User) -> str:
    """What to ask a browser for a new passkey that signs in by itself, as JSON. `user` may be one that is not kept yet."""
    return json.dumps(auth.begin_registration(user, True))


def _owner(credential: dict) -> User:
    found = selectors.user_behind(websafe_decode(credential["response"]["userHandle"]))
    if found is None:
        raise _refusal()
    return found


def _refusal() -> ValidationError:
    return get_adapter().validation_error("incorrect_passkey")
