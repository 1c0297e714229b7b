"""Every read of what people prove themselves with."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from foundation.people.models import Person, User

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
_NUMBER = 16  # bytes of a UUID; older passkeys carry the digits of a row, which are fewer


def typed(user: User) -> QuerySet[Authenticator]:
    """What a code that is typed may belong to: the app first, then the recovery codes."""
    return Authenticator.objects.filter(user=user, type__in=(APP, CODES)).order_by("-type", "pk")


def kinds(user: User) -> frozenset[str]:
    """The kinds of second step somebody has set up; recovery codes are none by themselves."""
    return frozenset(Authenticator.objects.filter(user=user, type__in=(APP, PASSKEY)).values_list("type", flat=True))


def by_address(email: str) -> Person | None:
    """Whoever signs in with this address."""
    return Person.objects.filter(user__email=email.lower()).first()


def user_behind(handle: bytes) -> User | None:
    """Whoever a passkey says it belongs to, by the number of the person it was made for."""
    return User.objects.filter(person__uuid=UUID(bytes=handle)).first() if len(handle) == _NUMBER else None


def passkeys(user: User) -> list[Authenticator]:
    """Somebody's passkeys, the oldest first."""
    return list(Authenticator.objects.filter(user=user, type=PASSKEY).order_by("created_at", "pk"))


def only_passkey(user: User) -> bool:
    """Whether a passkey is somebody's only way in: they have one, and neither a password that is taken nor a provider's account."""
    other = (settings.PASSWORDS and user.has_usable_password()) or providers_of(user)
    return not other and len(passkeys(user)) == 1


def providers_of(user: User) -> list:
    """The trust's providers with an account of which somebody signs in."""
    joined = set(user.identities.values_list("issuer", flat=True)) if settings.OIDC else ()
    return [one for one in settings.OIDC.values() if one.issuer in joined]
