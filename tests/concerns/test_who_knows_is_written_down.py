"""Where nobody may make public who it is about: who may read it, who has, who was told, and what may be said (Education Act 2002 s141F)."""

from datetime import timedelta

import pytest

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused, Stale
from foundation.dossiers.services import see
from foundation.people.selectors import day_of
from foundation.trail.selectors import events_of
from reports.concerns import services
from reports.concerns.knowing import told_by_hand, who_reads
from reports.concerns.models import SafeguardingRecord
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


@told_once
def record(teo, tam, sasha, dee, now):
    return flagged(teo, tam, sasha, dee, now)


def flagged(by, about, triager, lead, at, restricted="unsure"):
    report = scene.sent(by, about, at=at)
    scene.taken(report, triager, at=at)
    scene.screened(report, triager, at=at, risk="yes")
    row = SafeguardingRecord.objects.select_related("dossier", "report").get(report=report)
    return services.review(row, outcome="consult", reason=scene.REASON, restricted=restricted, by=lead, at=at)


def told(record, by, at, **changed):
    said = {"name": "Holunder, a governor", "why": "Parents ask her.", "told_by": "The head", "told_on": at.date(), "may_say": "Nothing."}
    return services.tell_somebody(fresh(record), **{**said, **changed}, by=by, at=at)


def fresh(record):
    return SafeguardingRecord.objects.select_related("dossier", "report").get(pk=record.pk)


@pytest.mark.parametrize("first", ["dee", "hana", "sasha"])
def test_lead_head_and_triager_write_down_who_was_told(record, cast, now, first):
    row = told(record, cast[first], now)
    assert sealing.read_one(row)["name_sealed"] == "Holunder, a governor"
    ((kept, words),) = told_by_hand(record)[0]
    assert (kept.by, words["may_say_sealed"]) == (cast[first], "Nothing.")


@pytest.mark.parametrize("first", ["teo", "tam", "olu", "gail", "rhys"])
def test_nobody_else_does(record, cast, now, first):
    with pytest.raises(Refused):
        told(record, cast[first], now)


def test_each_entry_is_an_event_without_a_name(record, dee, now):
    told(record, dee, now)
    services.agree_line(fresh(record), line="We do not comment.", by=dee, at=now)
    found = events_of(record.dossier.uuid).filter(action__in=("safeguarding.tell_somebody", "safeguarding.agree_line"))
    assert [event.ids for event in found] == [{}, {}]


@pytest.mark.parametrize("changed, sentence", [
    ({"name": ""}, "who was told"), ({"why": ""}, "need to know"), ({"told_by": ""}, "who told them"), ({"told_on": 1}, "still to come"),
])  # fmt: skip
def test_what_is_missing_is_asked_for(record, dee, now, changed, sentence):
    changed = {name: value if value != 1 else (now + 2 * DAY).date() for name, value in changed.items()}
    with pytest.raises(Refused, match=sentence):
        told(record, dee, now, **changed)


def test_no_list_is_kept_where_nothing_is_restricted(teo, tam, sasha, dee, client_of, now):
    record = flagged(teo, tam, sasha, dee, now, restricted="no")
    with pytest.raises(Refused, match="only where"):
        told(record, dee, now)
    assert client_of(dee).get(f"/triage/{record.report.reference}/who-knows/").status_code == 422
    assert "who-knows" not in client_of(dee).get(f"/triage/{record.report.reference}/").content.decode()


def test_what_may_be_said_is_written_anew(record, dee, hana, now):
    services.agree_line(fresh(record), line="Say nothing.", by=dee, at=now)
    services.agree_line(fresh(record), line="We do not comment.", by=hana, at=now)
    assert told_by_hand(fresh(record))[1] == "We do not comment."


def test_an_older_page_is_told_so(record, dee, now):
    with pytest.raises(Stale):
        told(record, dee, now, version=record.version - 1)


def test_who_may_read_it_and_who_has_stand_in_it(record, sasha, hana, dee, olu, at, now):
    see(record.dossier, hana, now)
    lines = {line.name: line for line in who_reads(record.report, dee, now + DAY)}
    assert {sasha.name, hana.name, dee.name} <= set(lines)
    assert olu.name not in lines
    assert (lines[hana.name].roles, lines[hana.name].first) == ("Headteacher", day_of(now))
    assert lines[sasha.name].first is None


def test_the_page_shows_all_of_it_to_those_who_keep_it(record, dee, rhys, sasha, client_of, now):
    told(record, dee, now)
    address = f"/triage/{record.report.reference}/who-knows/"
    page = client_of(sasha).get(address).content.decode()
    assert all(word in page for word in ("Holunder", "Hana", "section 141F", "Nothing has been agreed yet"))
    assert "Tam" not in page
    assert client_of(rhys).get(address).status_code == 404


def test_the_report_leads_to_it_under_the_banner(record, dee, client_of):
    assert f"/triage/{record.report.reference}/who-knows/" in client_of(dee).get(f"/triage/{record.report.reference}/").content.decode()


def test_through_the_pages_and_sent_twice_once(record, dee, client_of, now):
    client, base = client_of(dee), f"/triage/{record.report.reference}"
    form = client.get(f"{base}/tell-somebody/").context["form"]
    day = {"told_on_day": now.day, "told_on_month": now.month, "told_on_year": now.year}
    sent = {"name": "Holunder", "why": "Asked.", "told_by": "Me", **day, **{name: form[name].value() for name in ("version", "once")}}
    assert client.post(f"{base}/tell-somebody/", sent).url == client.post(f"{base}/tell-somebody/", sent).url == f"{base}/who-knows/"
    assert len(told_by_hand(record)[0]) == 1
