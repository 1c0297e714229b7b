"""The pages on which triage and the reporter write: what each shows, what is shown before it goes, sent twice, overtaken."""

import re
from html import unescape

import pytest

from reports.mailbox.models import Letter, Note
from tests.mailbox import scene
from tests.told import told_once
from tests.triage.scene import fresh

WORDS = "Amsel <b>which</b> day was it?\nAnd who was there?"


@told_once
def report(teo, tam, sasha, now):
    return scene.taken(teo, tam, sasha, at=now)


@pytest.fixture
def own(client_of, teo, report):
    """Teo's browser, and the addresses of his report."""
    client, address = client_of(teo), f"/reports/{report.reference}/"
    client.page, client.form = address, f"{address}write/"
    return client


@pytest.fixture
def triage(client_of, sasha, report):
    client, address = client_of(sasha), f"/triage/{report.reference}/"
    client.page = address
    client.at = lambda name: f"{address}{name}/"
    return client


def text(answer):
    return unescape(answer.content.decode())


def hidden(answer):
    """What a page carries without showing it."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_question_is_seen_as_the_reporter_will_see_it(triage, report):
    shown = triage.post(triage.at("ask"), {"words": WORDS, "version": report.version})
    assert shown.status_code == 200
    assert "This is what the reporter will see" in text(shown)
    assert "Sasha Reid asked you" in text(shown)
    assert not Letter.objects.exists()


def test_then_it_goes_and_the_reporter_reads_the_same(triage, own, report):
    shown = triage.post(triage.at("ask"), {"words": WORDS, "version": report.version})
    sent = triage.post(triage.at("ask"), hidden(shown) | {"send": "1"})
    assert sent.url == triage.page
    before, after = (re.search(r'<li class="tmt-timeline__event.*?</li>', one.content.decode(), re.DOTALL).group()
                     for one in (shown, own.get(own.page)))  # fmt: skip
    assert re.sub("<time.*?</time>", "", before) == re.sub("<time.*?</time>", "", after)


def test_it_can_be_changed_before_it_goes(triage, report):
    shown = triage.post(triage.at("ask"), {"words": WORDS, "version": report.version})
    again = triage.post(triage.at("ask"), hidden(shown) | {"change": "1"})
    assert "Amsel &lt;b&gt;which" in again.content.decode()
    assert not Letter.objects.exists()


def test_sent_twice_is_asked_once(triage, report):
    shown = hidden(triage.post(triage.at("ask"), {"words": WORDS, "version": report.version})) | {"send": "1"}
    assert [triage.post(triage.at("ask"), shown).url for _ in range(2)] == [triage.page] * 2
    assert Letter.objects.count() == 1


def test_an_overtaken_page_loses_nothing(triage, report):
    answer = triage.post(triage.at("write"), {"words": WORDS, "version": 0, "send": "1"})
    assert answer.status_code == 422
    assert "Amsel &lt;b&gt;which" in answer.content.decode()
    assert triage.post(triage.at("write"), hidden(answer) | {"words": WORDS, "send": "1"}).status_code == 302


def test_the_reporter_s_page_says_what_is_wanted_and_by_when(own, report, sasha, now):
    scene.ask(report, sasha, at=now)
    said = text(own.get(own.page))
    assert "More information needed" in said
    assert "Please answer by" in said
    assert "longer than we told you" not in said


def test_the_reporter_answers_on_a_page_that_shows_the_question(own, report, sasha, now):
    scene.ask(report, sasha, at=now)
    shown = own.get(own.form)
    assert scene.QUESTION in text(shown)
    assert own.post(own.form, hidden(shown) | {"words": scene.ANSWER}, follow=True).redirect_chain == [(own.page, 302)]
    assert fresh(report).state == "IN_TRIAGE"
    assert "You answered" in text(own.get(own.page))


def test_answered_twice_is_one_answer(own, report, sasha, now):
    scene.ask(report, sasha, at=now)
    sent = hidden(own.get(own.form)) | {"words": scene.ANSWER}
    assert [own.post(own.form, sent).status_code for _ in range(2)] == [302, 302]
    assert scene.letters(report) == [("to", "question"), ("from", "answer")]


def test_a_question_that_came_in_meanwhile_is_read_first(own, report, sasha, now):
    open_page = hidden(own.get(own.form))
    scene.ask(report, sasha, at=now)
    answer = own.post(own.form, open_page | {"words": scene.ANSWER})
    assert answer.status_code == 422
    assert scene.QUESTION in text(answer)
    assert scene.ANSWER in text(answer)
    assert own.post(own.form, hidden(answer) | {"words": scene.ANSWER}).status_code == 302


def test_what_the_reporter_wrote_stands_on_the_triager_s_page(triage, report, teo, now):
    scene.write_back(report, teo, at=now)
    said = text(triage.get(triage.page))
    assert scene.ANSWER in said
    assert "The reporter added" in said
    assert triage.at("receive") in said


def test_notes_stand_apart_and_never_on_the_reporter_s_pages(triage, own, report):
    assert triage.post(triage.at("note"), {"words": scene.NOTE}).url == triage.page
    assert scene.NOTE in text(triage.get(triage.page))
    assert Note.objects.count() == 1
    assert not any(scene.NOTE in text(own.get(address)) for address in (own.page, own.form, "/", "/reports/"))


@pytest.mark.parametrize("first", ["olu", "tam", "gail", "dee"])
def test_for_others_the_reporter_s_page_does_not_exist(report, cast, client_of, first):
    client = client_of(cast[first])
    assert client.get(f"/reports/{report.reference}/write/").content == client.get("/reports/R-2222-2222/write/").content


def test_there_is_no_writing_to_a_draft(teo, client_of, now):
    draft = scene.scene.intake.start_draft(by=teo, at=now, danger="no", key=scene.scene.uuid4())
    assert client_of(teo).get(f"/reports/{draft.reference}/write/").status_code == 404


def test_a_password_is_refused_on_either_side(triage, own, report):
    secret = "The password is Summer2026! there"
    answers = [triage.post(triage.at("ask"), {"words": secret, "version": report.version}), own.post(own.form, {"words": secret})]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("This is not a password" in text(answer) for answer in answers)
    shown = triage.post(triage.at("ask"), {"words": secret, "version": report.version, "not_password": "on"})
    assert triage.post(triage.at("ask"), hidden(shown) | {"send": "1"}).status_code == 302
