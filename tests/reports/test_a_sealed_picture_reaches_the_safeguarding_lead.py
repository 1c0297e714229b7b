"""A picture that may show a child lies in a draft nobody else can read; the safeguarding lead hears of it all the same (DESIGN 6)."""

import io

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from foundation.messages.services import send_due
from tests.reports.journey_steps import about, begin


def shot():
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    return SimpleUploadedFile("shot.png", made.getvalue(), "image/png")


def sealed(client, tam):
    """A draft whose picture was handed in before the answer changed."""
    draft = begin(client)
    for step, answers in (
        ("conduct", about(tam)),
        ("child", {"child": "no", "image": "no"}),
        ("picture", {"picture": shot(), "how_seen": "shown", "visibility": "public"}),
        ("child", {"child": "yes", "image": "unsure"}),
    ):
        assert client.post(reverse("reports:step", args=[draft, step]), answers).status_code == 302
    return draft


def test_though_the_draft_opens_to_nobody_else(client_of, teo, tam, dee):
    draft = sealed(client_of(teo), tam)
    send_due(at=timezone.now())
    assert [sent.to for sent in mail.outbox] == [[dee.email]]
    assert draft in mail.outbox[0].subject


def test_and_its_writer_is_told_so(client_of, teo, tam):
    client = client_of(teo)
    draft = sealed(client, tam)
    page = client.get(reverse("reports:own", args=[draft])).content.decode()
    assert "Nobody has been told of it" not in page
    assert "it is deleted on" not in page
    assert "stays sealed" in client.get(reverse("reports:discard", args=[draft])).content.decode()
