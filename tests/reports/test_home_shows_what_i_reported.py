"""The front page and the search know a person's own reports, and nobody else's."""

from tests.reports.journey_steps import about, begin, reported


def home(client):
    return client.get("/").content.decode()


def test_what_i_reported_and_began(client_of, teo, tam):
    sent, draft = reported(client_of(teo), about(tam)).reference, begin(client_of(teo))
    page = home(client_of(teo))
    assert f"/reports/{sent}/" in page
    assert f"/reports/{draft}/" in page
    assert "Received" in page


def test_nobody_elses(client_of, teo, tam, sid):
    sent = reported(client_of(teo), about(tam)).reference
    assert sent not in home(client_of(tam))
    assert sent not in home(client_of(sid))


def test_it_is_found_by_its_reference(client_of, teo, tam, sid):
    sent = reported(client_of(teo), about(tam)).reference
    assert f"/reports/{sent}/" in client_of(teo).post("/search/", {"reference": sent}, follow=True).content.decode()
    assert f"/reports/{sent}/" not in client_of(sid).post("/search/", {"reference": sent}, follow=True).content.decode()
