from datetime import timedelta

import pytest
from django.db import connection

from foundation.trail import rules, selectors, services, triggers
from foundation.trail.models import ChainHead, Event, Seal, Tally
from tests.trail.scene import ALDER, BIRCH, NINE


@pytest.fixture(autouse=True)
def _an_empty_trail(request):
    """Setting up the trust is recorded too; these tests count from nothing."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        with triggers.lifted(connection):
            for model in (Event, Seal, ChainHead, Tally):
                model.objects.all().delete()


@pytest.fixture
def tell(db):
    """Append `events` events to a chain, an hour apart."""

    def tell(chain, events=1, start=NINE):
        said = {"action": "report.noted", "actor": "system", "role": "SLT", "from_state": "SUBMITTED", "to_state": "IN_TRIAGE"}
        return [services.record(chain, **said, at=start + timedelta(hours=n), ids={"round": n, "on": start.date()}) for n in range(events)]

    return tell


@pytest.fixture
def sealed(tell):
    """Two chains of five events under two seals; gives what was exported."""
    tell(ALDER, 4)
    tell(BIRCH, 5)
    services.seal(at=NINE + timedelta(hours=4))
    tell(ALDER, 1, NINE + timedelta(hours=5))
    services.seal(at=NINE + timedelta(hours=6))
    return list(selectors.export_seals())


@pytest.fixture
def unguarded(db):
    with triggers.lifted(connection):
        yield


@pytest.fixture
def rehash(unguarded):
    """Make the digests of a chain agree again from `start` on, and its head with them, as a thief with the code would."""

    def rehash(chain, start=1, stop=10**6, head=True):
        previous = Event.objects.filter(chain=chain, seq__lt=start).order_by("seq").values_list("digest", flat=True).last() or ""
        for event in Event.objects.filter(chain=chain, seq__gte=start, seq__lte=stop).order_by("seq"):
            event.previous = previous
            event.digest = previous = rules.event_digest(rules.Link(**{name: getattr(event, name) for name in rules.Link._fields}))
            event.save()
        if head:
            last = Event.objects.filter(chain=chain).latest("seq")
            ChainHead.objects.filter(chain=chain).update(seq=last.seq, digest=last.digest)

    return rehash
