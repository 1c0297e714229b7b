"""What a request stands on: a case, or a report alone (DOMAIN 9.3). All in which the two differ is asked here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cases.casefile import selectors as cases
from cases.casefile.models import Case
from cases.casefile.rules import REMOVABLE_IN
from foundation.dossiers import sealing
from foundation.dossiers.models import Dossier, Party
from foundation.dossiers.rules import SUBJECT
from foundation.dossiers.selectors import parties
from policy.models import Clause
from reports.concerns.selectors import removal_waits
from reports.intake.models import Report, ReportAddress
from reports.intake.rules import IN_TRIAGE, INFO_REQUESTED


@dataclass(frozen=True)
class OnCase:
    """A case: its one person is asked, for what it looks into."""

    case: Case

    @property
    def columns(self) -> dict[str, object]:
        return {"case": self.case}

    @property
    def dossier(self) -> Dossier:
        return self.case.dossier

    @property
    def path(self) -> str:
        return cases.path(self.case)

    @property
    def name(self) -> str:
        return f"in case {self.case.reference}"

    @property
    def may_be_asked(self) -> bool:
        return self.case.state in REMOVABLE_IN

    @property
    def kept_back(self) -> bool:
        return cases.kept_back(self.case)

    def reports(self) -> list[Report]:
        return cases.reports_of(self.case)

    def people(self, at: datetime) -> list[Party]:
        return [self.case.subject]

    def clauses(self) -> list[Clause]:
        return [row.clause for row in cases.allegations_of(self.case)]


@dataclass(frozen=True)
class OnReport:
    """A report alone, while it is triaged: any of its people is asked, for the rules chosen so far."""

    report: Report
    target: Party | None = None  # whom a request is about; none while nobody has been chosen

    @property
    def columns(self) -> dict[str, object]:
        return {"report": self.report}

    @property
    def dossier(self) -> Dossier:
        return self.report.dossier

    @property
    def path(self) -> str:
        return f"/triage/{self.report.reference}/"

    @property
    def name(self) -> str:
        return f"on report {self.report.reference}"

    @property
    def may_be_asked(self) -> bool:
        return self.report.state in (IN_TRIAGE, INFO_REQUESTED)

    @property
    def kept_back(self) -> bool:
        """The LADO and the police go first, as on a case that waits for them; and so does a case about the same person that is on hold."""
        case = cases.case_beside(self.report, self.target) if self.target else None
        return removal_waits(self.reports()) or (case is not None and cases.kept_back(case))

    def reports(self) -> list[Report]:
        """It and what is the same, as they stand now: what the LADO says can have changed since the page was read."""
        rows = Report.objects.filter(Q(pk=self.report.pk) | Q(same_as=self.report.pk))
        return list(rows.select_related("dossier__academy", "academy").order_by("pk"))

    def people(self, at: datetime) -> list[Party]:
        return list(parties(self.report.dossier, SUBJECT, at))

    def clauses(self) -> list[Clause]:
        return [row.clause for row in self.report.clauses.select_related("clause")]


Ground = OnCase | OnReport


def under(found: Case | Report) -> Ground:
    """The ground of a request about this case or report."""
    return OnCase(found) if isinstance(found, Case) else OnReport(found)


def of(row) -> Ground:
    """The ground a request stands on."""
    return OnCase(row.case) if row.case else OnReport(row.report, row.target)


def waits(ground: Ground) -> bool:
    """Whether the LADO or the police have to say first that it may be removed (DOMAIN 5.1)."""
    return removal_waits(ground.reports())


def image_answer(ground: Ground) -> str:
    """The reporters' answer to the question about images: any yes or unsure counts for all."""
    answers = {report.image for report in ground.reports()}
    return next((answer for answer in ("yes", "unsure") if answer in answers), "no")


def addresses(ground: Ground) -> list[tuple[str, str]]:
    """(uuid, address) of every address its reports give."""
    rows = list(ReportAddress.objects.filter(report__in=ground.reports()).select_related("report").order_by("pk"))
    words = sealing.read(rows) if rows else {}
    return [(str(row.uuid), words[row.uuid]["address_sealed"]) for row in rows]
