"""Two hours to capture what can still be seen, unless a picture came with the report or nobody may take one (DOMAIN 4.2, 8.3)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.deadlines.selectors import running
from reports.intake.models import Report
from tests.reports.journey_steps import about, begin, fill, reported, send

SEEN = {"platform": "facebook", "live": "yes"}


def hurried(report):
    return running(report.uuid, "evidence_capture") is not None


def picture():
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    upload = SimpleUploadedFile("shot.png", made.getvalue(), "image/png")
    return {"picture": upload, "how_seen": "shown", "visibility": "public"}


def test_what_can_still_be_seen_is_captured_soon(client_of, teo, tam):
    assert hurried(reported(client_of(teo), about(tam), place=SEEN))


def test_a_picture_that_came_with_it_is_enough(client_of, teo, tam):
    client = client_of(teo)
    draft = begin(client)
    fill(client, draft, conduct=about(tam), place=SEEN, picture=picture())
    send(client, draft)
    assert not hurried(Report.objects.get(reference=draft))


@pytest.mark.parametrize("image", ["yes", "unsure"])
def test_nobody_is_hurried_to_what_may_show_a_child(client_of, teo, tam, image):
    assert not hurried(reported(client_of(teo), about(tam), place=SEEN, child={"child": "no", "image": image}))
