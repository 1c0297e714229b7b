"""What a page of triage says is so: facts read as facts, a short reason is said at its question, nobody is sent to a page that is gone."""

import pytest
from django.urls import reverse

from tests.told import told_once
from tests.triage import scene
from tests.triage.test_pages_of_triage import page, text


@told_once
def report(teo, tam, now):
    return scene.sent(teo, tam, at=now)


def test_what_the_reporter_denied_reads_as_a_fact(report, sasha, client_of):
    shown = text(page(client_of(sasha), report))
    assert "Nobody is in danger now" in shown
    assert "No child is involved" in shown
    assert "Somebody is in danger" not in shown


def test_no_breach_has_no_severity_beside_it(report, sasha, client_of, now):
    scene.ready(report, sasha, at=now)
    assert page(client_of(sasha), report).context["severity"] == "Moderate"
    scene.step("no_breach", report, sasha, at=now, rationale=scene.REASON)
    assert page(client_of(sasha), report).context["severity"] == ""


@pytest.mark.parametrize("name", ["propose", "no-breach"])
def test_too_short_a_reason_is_said_at_its_question(report, sasha, client_of, now, name):
    version = scene.ready(report, sasha, at=now).version
    answer = page(client_of(sasha), report, name, version=version, rationale="Short.")
    assert answer.context["form"].errors["rationale"] == ["Your reasons must be at least 30 characters"]
    assert 'href="#id_rationale"' in text(answer)


@pytest.mark.parametrize("name, given", [("severity", {"severity": "2"}), ("evidence", {"how": "reason"})])
def test_so_is_every_other_short_reason(report, sasha, client_of, now, name, given):
    scene.ready(report, sasha, at=now)
    answer = page(client_of(sasha), report, name, reason="No.", **given)
    assert "must be at least 10 characters" in answer.context["form"].errors["reason"][0]


def test_managing_the_person_is_no_conflict(report, sasha, client_of):
    shown = text(page(client_of(sasha), report, "take-on"))
    assert "line-manage each other" not in shown
    assert "your own line manager" in shown


def test_the_reporter_is_told_and_has_not_been_yet(report, sasha, client_of):
    client = client_of(sasha)
    form = page(client, report, "take-on").context["form"]
    hidden = {name: form[name].value() for name in ("version", "once")}
    client.post(reverse("triage:take-on", args=[report.reference]), {**hidden, "conflict": "none"})
    assert "The reporter is told that you have it." in text(page(client, report))


class TestLettingSomebodyIn:
    @pytest.fixture
    def report(self, teo, tam, sasha, hana, now):
        return scene.sent(teo, tam, at=now, out=[sasha, hana])

    def let_in(self, client, report):
        party = report.dossier.parties.get(part="not_this_person", person__name="Hana Okafor")
        address = reverse("triage:let-in", args=[report.reference, party.uuid])
        form = client.get(address).context["form"]
        hidden = {name: form[name].value() for name in ("version", "once")}
        return client.post(address, {**hidden, "reason": "She knows the class."}, follow=True)

    def test_whoever_loses_the_report_by_it_reads_that_it_is_done(self, report, cleo, client_of):
        answer = self.let_in(client_of(cleo), report)
        assert answer.redirect_chain == [("/triage/", 302)]
        assert "Hana Okafor may read the report again" in text(answer)

    def test_the_reporter_still_reads_whom_they_asked_to_keep_out(self, report, cleo, teo, client_of):
        self.let_in(client_of(cleo), report)
        rows = {row.key: row.value for row in client_of(teo).get(f"/reports/{report.reference}/").context["rows"]}
        assert set(rows["Should not read it"].split("\n")) == {"Sasha Reid", "Hana Okafor"}
        assert rows["What became of that"].startswith("Hana Okafor was let in by somebody more senior, on")
