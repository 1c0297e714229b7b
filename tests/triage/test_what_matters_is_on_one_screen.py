"""At a glance: can it still be seen, is it kept, is a child in it, which rules, how serious and why, what was founded before (DESIGN 8)."""

import pytest

from policy.models import Clause
from policy.rules import FLAGS
from reports.intake.models import ReportClause
from tests.told import told_once
from tests.triage import scene


@told_once
def report(teo, tam, now):
    return scene.sent(teo, tam, at=now)


def glance(client, report):
    return {row.key: row.value for row in client.get(f"/triage/{report.reference}/").context["glance"]}


def settled(by, about, triager, *, at):
    earlier = scene.sent(by, about, at=at)
    scene.ready(earlier, triager, at=at)
    scene.step("settle", earlier, triager, at=at, rationale=scene.REASON)
    return earlier


def test_what_is_known_from_the_start(report, sasha, client_of):
    seen = glance(client_of(sasha), report)
    assert seen == {"Still online": "Yes", "Preserved": "Not yet", "A child": "Not involved, the reporter says", "Rules": "Not chosen yet"}


def test_how_serious_it_seems_and_why(report, sasha, client_of, now):
    scene.ready(report, sasha, at=now)
    scene.step("weigh", report, sasha, at=now, circumstances=["child", "spreading"])
    seen = glance(client_of(sasha), report)
    assert seen["Suggested"].splitlines()[0] == "Serious"
    assert "One step up: it is being shared or the press has it" in seen["Suggested"]
    assert (seen["Rules"], seen["A child"]) == ("7.3 b12 (main)", "A child can be identified or was contacted")


def test_what_was_founded_before_about_the_same_person(report, teo, tam, sasha, client_of, now):
    earlier = settled(teo, tam, sasha, at=now)
    assert earlier.reference in glance(client_of(sasha), report)["Founded before"]


def test_what_was_not_founded_is_nobody_s_business(report, teo, tam, sasha, client_of, now):
    earlier = scene.sent(teo, tam, at=now)
    scene.ready(earlier, sasha, at=now)
    scene.step("no_breach", earlier, sasha, at=now, rationale=scene.REASON)
    assert "Founded before" not in glance(client_of(sasha), report)


@pytest.mark.beats(7)
def test_nor_is_what_this_reader_may_not_open(report, sasha, tam, hana, client_of, now):
    settled(sasha, tam, hana, at=now)  # sasha reported that one, so for her triage of it does not exist
    assert "Founded before" not in glance(client_of(sasha), report)
    assert "Founded before" in glance(client_of(hana), report)


def test_what_is_looked_at_again_counts_no_more(report, teo, tam, sasha, hana, client_of, now):
    earlier = settled(teo, tam, sasha, at=now)
    scene.step("reopen", earlier, hana, at=now, new=scene.REASON)
    assert "Founded before" not in glance(client_of(sasha), report)


@pytest.mark.parametrize("name", [name for name, flag in FLAGS.items() if flag.prompt])
def test_what_a_rule_asks_is_read_once_it_is_chosen(report, sasha, client_of, now, name):
    scene.taken(report, sasha, at=now)
    clause = next(row for row in Clause.objects.all() if name in row.flags)
    ReportClause.objects.create(report=report, clause=clause)
    shown = client_of(sasha).get(f"/triage/{report.reference}/")
    assert FLAGS[name].prompt in shown.context["prompts"]
    assert "What these rules ask of you" in shown.content.decode()


def test_nothing_is_asked_before_a_rule_is_chosen(report, sasha, client_of):
    assert "What these rules ask of you" not in client_of(sasha).get(f"/triage/{report.reference}/").content.decode()
