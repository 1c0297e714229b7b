"""Real processes against PostgreSQL: two nightly runs at one instant delete each old draft once."""

from datetime import timedelta

import pytest
from django.db import connections

from foundation.trail.models import Event
from reports.intake import services
from tests.trail.test_many_writers_keep_one_chain import at_once
from tmt_policy.demo import reporting

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def test_each_once(cast, at):
    old = [reporting.draft(reporting.Told(by=cast["teo"], about=(cast["tam"],)), at=at, upto="place") for _ in range(5)]

    def night():
        connections.close_all()
        services.expire_drafts(at=at + timedelta(days=30))

    at_once(night, night)
    for action in ("report.expire", "dossier.disposed"):
        assert Event.objects.filter(chain__in=[draft.dossier.uuid for draft in old], action=action).count() == len(old)
