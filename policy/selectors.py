"""Reading the policy: which text was in force, what its clauses are, which platforms are known."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from foundation.dossiers.rules import Refused

from . import rules
from .models import Clause, Platform, PolicyVersion


def in_force(day: date) -> PolicyVersion | None:
    """The version in force on `day` (DOMAIN 9.7), None before the first."""
    return (
        _published()
        .filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=day), effective_from__lte=day)
        .order_by("-effective_from")
        .first()
    )


def version_on(day: date) -> PolicyVersion:
    """The version to pin for something that happened on `day`. Raises Refused where no policy was in force."""
    version = in_force(day)
    if version is None:
        raise Refused("No version of the policy was in force on that day.")
    return version


def versions() -> list[PolicyVersion]:
    """Every version that is or was in force, newest first, without the texts."""
    return list(_published().order_by("-effective_from").defer("body"))


def published(uuid) -> PolicyVersion | None:
    """One version that is or was in force; a draft is nobody's to read here."""
    return _published().filter(uuid=uuid).first()


def clauses(
    version: PolicyVersion, subject_kind: str | None = None, *, left_on: date | None = None, happened_on: date | None = None
) -> list[Clause]:
    """The clauses of `version` in the policy's order; with `subject_kind` only those that bind such a person (DOMAIN 2)."""
    rows = list(version.clauses.all())
    if subject_kind is None:
        return rows
    return [row for row in rows if rules.applies(row.code, row.applies_to, subject_kind, left_on=left_on, happened_on=happened_on)]


def without_a_paragraph(version: PolicyVersion) -> list[str]:
    """Numbers of paragraphs that clauses point to and the text does not have: a trust with a text of its own has other numbers."""
    numbers = {ref.split()[0] for ref in version.clauses.values_list("ref", flat=True)}
    missing = [number for number in numbers if not re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", version.body)]
    return sorted(missing, key=lambda number: [int(part) for part in number.split(".")])


def platforms(*, historical: bool = False) -> list[Platform]:
    """The platforms to choose from; those that closed only if `historical`."""
    rows = Platform.objects.all()
    return list(rows if historical else rows.exclude(status=rules.PLATFORM_CLOSED))


def platform_at(host: str) -> Platform | None:
    """The platform a lower-case host belongs to (`www.` and `m.` may stand before it), None if nobody knows it."""
    known = {name: platform for platform in Platform.objects.all() for name in platform.url_hosts}
    parts = host.split(".")
    return next((known[name] for start in range(len(parts)) if (name := ".".join(parts[start:])) in known), None)


def _published() -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.filter(state__in=(rules.PUBLISHED, rules.SUPERSEDED))


def labels(codes: Iterable[str]) -> dict[str, str]:
    """Code of a clause → what people read, of the newest version that has it."""
    rows = Clause.objects.filter(code__in=list(codes)).order_by("version__effective_from", "pk")
    return {code: f"{ref} {label}" for code, ref, label in rows.values_list("code", "ref", "label")}
