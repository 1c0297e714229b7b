"""A picture only after a plain no, blurred on the page, and a sealed one shown to nobody (DOMAIN 4.2)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from foundation.evidence.models import Exhibit
from foundation.evidence.services import mark_may_show_child
from tests.told import told_once
from tests.triage import scene


def picture(name="shot.png"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@told_once
def report(teo, tam, sasha, now):
    report = scene.sent(teo, tam, at=now)
    scene.taken(report, sasha, at=now)
    return scene.fresh(report)


def address(report, name):
    return reverse(f"triage:{name}", args=[report.reference])


def upload(client, report, **changed):
    typed = {"picture": picture(), "how_seen": "public_search", "visibility": "public", "address": "", "version": report.version, **changed}
    return client.post(address(report, "picture"), typed)


def test_no_upload_before_the_question(report, sasha, client_of):
    client = client_of(sasha)
    assert client.get(address(report, "picture")).url == address(report, "picture-question")
    assert upload(client, report).status_code == 422
    assert not Exhibit.objects.exists()


@pytest.mark.parametrize("image", ["yes", "unsure"])
def test_a_doubt_shows_what_to_do_instead(report, sasha, client_of, image):
    client = client_of(sasha)
    shown = client.post(address(report, "picture-question"), {"image": image}).content.decode()
    assert "must not be uploaded" in shown
    assert 'type="file"' not in shown
    assert upload(client, report).status_code == 422


def test_the_answer_counts_for_this_report_only(report, teo, tam, sasha, client_of, now):
    other = scene.sent(teo, tam, at=now)
    scene.taken(other, sasha, at=now)
    client = client_of(sasha)
    client.post(address(other, "picture-question"), {"image": "no"})
    assert upload(client, report).status_code == 422


def test_after_a_plain_no_it_stands_blurred_on_the_page(report, sasha, client_of, now):
    client = client_of(sasha)
    client.post(address(report, "picture-question"), {"image": "no"})
    assert upload(client, report).url == address(report, "report")
    exhibit = Exhibit.objects.get(dossier=report.dossier)
    shown = client.get(address(report, "report")).content.decode()
    assert f"/evidence/{exhibit.uuid}/blurred.jpg" in shown
    mark_may_show_child(exhibit, by=sasha, at=now, alert=lambda *args, **kwargs: None)
    assert str(exhibit.uuid) not in client.get(address(report, "report")).content.decode()


def test_a_file_that_is_no_picture_is_refused_and_nothing_typed_is_lost(report, sasha, client_of):
    client = client_of(sasha)
    client.post(address(report, "picture-question"), {"image": "no"})
    answer = upload(client, report, picture=SimpleUploadedFile("a.png", b"text"), address="https://www.facebook.com/story/77")
    assert answer.status_code == 422
    assert "story/77" in answer.content.decode()
