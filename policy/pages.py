"""What the policy's pages show, ready made: no query and no markup here."""

from datetime import date

from django.urls import reverse

from foundation.face import when
from foundation.face.rows import Cell, Empty, SummaryRow, Table

from . import rules
from .models import Clause, PolicyVersion

_NONE = Empty("No policy is in force yet", "Once the Board has approved a version and it has been loaded, it can be read here.")


def version_page(version: PolicyVersion | None, others: list[PolicyVersion], today: date) -> dict:
    """Context of the page of one version; `others` are all versions, newest first."""
    if version is None:
        return {"title": "Social media policy", "empty": _NONE}
    return {
        "title": "Social media policy",
        "version": version,
        "rows": _facts(version, today),
        "older": _table(others, today),
        "clauses_href": reverse("policy:clauses"),
        "in_force": _standing(version, today) == "In force",
    }


def clauses_page(version: PolicyVersion | None, clauses: list[Clause]) -> dict:
    """Context of the page of clauses, one table for each family that has any."""
    if version is None:
        return {"title": "The rules in the policy", "empty": _NONE}
    tables = [
        Table(
            name,
            head=("Clause", "What it is about", "Binds"),
            rows=tuple(_row(c) for c in clauses if c.family == family),
        )
        for family, name in rules.FAMILY_NAMES.items()
    ]
    return {
        "title": "The rules in the policy",
        "version": version,
        "tables": [table for table in tables if table.rows],
        "back": reverse("policy:current"),
    }


def _facts(version: PolicyVersion, today: date) -> list[SummaryRow]:
    return [
        SummaryRow("Version", version.label),
        SummaryRow("Standing", _standing(version, today)),
        SummaryRow(
            "Approved by the Board", when.day(version.approved_on) + (f" (minute {version.minute_ref})" if version.minute_ref else "")
        ),
        SummaryRow("In force", _span(version)),
    ]


def _table(versions: list[PolicyVersion], today: date) -> Table | None:
    if len(versions) < 2:
        return None
    rows = tuple((Cell(v.label, href=reverse("policy:version", args=[v.uuid])), _standing(v, today), _span(v)) for v in versions)
    return Table("All versions", head=("Version", "Standing", "In force"), rows=rows)


def _row(clause: Clause) -> tuple[str, ...]:
    return clause.ref, clause.label, f"{rules.AUDIENCES[clause.applies_to]}: {rules.LEVELS[clause.level].lower()}"


def _standing(version: PolicyVersion, today: date) -> str:
    if version.effective_from > today:
        return "Approved, not yet in force"
    return "Replaced" if version.superseded_on and version.superseded_on <= today else "In force"


def _span(version: PolicyVersion) -> str:
    until = f" until {when.day(version.superseded_on)}" if version.superseded_on else ""
    return f"From {when.day(version.effective_from)}{until}"
