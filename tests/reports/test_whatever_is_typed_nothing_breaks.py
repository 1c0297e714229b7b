"""Naughty strings and wrong shapes in every field: never a 500, nothing typed is lost, nothing refused is kept."""

import io
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from reports.intake.models import Report
from tests.reports.journey_steps import ANSWERS, about, begin, fill, reported

NAUGHTY = (
    "",
    " ",
    "\t\n",
    "\x00",
    "a\x00b",
    "\x07",
    "\x1b[31m",
    "\u202eevil",
    "\u200b",
    "\ufeff",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "é" * 3,
    "e\u0301",
    "ﷺ" * 50,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤",
    "null",
    "None",
    "undefined",
    "NaN",
    "Infinity",
    "-1",
    "0",
    "1e309",
    "9" * 400,
    "0x7f",
    "１２",
    "true",
    "[]",
    "{}",
    "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "{% debug %}",
    "${7*7}",
    "'; DROP TABLE intake_report;--",
    "' OR 1=1",
    "../../etc/passwd",
    "%00",
    "%s%n",
    "\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "http://[::1",
    "https://user:pw@example.com",
    "x" * 7000,
    "1/1/1",
    "31",
    "２０２６",
    "00000000-0000-0000-0000-000000000000",
    "on",
    "yes\x00",
)
FIELDS = {
    "danger": ("danger",),
    "conduct": ("who", "colleague_1", "colleague_2", "elsewhere_1", "parent_name", "pupil_name", "behalf", "not_password"),
    "leader": ("leader_involved",),
    "readers": ("not_these", "mode"),
    "place": ("platform", "platform_other", "addresses", "live"),
    "seen": ("what", "not_password"),
    "time": ("known", "happened_on_day", "happened_on_month", "happened_on_year", "when"),
    "child": ("child", "image"),
    "picture": ("picture", "how_seen", "visibility"),
    "rules": ("families", "rules_contact", "rules_conduct"),
}
OPENS = {"who": ["colleague", "elsewhere", "parent", "pupil"], "known": "day", "families": ["contact", "conduct"]}


@pytest.fixture
def draft(client_of, teo, tam):
    reference = begin(client_of(teo))
    fill(client_of(teo), reference, conduct=about(tam))
    return reference


def state_of(reference):
    row = Report.objects.get(reference=reference)
    return row.version, bytes(row.what_sealed), row.platform_id, row.live, row.happened_on, row.child, row.image


@pytest.mark.parametrize("slug", FIELDS)
def test_naughty_strings(client_of, teo, draft, slug):
    client, address = client_of(teo), reverse("reports:step", args=[draft, slug])
    for text in NAUGHTY:
        before = state_of(draft)
        answer = client.post(address, {name: OPENS.get(name, text) for name in FIELDS[slug]})
        assert answer.status_code in (302, 422)
        assert answer.status_code == 302 or state_of(draft) == before


@pytest.mark.parametrize("slug", FIELDS)
def test_wrong_shapes(client_of, teo, draft, slug):
    client, address = client_of(teo), reverse("reports:step", args=[draft, slug])
    shapes = ({name: ["a", "b", "a"] for name in FIELDS[slug]}, {f"{name}[]": "x" for name in FIELDS[slug]}, {"other": "x" * 100})
    files = {name: SimpleUploadedFile("a.txt", b"text") for name in FIELDS[slug]}
    answers = [client.post(address, shape) for shape in (*shapes, files)]
    answers += [
        client.post(address, b"\xff\xfe{", content_type=kind)
        for kind in ("application/json", "application/x-www-form-urlencoded", "text/plain")
    ]
    assert {answer.status_code for answer in answers} <= {302, 422}


def test_what_was_typed_stays_on_the_page(client_of, teo, draft):
    answer = client_of(teo).post(
        reverse("reports:step", args=[draft, "place"]), {"platform_other": "The blog", "addresses": "nowhere at all", "live": "no"}
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "The blog" in shown
    assert "nowhere at all" in shown
    assert "Line 1 must be a web address" in shown


def test_nothing_typed_is_logged(client_of, teo, draft, caplog):
    with caplog.at_level(logging.DEBUG):
        client_of(teo).post(reverse("reports:step", args=[draft, "time"]), {"known": "day", "happened_on_day": "canary"})
        client_of(teo).post(reverse("reports:step", args=[draft, "seen"]), {"what": "canary\x07"})
    assert not [record for record in caplog.records if "canary" in record.getMessage() and not record.name.startswith("django.db")]


@pytest.mark.parametrize("slug, name", [("seen", "what"), ("place", "platform_other"), ("conduct", "parent_name")])
def test_a_password_is_refused_unless_it_is_none(client_of, teo, draft, slug, name):
    client, address = client_of(teo), reverse("reports:step", args=[draft, slug])
    typed = ANSWERS[slug] | {"who": ["parent"], name: "the password is Summer2026!"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "This is not a password" in refused.content.decode()
    assert client.post(address, typed | {"not_password": "on"}).status_code == 302


def picture():
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(made, "PNG")
    return SimpleUploadedFile("shot.png", made.getvalue(), "image/png")


def test_a_screenshot_is_kept(client_of, teo, draft):
    client, address = client_of(teo), reverse("reports:step", args=[draft, "picture"])
    answer = client.post(address, {"picture": picture(), "how_seen": "shown", "visibility": "public"})
    assert answer.status_code == 302
    assert "1 file" in client.get(reverse("reports:check", args=[draft])).content.decode()


def test_what_is_no_picture_is_refused_with_a_reason(client_of, teo, draft):
    answer = client_of(teo).post(
        reverse("reports:step", args=[draft, "picture"]),
        {"picture": SimpleUploadedFile("shot.png", b"<svg/>"), "how_seen": "shown", "visibility": "public"},
    )
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize("image", ["yes", "unsure"])
def test_where_a_child_may_be_shown_nothing_can_be_handed_in(client_of, teo, draft, image):
    client, address = client_of(teo), reverse("reports:step", args=[draft, "picture"])
    client.post(reverse("reports:step", args=[draft, "child"]), {"child": "yes", "image": image})
    shown = client.get(address).content.decode()
    assert 'type="file"' not in shown
    assert "Tell a designated safeguarding lead at once" in shown
    client.post(address, {"picture": picture(), "how_seen": "shown", "visibility": "public"})
    assert not Report.objects.get(reference=draft).dossier.exhibits.exists()


def test_a_picture_handed_in_before_the_answer_changed_is_sealed(client_of, teo, draft):
    client = client_of(teo)
    client.post(reverse("reports:step", args=[draft, "picture"]), {"picture": picture(), "how_seen": "shown", "visibility": "public"})
    client.post(reverse("reports:step", args=[draft, "child"]), {"child": "yes", "image": "unsure"})
    assert Report.objects.get(reference=draft).dossier.exhibits.get().may_show_child


def test_what_people_wrote_is_sealed(client_of, teo, django_db_blocker):
    conduct = {"who": ["parent"], "parent_name": "Canary Parent", "behalf": "own"}
    place = {"platform_other": "canary board", "addresses": "https://canary.example/1", "live": "no"}
    report = reported(client_of(teo), conduct, place=place, seen={"what": "canary words"}, time={"known": "roughly", "when": "canary time"})
    rows = [report, *report.addresses.all(), *report.dossier.parties.all()]
    kept = b"".join(repr([getattr(row, field.attname) for field in row._meta.concrete_fields]).encode() for row in rows)
    assert b"canary" not in kept.lower()
