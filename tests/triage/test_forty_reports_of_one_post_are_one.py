"""A post that forty people report is one card for whoever triages it; each of the forty is acknowledged, told when it is finished, and
learns of nobody else (DOMAIN 4.3)."""

from datetime import timedelta

import pytest

from assurance.recount import differences
from foundation.dossiers.rules import Refused
from foundation.messages.models import Message
from foundation.people.models import Person
from reports.intake.models import Report
from reports.intake.selectors import report_for, status_words
from reports.triage import same, services
from reports.triage.selectors import queue
from tests.told import told_once
from tests.triage import scene

DAY = timedelta(days=1)


def reporters(number, academy):
    return [Person.objects.create(name=f"Reporter {n}", email=f"reporter{n}@northgate.example", academy=academy) for n in range(number)]


def merged(report, others, by, *, at):
    row = scene.fresh(report)
    return services.merge(row, others, by=by, at=at, version=row.version)


@told_once
def report(teo, tam, sasha, at):
    sent = scene.sent(teo, tam, at=at)
    scene.ready(sent, sasha, at=at)
    return sent


@told_once
def other(sam, tam, at):
    return scene.sent(sam, tam, at=at)


class TestForty:
    @pytest.fixture
    def forty(self, report, tam, sasha, at):
        others = [scene.sent(one, tam, at=at) for one in reporters(39, tam.academy)]
        merged(report, same.candidates(sasha, report, at), sasha, at=at)
        return [report, *others]

    def test_are_one_card_acknowledged_and_finished_by_one_decision(self, forty, report, sasha, at):
        rows = queue(sasha, at).rows
        assert [(row.reference, row.in_one) for row in rows] == [(report.reference, 39)]
        assert Message.objects.filter(code="report.acknowledged", about__in=[one.uuid for one in forty]).count() == 40
        assert {status_words(one) for one in Report.objects.exclude(state="DRAFT")} == {"Being looked at"}
        scene.step("no_breach", report, sasha, at=at, rationale=scene.REASON)
        assert {status_words(one) for one in Report.objects.exclude(state="DRAFT")} == {"Finished"}
        assert Message.objects.filter(code="report.finished", about__in=[one.uuid for one in forty]).values("to").distinct().count() == 40
        assert differences() == []


def test_only_what_is_alike_and_readable_is_suggested(report, sam, tam, sasha, hana, cast, at):
    alike, kept = scene.sent(sam, tam, at=at), scene.sent(sam, tam, at=at, out=[sasha])
    elsewhere = scene.sent(cast["bea"], cast["bo"], at=at)
    found = set(same.candidates(sasha, report, at))
    assert alike in found
    assert not found & {kept, elsewhere, report}


@pytest.mark.parametrize("days, found", [(13, 1), (15, 0)])
def test_one_account_is_alike_within_fourteen_days(report, sam, tam, sasha, at, days, found):
    other = scene.sent(sam, tam, at=at + days * DAY)
    report.addresses.update(address_index="one", handle_index="account")
    other.addresses.update(address_index="another", handle_index="account")
    assert same.candidates(sasha, scene.fresh(report), at + days * DAY).count() == found


@pytest.mark.beats(7)
def test_whoever_one_of_them_bars_reads_none_of_them(report, sam, tam, sasha, hana, at):
    hers = scene.sent(hana, tam, at=at)
    assert report_for(hana, report.reference, at) == report
    merged(report, [hers], sasha, at=at)
    assert report_for(hana, report.reference, at) is None
    assert report_for(sasha, report.reference, at) == report


def test_nobody_gets_in_by_it(report, sam, tam, sasha, dee, at):
    urgent = scene.sent(sam, tam, at=at, danger="yes")
    assert report_for(dee, report.reference, at) is None
    merged(report, [urgent], sasha, at=at)
    assert report_for(tam, report.reference, at) is None
    assert report_for(sam, report.reference, at) is None


def test_a_reporter_added_later_to_the_cluster_is_barred_from_all(report, sam, tam, sasha, hana, at):
    first = scene.sent(sam, tam, at=at)
    merged(report, [first], sasha, at=at)
    second = scene.sent(hana, tam, at=at)
    merged(report, [second], sasha, at=at)
    assert report_for(hana, first.reference, at) is None


def test_what_may_have_harmed_a_child_is_not_put_into_another(other, report, sasha, at):
    scene.taken(other, sasha, at=at)
    scene.screened(other, sasha, at=at, harmed="yes")
    with pytest.raises(Refused, match="come first"):
        merged(report, [scene.fresh(other)], sasha, at=at)


def test_only_by_whoever_triages_it(other, report, hana, at):
    with pytest.raises(Refused):
        merged(report, [other], hana, at=at)
    assert scene.fresh(other).state == "SUBMITTED"


def test_through_the_page(other, report, sasha, client_of):
    client, href = client_of(sasha), f"/triage/{report.reference}/same/"
    form = client.get(href).context["form"]
    sent = {name: form[name].value() for name in ("version", "once")} | {"others": [other.reference], "no_conflict": "on"}
    shown = client.post(href, sent, follow=True)
    assert "2 reports are one now" in shown.content.decode()
    assert scene.fresh(other).same_as == report
    assert {row.key: row.value for row in shown.context["glance"]}["Reports in one"] == f"2, with {other.reference}"


def test_opened_again_it_is_a_report_of_its_own(other, report, sasha, hana, at):
    merged(report, [other], sasha, at=at)
    again = scene.step("reopen", other, hana, at=at, new=scene.REASON)
    assert (again.state, again.same_as) == ("IN_TRIAGE", None)
    assert differences() == []
