"""What is drawn: the pack, the parts, the pages of refusal."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from foundation.face import pages
from foundation.face.rows import Cell, Stage, Table
from tests.face.parts import EVERY

ROOT = Path(__file__).resolve().parents[2]


class Outline(HTMLParser):
    """The ids on a page, where its links and labels point, and what is described by what."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets, self.tags = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.targets += [found["href"][1:]] if found.get("href", "").startswith("#") else []
        self.targets += found.get("aria-describedby", "").split() + [found[name] for name in ("for", "aria-controls") if name in found]


@pytest.fixture
def refused(client):
    return client.post("/form/", {"what": "a\0<b>", "platform": "other", "seen_on_day": "31", "seen_on_month": "2"}).content.decode()


def test_every_link_label_and_description_lands_on_something(refused):
    outline = Outline(refused)
    assert [target for target in outline.targets if target not in outline.ids] == []
    assert len(outline.ids) == len(set(outline.ids))


def test_the_error_summary_links_to_controls(refused):
    summary = refused[refused.index("error-summary__list") : refused.index("</ul>", refused.index("error-summary__list"))]
    links = re.findall('href="#([^"]+)">([^<]+)<', summary)
    assert ("id_platform_0", "Select the platform") not in links
    assert ("id_other", "Enter the platform&#x27;s name") in links
    assert ("id_seen_on_year", "The date you saw it must include a year") in links
    assert ("id_online_0", "Select yes or no, or say that you are not sure") in links
    controls = {found.get("id") for tag, found in Outline(refused).tags if tag in ("input", "select", "textarea")}
    assert {target for target, _ in links} <= controls


def test_the_title_tells_of_errors(refused, page):
    assert "<title>Error: Every question – " in refused
    assert "<title>Every question – Social media concerns – " in page("/form/")


def test_nothing_typed_is_lost_or_let_through(refused):
    assert "&lt;b&gt;" in refused
    assert "<b>" not in refused


def test_the_revealed_question_stands_once_under_its_answer(page):
    text = page("/form/")
    assert text.count('id="id_other"') == 1
    assert text.index('value="other"') < text.index("tmt-reveal") < text.index('id="id_other"') < text.index('id="id_seen_on"')


def test_a_form_carries_a_token_once(page):
    assert page("/form/").count("csrfmiddlewaretoken") == 1


def test_free_text_is_not_remembered_by_the_browser(page):
    assert 'autocomplete="off"' in page("/form/")


def test_every_part_is_drawn(page):
    text = page("/parts/")
    for said in ("Overdue by 3 days", "Removal asked for &lt;b&gt;", "Too few to show", "The same as a table", "R-4F7K-9QXT",
        "Alder Academy",
                 "Leave this page quickly", "Claim this report", "Reminders last ran today", "Sasha Reed", "Sign out", "Report a concern"):
        assert said in text


def test_pages_that_people_read_are_light(page):
    assert len(page("/parts/").encode()) < 30_000


def test_the_base_page_asks_the_database_nothing(page):
    assert page("/plain/")  # without the db fixture any query fails the test


def test_the_base_page_holds_no_form(page):
    assert "<form" not in page("/plain/") + page("/parts/")


def test_rows_are_drawn_without_a_tag_in_the_loop():
    source = (ROOT / "templates/parts/task_rows.html").read_text()
    loop = source[source.index("{% for") : source.index("{% endfor")]
    assert re.findall(r"{% (?!for|if|endif|else|elif)|\|", loop) == []


@pytest.mark.parametrize("address", ["/gone/secret-path", "/gone/other", "/nowhere/", "/plain/x/y?q=secret"])
def test_a_page_that_is_not_there_says_the_same_to_all(client, address):
    answer = client.get(address)  # without the db fixture any query fails the test
    assert answer.status_code == 404
    assert answer.content == pages.not_found().content
    assert b"secret" not in answer.content
    assert b'href="/"' in answer.content


def test_a_fault_says_nothing_of_itself(client):
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"Something went wrong" in answer.content


def test_what_arrives_too_large_is_told_so(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = client.post("/form/", "what=" + "secret" * 9, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, b"could not read" in answer.content, b"secret" in answer.content) == (400, True, False)


def test_a_form_from_elsewhere_is_told_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/form/", {"what": "typed"})
    assert (answer.status_code, b"open too long" in answer.content) == (403, True)


def test_a_refusal_shows_its_sentence(rf):
    answer = pages.refused(rf.get("/"), "You are a <party>.", back="/triage/")
    assert answer.status_code == 422
    assert b"You are a &lt;party&gt;." in answer.content
    assert b'href="/triage/"' in answer.content


def test_too_many_tries_are_told_when_to_come_back():
    answer = pages.too_many()
    assert (answer.status_code, b"Wait five minutes" in answer.content) == (429, True)


def test_a_table_keeps_its_first_column_as_headings():
    line = Table("T", ("A", "B"), (("one", Cell("2", "/two/")),), numeric=(1,)).lines[0]
    assert (line["first"].css, line["rest"][0].href) == ("govuk-table__header", "/two/")
    assert "numeric" in line["rest"][0].css


def test_where_things_stand_is_told_in_words():
    assert [Stage("x", state).told for state in ("done", "now", "next")] == ["Done: ", "Now: ", "Next: "]


def test_a_number_that_may_not_be_shown_has_no_length():
    hidden = EVERY["figure"].bars[2]
    assert (hidden.width, hidden.text) == (0, "Too few to show")


@pytest.mark.parametrize("address, said", [
    ("/accounts/login/", "I have forgotten my password"), ("/accounts/password/reset/", "Send me the link"),
    ("/accounts/password/reset/done/", "Check your email"), ("/accounts/inactive/", "This sign-in is closed"),
    ("/accounts/password/reset/key/1-nonsense/", "This link no longer works"),
    ("/accounts/password/reset/key/done/", "Your password is changed"),
])
def test_the_pages_around_signing_in_wear_the_same_face(page, db, address, said):
    text = page(address)
    assert said in text
    assert "govuk-generic-header" in text
    assert "placeholder" not in text


def test_signing_in_with_nothing_says_what_is_missing(client, db):
    text = client.post("/accounts/login/", {}).content.decode()
    assert "<title>Error: Sign in" in text
    assert '<a href="#id_login">Enter the email address you sign in with</a>' in text
    assert '<a href="#id_password">Enter your password</a>' in text


def test_a_name_that_is_not_ours_is_refused_plainly_and_not_logged(client, db, caplog):
    answer = client.get("/accounts/login/", headers={"host": "tam-brook.example"})
    assert answer.status_code == 400
    assert (answer["X-Frame-Options"], answer["Cache-Control"]) == ("DENY", "no-store")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "tam-brook" not in answer.content.decode() + caplog.text
