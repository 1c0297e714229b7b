"""A browser forgets a chosen file: the page says so, and says at once when the file is not taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.reports.journey_steps import begin


@pytest.fixture
def errors(client_of, teo):
    page = reverse("reports:step", args=[begin(client_of(teo)), "picture"])
    client_of(teo).post(page.replace("picture", "child"), {"child": "no", "image": "no"})

    def told(name, data, **given):
        sent = {"picture": SimpleUploadedFile(name, data), **given}
        return client_of(teo).post(page, sent).context["form"].errors

    return told


def test_without_its_questions_the_file_has_to_be_chosen_again(errors):
    told = errors("shot.png", b"\x89PNG\r\n\x1a\n rest")
    assert set(told) == {"picture", "how_seen", "visibility"}
    assert "Choose the file again" in told["picture"][0]


def test_a_file_that_is_not_taken_is_told_beside_them(errors):
    told = errors("notes.docx", b"hello")
    assert set(told) == {"picture", "how_seen", "visibility"}
    assert "Choose the file again" not in told["picture"][0]


def test_a_broken_picture_is_told_at_the_file(errors):
    told = errors("shot.png", b"\x89PNG\r\n\x1a\n rest", how_seen="shown", visibility="public")
    assert set(told) == {"picture"}
