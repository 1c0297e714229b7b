"""How allauth behaves here where a second step is concerned."""

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils import timezone

from foundation.face.codes import qr
from foundation.face.pages import SERVICE
from foundation.face.signing_in import STEP_REFUSALS
from foundation.people import accounts

from . import proofs, rules, services


class Adapter(accounts.Adapter):
    """As `people.accounts`, and whoever changes how they sign in is told by mail."""

    def login(self, request, user):
        super().login(request, user)
        request.session.begin(rules.device(request.META.get("HTTP_USER_AGENT", "")))

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        if template_prefix in rules.TOLD:
            services.tell(user.person, rules.TOLD[template_prefix], at=timezone.now())

    def is_reauthentication_required(self, *, app, **kwargs):
        return not proofs.fresh(context.request, always=True)

    def get_reauthentication_methods(self, user):
        return [{"id": "again", "description": "", "url": reverse("account_reauthenticate")}] if user.is_authenticated else []


class StepAdapter(DefaultMFAAdapter):
    """Secrets are sealed at rest, and the picture for the app is drawn without an address to fetch it from."""

    error_messages = DefaultMFAAdapter.error_messages | STEP_REFUSALS

    def encrypt(self, text):
        return services.seal(text, at=timezone.now())

    def decrypt(self, encrypted_text):
        return services.unseal(encrypted_text, at=timezone.now())

    def get_totp_issuer(self):
        return SERVICE

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": SERVICE}

    def get_public_key_credential_user_entity(self, user):
        """The person's own number is what a passkey says whose it is: it is there before a sign-in is."""
        return {"id": user.person.uuid.bytes, "display_name": user.person.name, "name": user.email}

    def generate_authenticator_name(self, user, type):
        return rules.device(context.request.META.get("HTTP_USER_AGENT", ""))  # nobody types one: it lies open

    def build_totp_svg(self, url):
        return qr(url, "The code to scan. Below it stands the same as text.")
