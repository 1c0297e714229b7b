"""Web addresses (DOMAIN 4.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.evidence.addresses import host_of, index, normalise

ALIKE = {
    "https://x.com/a/status/1": [
        "http://twitter.com/a/status/1",
        "https://mobile.twitter.com/a/status/1?s=20",
        "X.com/a/status/1/",
        "www.x.com/a/status/1#top",
    ],
    "https://youtube.com/watch?v=AbC": [
        "https://youtu.be/AbC",
        "https://www.youtube.com/watch?v=AbC&t=30",
        "https://youtu.be/AbC?si=x&t=3",
        "m.youtube.com/watch?v=AbC",
    ],
    "https://instagram.com/p/Q": ["https://www.instagram.com/p/Q/?igsh=abc==", "instagram.com/p/Q?utm_source=qr&utm_medium=x"],
    "https://vm.tiktok.com/ZM1": ["https://vm.tiktok.com/ZM1/", "VM.TikTok.com/ZM1?ref=x"],
    "https://fb.watch/q": ["http://fb.watch/q?fbclid=1", "https://fb.watch:443/q"],
    "https://example.org/a?b=1&c=2": ["https://name:secret@example.org/a?b=1&&c=2&fbclid=3", "https://example.org./a/?b=1&c=2"],
    "https://example.org:8443/a": ["https://example.org:8443/a/"],
}
OTHER = [
    "",
    "@somebody on TikTok",
    "see my profile",
    "tam@northgate.example",
    "javascript:alert(1)",
    "http://[::1",
    "https://",
    "10.30 today",
]


@pytest.mark.parametrize("alike, given_as", [(alike, text) for alike, texts in ALIKE.items() for text in [alike, *texts]])
def test_copies_of_one_address_are_one(alike, given_as):
    assert normalise(given_as) == alike
    assert index(given_as) == index(alike)


@pytest.mark.parametrize("text", OTHER)
def test_what_is_no_web_address_stays_as_it_is(text):
    assert normalise(text) == text
    assert host_of(text) == ""


def test_different_posts_stay_different():
    assert normalise("https://x.com/a/status/1") != normalise("https://x.com/a/status/2")
    assert normalise("https://youtube.com/watch?v=AbC&list=2") != normalise("https://youtube.com/watch?v=AbC")


def test_no_credential_is_kept():
    assert "secret" not in normalise("https://teo:secret@example.org/x")


def test_the_host_is_known():
    assert host_of("HTTP://www.TikTok.com:80/@a?x") == "tiktok.com"


PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "www.",
        "m.",
        "mobile.",
        "twitter.com",
        "youtu.be",
        "x.com",
        "/",
        "?",
        "&",
        "#",
        "=",
        "utm_a=1",
        "t=1",
        "v=",
        "@",
        ":",
        ":80",
        ".",
        " ",
        "\n",
        "\x00",
        "\ud800",
        "[",
        "]",
        "%2F",
        "é",
        "İ",
        "ß",
        "Σ",
        "\u202e",
        "a",
        "B",
        "igsh",
        "\\",
        ";",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_it_never_fails_and_twice_is_once(text):
    once = normalise(text)
    assert normalise(once) == once
    assert host_of(once) == host_of(text)
