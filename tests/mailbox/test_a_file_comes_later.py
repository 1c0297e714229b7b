"""A reporter hands in a file after the report, as somebody with a name, in confidence, or unnamed; asked first whether it could show a
child."""

from uuid import uuid4

import pytest

from foundation.evidence.models import Exhibit
from reports.mailbox.selectors import open_question
from tests.evidence.pictures import picture, upload
from tests.mailbox import scene
from tests.triage.scene import fresh, told

pytestmark = pytest.mark.django_db


def sending(report, **changed):
    asked = open_question(fresh(report))
    said = {"said_no": "1", "picture": upload(picture(), "shot.png"), "how_seen": "own_feed", "visibility": "public",
            "asked": str(asked.uuid) if asked else "", "once": str(uuid4())}
    return said | changed


def path(report):
    return f"/reports/{report.reference}/file/"


def test_the_upload_stands_only_behind_a_plain_no(report, teo, client_of):
    client = client_of(teo)
    assert 'type="file"' not in client.get(path(report)).content.decode()
    assert 'type="file"' in client.post(path(report), {"image": "no", "once": str(uuid4())}).content.decode()
    stopped = client.post(path(report), {"image": "unsure", "once": str(uuid4())}).content.decode()
    assert 'type="file"' not in stopped
    assert "must not be uploaded" in stopped


def test_it_is_kept_and_whoever_triages_is_told(report, teo, sasha, client_of):
    answer = client_of(teo).post(path(report), sending(report), follow=True)
    assert "Your file has been added" in answer.content.decode()
    assert (Exhibit.objects.get().captured_by, told(report, "report.added")) == (teo, {"sasha"})


def test_it_answers_what_was_asked(asked, teo, client_of):
    client_of(teo).post(path(asked), sending(asked))
    assert fresh(asked).state == "IN_TRIAGE"
    assert ("from", "answer") in scene.letters(asked)


def test_a_question_it_has_not_seen_is_not_answered_by_it(report, teo, sasha, at, client_of):
    typed = sending(report, words="From Tuesday.")
    scene.ask(report, sasha, at=at)
    answer = client_of(teo).post(path(report), typed)
    assert answer.status_code == 422
    assert "From Tuesday." in answer.content.decode()
    assert not Exhibit.objects.exists()


def test_one_that_could_show_a_child_brings_in_the_safeguarding_lead(report, teo, client_of):
    once = str(uuid4())
    for _ in range(2):
        client_of(teo).post(path(report), {"image": "yes", "once": once})
    assert told(report, "report.safeguarding") == {"dee"}
    assert scene.letters(report) == [("from", "free")]


def test_twice_is_once(report, teo, client_of):
    typed = sending(report)
    for _ in range(2):
        client_of(teo).post(path(report), typed | {"picture": upload(picture(), "shot.png")})
    assert Exhibit.objects.count() == 1


@pytest.mark.parametrize("mode, stripped", [("named", False), ("confidential", True)])
def test_hidden_details_go_where_the_name_is_kept(teo, tam, sasha, now, client_of, mode, stripped):
    report = scene.taken(teo, tam, sasha, at=now, mode=mode)
    client_of(teo).post(path(report), sending(report))
    assert Exhibit.objects.get().stripped is stripped


def test_no_file_is_said_at_its_field(report, teo, client_of):
    typed = sending(report, words="From Tuesday.")
    del typed["picture"]
    answer = client_of(teo).post(path(report), typed)
    assert answer.status_code == 422
    assert "From Tuesday." in answer.content.decode()


def test_for_everybody_else_there_is_no_such_page(report, tam, sasha, client_of):
    assert [client_of(who).get(path(report)).status_code for who in (tam, sasha)] == [404, 404]
