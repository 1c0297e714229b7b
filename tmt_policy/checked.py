"""Settings that would start and then be wrong: each stops the start with a sentence that says what to write (and shows no secret)."""

import re
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host

_USER = r"(?:[^/?#\[\]\s]*@)?"  # as it stands in an address: with %23 for #, %2F for / and so on
_MAIL_URL = re.compile(rf"smtp(?:s|\+tls|\+ssl)?://{_USER}(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d+)?(?:/?\?\S*|/)?")
_HOST = re.compile(r"\.?[A-Za-z0-9.-]+(?<!\.)|\[[0-9A-Fa-f:]+\]")


def number(value: str, name: str, *, least: int, most: int) -> int:
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a number from {least} to {most}.")
    return int(value)


def seconds(value: str, name: str) -> timedelta:
    """Between two looks for something."""
    return timedelta(seconds=number(value, name, least=1, most=600))


def hosts(given: list[str]) -> list[str]:
    """ALLOWED_HOSTS: names by which people reach this site."""
    found = [one.strip() for one in given if one.strip()]
    if any("*" in one for one in found):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the addresses of this site, without *: any other name is somebody else's.")
    if not found or not all(_HOST.fullmatch(one) for one in found):
        raise ImproperlyConfigured("ALLOWED_HOSTS takes names with commas between, without https://, port or path.")
    return found


def site(url: str, allowed: list[str]) -> str:
    """SITE_URL, without a slash at its end: where the links in mails lead."""
    try:
        found = urlsplit(url)
        host, _ = found.hostname, found.port
    except ValueError:
        found, host = None, None
    if not host or found.scheme != "https" or found.username is not None or found.path.strip("/") or found.query or found.fragment:
        raise ImproperlyConfigured("SITE_URL must begin with https:// and end after the name, such as https://concerns.northgate.example.")
    if not validate_host(host, allowed):
        raise ImproperlyConfigured("The name in SITE_URL must be one of ALLOWED_HOSTS, or every link in a mail leads to an error.")
    return url.rstrip("/")


def mail_server(url: str) -> str:
    """EMAIL_URL. Of a password with a character that ends a part of an address, only a piece would arrive."""
    if url.startswith("smtp") and not _MAIL_URL.fullmatch(url):
        raise ImproperlyConfigured("EMAIL_URL must be like smtp+tls://user:password@mail.northgate.example:587. In user and password, # is "
                                   "written %23, / is %2F, ? is %3F, [ is %5B, ] is %5D, a blank %20 and % itself %25.")
    return url


def sender(text: str) -> str:
    """MAIL_FROM: one address, with a name before it or without."""
    _, address = parseaddr(text)
    try:
        validate_email(address)
    except ValidationError:
        raise ImproperlyConfigured("MAIL_FROM must hold one e-mail address, such as Concerns <no-reply@northgate.example>.") from None
    return text


def only_the_owner_knows(env, *, is_owner: bool) -> None:
    """POSTGRES_PASSWORD opens the owner's account: a program that listens must not have it, nor whoever makes it say what it has."""
    if env("POSTGRES_PASSWORD", default="") and not is_owner:
        raise ImproperlyConfigured("POSTGRES_PASSWORD is the database owner's, and this process must not know it. Take it out of "
                                   "its settings: docker-compose.yml gives it to the database alone.")


def pages_are_not_the_owner_s() -> None:
    """Whoever makes a page do what it should not must not get the owner's account with it."""
    if settings.DATABASE_ACCOUNTS:
        raise ImproperlyConfigured("Pages are not served with the owner's account: take OWNER_DATABASE_URL out of this process's settings.")
