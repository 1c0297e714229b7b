"""An address with something in it that no database takes: the page for what does not exist, or the list from its start."""

import pytest

NUL = ["/cases/%00/", "/cases/%00/close/", "/cases/open/%00/", "/cases/asked/%00/", "/removals/%00/", "/removals/mine/%00/", "/search/%00/"]
MARKS = [
    "0001-01-01T00:00:00%2B14:00~R-2222-2222",
    "9999-12-31T23:59:59-14:00~R-2222-2222",
    "2026-01-01T00:00:00%2B00:00~%00",
    "2026-01-01~R-2222-2222",
    "~",
]


@pytest.mark.parametrize("address", NUL)
def test_a_nul_names_nothing(address, hana, client_of):
    hers = client_of(hana)
    answer = hers.get(address)
    assert (answer.status_code, answer.content) == (404, hers.get("/nothing/").content)


def test_a_nul_is_not_looked_for(hana, client_of, django_assert_num_queries):
    hers = client_of(hana)
    with django_assert_num_queries(2):  # who is asking: session and person
        hers.get("/cases/%00/")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("of", ["/triage/?before=", "/cases/?after="])
def test_a_mark_beyond_the_calendar_is_no_mark(of, mark, hana, client_of):
    hers = client_of(hana)
    assert hers.get(of + mark).content == hers.get(of).content


@pytest.mark.parametrize("page", ["login/", "inactive/", "password/reset/", "second-step/code/", "second-step/passkeys/sign-in/"])
def test_an_address_to_go_on_to_that_nobody_can_read_leads_nowhere(client, db, page):
    assert client.get(f"/accounts/{page}", {"next": "http://["}).status_code < 400
    assert client.post("/accounts/logout/", {"next": "http://["}).status_code == 302


def test_whoever_has_no_password_changes_none(hana, client_of):
    hana.user.set_unusable_password()
    hana.user.save()
    assert client_of(hana).get("/accounts/password/change/").url == "/accounts/second-step/"


@pytest.mark.parametrize("told", ["12", "-1", "a lot"])
def test_a_body_no_page_takes_is_not_read(client, db, told, settings, django_assert_num_queries):
    settings.BODY_MAX_BYTES = 11
    with django_assert_num_queries(0):
        answer = client.generic("POST", "/accounts/login/", b"x" * 12, "multipart/form-data; boundary=x", CONTENT_LENGTH=told)
    assert answer.status_code == 400
    assert "larger than this service takes" in answer.content.decode()
