"""A 405 has the face of the other answers, and says nothing about what stands behind the address."""

import pytest

from tests.cases.story import about_tam
from tests.sending import headers_of


def test_it_says_what_to_do_and_leads_on(hana, client_of):
    answer = client_of(hana).post("/cases/")
    assert (answer.status_code, answer["Allow"], answer["Cache-Control"]) == (405, "GET, HEAD", "no-store")
    assert "That does not work here" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("first", ["hana", "olu", "tam"])
def test_it_is_the_same_for_a_case_that_is_there_and_one_that_is_not(first, cast, client_of, now):
    case, client = about_tam(cast, now), client_of(cast[first])
    there, nowhere = (client.post(f"/cases/{one}/") for one in (case.reference, "C-2222-2222"))
    assert (there.status_code, there.content, headers_of(there)) == (nowhere.status_code, nowhere.content, headers_of(nowhere))


def test_where_the_right_is_missing_it_is_the_page_for_what_is_not_there(teo, client_of):
    client = client_of(teo)
    for address in ("/cases/", "/triage/", "/assurance/operations/", "/assurance/"):
        answer = client.post(address)
        assert (answer.status_code, answer.content) == (404, client.get("/nothing/").content)


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.post("/cases/").status_code == 302
