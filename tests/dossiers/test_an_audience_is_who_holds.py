"""What the sweep asks about a thousand dossiers is what a page asks about one."""

from datetime import timedelta

from foundation.dossiers import rules as parts
from foundation.dossiers import services
from foundation.dossiers.audience import Audience
from foundation.dossiers.routing import holders
from foundation.people.models import Relation
from foundation.people.rules import ROLE_NAMES, SYSTEM
from tests.told import told_once

SYMBOLS = sorted({*ROLE_NAMES, *parts.WORKING, *parts.BARRING, "IO", "HEARING_CHAIR", "line_manager", "system", "person"})


def about(person, academy, at, kind="report", part=parts.SUBJECT):
    dossier = services.open_dossier(kind, academy=academy, at=at, by=SYSTEM)
    services.add_party(dossier, person, part, by=SYSTEM, at=at, source="form", kind=parts.STAFF)
    services.route(dossier, by=SYSTEM, at=at)
    return dossier


@told_once
def many(cast, alder, at):
    """Reports about people of every rung, one claimed, one flagged, one with a relation, one linked to a case, one with a target."""
    found = {name: about(cast[name], alder, at) for name in ("tam", "sasha", "hana", "cleo", "chidi", "dee", "teo")}
    services.add_party(found["tam"], cast["sasha"], parts.TRIAGER, by=SYSTEM, at=at, source="claim")
    services.set_desk(found["teo"], "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    services.set_desk(found["dee"], "DSL", alder, by=SYSTEM, at=at, reason="safeguarding")
    Relation.objects.create(person=cast["hana"], other=cast["teo"], since=at.date() - timedelta(days=9))
    found["case"] = about(cast["sam"], alder, at, kind="case")
    services.add_party(found["case"], cast["iona"], parts.INVESTIGATOR, by=SYSTEM, at=at, source="appointed")
    services.add_party(found["case"], cast["dot"], parts.TARGET, by=SYSTEM, at=at, source="form")
    services.link(found["hana"], found["case"], by=SYSTEM, at=at)
    return found


def test_it_gives_the_same_answers(many, at):
    audience = Audience(many.values(), at)
    differing = [(name, symbol) for name, dossier in many.items() for symbol in SYMBOLS
                 if audience.holders(dossier, symbol) != holders(dossier, symbol, at)]
    assert differing == []


def test_it_asks_six_questions(many, at, django_assert_num_queries):
    with django_assert_num_queries(6):
        audience = Audience(many.values(), at)
        for dossier in many.values():
            for symbol in SYMBOLS:
                audience.holders(dossier, symbol)


def test_only_those_with_a_door_may_open(many, cast, at):
    audience, report = Audience(many.values(), at), many["tam"]
    thing = report.uuid
    some = ("teo", "tam", "sasha", "hana", "olu", "gail")
    assert [name for name in some if audience.may_open(cast[name], report, thing)] == ["sasha", "hana"]
    services.disclose(report, cast["tam"], object_kind="removal", object_uuid=thing, by=SYSTEM, at=at)
    assert Audience([report], at).may_open(cast["tam"], report, thing)
