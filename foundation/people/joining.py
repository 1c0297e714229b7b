"""Which accounts of the trust's providers a list of staff joins people to (ADR 45)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from .models import Identity, Person, User
from .staff_file import Row

Joins = dict[str, tuple[str, str]]  # issuer → subject before, after


class Accounts:
    """Everybody's accounts as they are joined now, and which column of a list is about which issuer."""

    def __init__(self):
        providers = list(settings.OIDC.values())
        self.issuers = {f"subject_{one.key}": one.issuer for one in providers}
        if len(providers) == 1:
            self.issuers["subject"] = providers[0].issuer
        rows = list(Identity.objects.values_list("issuer", "subject", "user__person"))
        self.whose = {(issuer, subject): person for issuer, subject, person in rows}
        self.of = {(person, issuer): subject for issuer, subject, person in rows}

    def joins(self, row: Row, person: Person | None) -> Joins:
        """What would change."""
        wanted = {self.issuers[name]: subject for name, subject in row.subjects.items() if name in self.issuers}
        now = {issuer: self.of.get((_pk(person), issuer), "") for issuer in wanted}
        return {issuer: (now[issuer], subject) for issuer, subject in wanted.items() if now[issuer] != subject}

    def troubles(self, row: Row, person: Person | None, *, guarded: bool) -> Iterator[str]:
        """Why what the row says of accounts cannot be taken in."""
        for name in row.subjects:
            if name not in self.issuers:
                yield f"no provider of sign-ins is meant by {name}; known are: {', '.join(self.issuers) or 'none'}."
        joins = self.joins(row, person)
        if guarded and joins:
            yield "they hold a role, or sign in already: no file says how. Invite them, or let two people change it."
        if joins and not row.said.get("email", person.email if person else ""):
            yield "they are to sign in and have no e-mail."
        if any(self.whose.get((issuer, subject), _pk(person)) != _pk(person) for issuer, (_, subject) in joins.items()):
            yield "the subject is that of somebody else."


def join_all(joins: Iterable[tuple[Person, Joins]], *, at: datetime) -> int:
    """Join people to accounts; whoever had no sign-in has one now, without a password. Gives how many were joined."""
    joins = list(joins)
    new = [person for person, _ in joins if not hasattr(person, "user")]
    made = User.objects.bulk_create([User(email=one.email, person=one, password=make_password(None)) for one in new], batch_size=500)
    addresses = [EmailAddress(user=one, email=one.email, primary=True, verified=True) for one in made]
    EmailAddress.objects.bulk_create(addresses, batch_size=500)
    rows = [Identity(user=person.user, issuer=issuer, subject=after, since=at, listed=True)
            for person, by in joins for issuer, (_, after) in by.items()]
    Identity.objects.bulk_create(rows, batch_size=500, update_conflicts=True, unique_fields=["user", "issuer"],
                                 update_fields=["subject", "since", "listed"])
    return len(rows)


def _pk(person: Person | None) -> int | None:
    return person.pk if person else None
