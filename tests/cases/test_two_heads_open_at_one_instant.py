"""Real processes against PostgreSQL: a race for one report and person ends as one case (BEATS 8, DESIGN 4)."""

import pytest
from django.db import connections

from cases.casefile.models import Case
from cases.casefile.selectors import chosen_clauses, concerned
from cases.casefile.services import open_case
from foundation.messages.models import Message
from foundation.people.models import Person
from reports.intake.models import Report
from tests.cases.story import BRAND, proposed, sent
from tests.trail.test_many_writers_keep_one_chain import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def test_a_race_of_opens_ends_as_one_case(cast, at):
    report = proposed(sent(cast["teo"], cast["tam"], at=at), cast["sasha"], at=at)

    def opens():
        connections.close_all()
        row, hana = Report.objects.select_related("dossier__academy", "academy").get(pk=report.pk), Person.objects.get(pk=cast["hana"].pk)
        subject = concerned(row, at)[0]
        clauses, primary = chosen_clauses(row, subject, [BRAND])
        assert open_case(row, subject, by=hana, at=at, clauses=clauses, primary=primary, scope="x", conflict="").reference

    at_once(*[opens] * 6)
    assert Case.objects.count() == 1
    assert Message.objects.filter(code="case.opened").count() == 1
