"""What somebody typed and was refused is gone: no log line, no row, no file of the server holds it, packed or plain."""

import base64
import re
import zlib
from functools import cache

import pytest

from tests.reports.journey_steps import ANSWERS

pytestmark = pytest.mark.postgres
CANARY = "Quillfeather"
HOSTILE = {
    "plain": CANARY,
    "a bell": f"{CANARY}\x07",
    "a null": f"{CANARY}\x00",
    "a password": f"the password is {CANARY}2026!",
    "far too long": CANARY + "x" * 7000,
}
FIELDS = {
    "conduct": ("who", "colleague_1", "elsewhere_1", "parent_name", "pupil_name", "behalf", "not_password"),
    "leader": ("leader_involved",),
    "readers": ("not_these", "mode"),
    "place": ("platform", "platform_other", "addresses", "live"),
    "seen": ("what",),
    "time": ("known", "happened_on_day", "happened_on_month", "happened_on_year", "when"),
    "child": ("child", "image"),
    "picture": ("how_seen", "visibility"),
    "rules": ("families",),
}
REFUSED_ONLY = {"seen": ("a bell", "a null", "a password", "far too long")}  # elsewhere a choice is wrong, whatever the words are


@pytest.fixture(scope="module")
def reference(draft):
    return draft()


def traces(site, canary=CANARY):
    """Where the canary sits: the log, tables and files that hold it."""
    found = ["the log"] if holds(site.log.encode(), canary) else []
    for table in site.database.tables():
        rows = site.database.rows(f'SELECT * FROM "{table}"')
        found += [table for row in rows for value in row if holds(as_bytes(value), canary)]
    kept = (path for path in site.folder.rglob("*") if path.is_file())
    return found + [str(path) for path in kept if canary in path.name or holds(path.read_bytes(), canary)]


def as_bytes(value) -> bytes:
    return bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()


@cache  # what was searched once, and is still there, is clean
def holds(blob: bytes, canary: str) -> bool:
    """Whether the canary is in there, also inside base64 and compressed, as sessions and the cache keep things."""
    return any(canary.lower().encode() in one.lower() for one in (blob, *unpacked(blob)))


def unpacked(blob: bytes):
    for part in re.findall(rb"[A-Za-z0-9+/_-]{12,}", blob):
        padded = part.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(part) % 4)
        if len(part) % 4 != 1:
            inner = base64.b64decode(padded)
            yield inner
            yield inflated(inner)


def inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


@pytest.mark.parametrize("pack", [
    lambda said: said,
    lambda said: said.upper(),
    base64.b64encode,
    lambda said: b"." + base64.urlsafe_b64encode(zlib.compress(said)).rstrip(b"=") + b":1abc:signature",
])
def test_the_search_finds_it_however_it_is_packed(pack):
    assert holds(b'{"a": "' + pack(b"I am " + CANARY.encode() + b", you know") + b'"}', CANARY)
    assert not holds(b'{"a": "' + pack(b"I am somebody else, you know") + b'"}', CANARY)


def test_the_search_finds_what_is_stored(site, visitor):
    visitor("teo")
    assert set(traces(site, "teo@northgate")) == {"account_emailaddress", "people_person", "people_user"}


@pytest.mark.beats(12)
@pytest.mark.parametrize("step", FIELDS)
def test_a_refused_page_of_the_journey(site, visitor, reference, step):
    address = f"/reports/{reference}/{step}/"
    for kind in REFUSED_ONLY.get(step, HOSTILE):
        answer = visitor("teo").post(address, dict.fromkeys(FIELDS[step], HOSTILE[kind]) | {"other": CANARY})
        assert answer.status == 422, kind
    assert traces(site) == []


@pytest.mark.beats(12)
def test_a_refused_picture(site, visitor, reference):
    typed = {"how_seen": "own_feed", "visibility": "public"}
    for content in (CANARY.encode(), b"\x89PNG\r\n\x1a\n" + CANARY.encode(), f"<svg>{CANARY}</svg>".encode() * 5000):
        answer = visitor("teo").upload(f"/reports/{reference}/picture/", typed, "picture", f"{CANARY}.png", content)
        assert answer.status == 422
    assert traces(site) == []


@pytest.mark.beats(12)
def test_a_refused_start_and_end(site, visitor, reference):
    for path in ("/reports/new/", f"/reports/{reference}/check-answers/"):
        assert visitor("teo").post(path, {"danger": CANARY, "declared": "", "once": CANARY, "later": CANARY}).status == 422
    assert traces(site) == []


@pytest.mark.beats(12)
def test_a_refused_sign_in(site, visitor):
    stranger = type(visitor("teo"))(site.port)
    for typed in HOSTILE.values():
        assert stranger.post("/accounts/login/", {"login": typed, "password": typed}).status in (200, 422)
        stranger.post("/accounts/password/reset/", {"email": typed})
    assert traces(site) == []


@pytest.mark.beats(12)
def test_a_request_no_browser_would_send(site, visitor, reference):
    teo, address = visitor("teo"), f"/reports/{reference}/seen/"
    token = teo.filled(address, {})
    sent = [
        teo.send(address, b"what=" + CANARY.encode()),  # no token
        teo.send(address, token + b"".join(b"&%d=%s" % (number, CANARY.encode()) for number in range(600))),
        teo.send(address, token + b"&what=" + CANARY.encode() * 100_000),
        teo.send(address, b"\xff\xfe{" + CANARY.encode(), "application/json"),
        teo.get(f"{address}?change={CANARY}"),
        teo.get(f"/reports/{CANARY}/"),
        teo.post("/search/", {"reference": CANARY * 3}),
    ]
    assert [answer.status for answer in sent] == [403, 400, 400, 403, 200, 404, 422]
    assert traces(site) == []


@pytest.mark.parametrize("size", [300_000, 3_000_000, 12_000_000])
def test_whoever_sends_too_much_reads_why(visitor, reference, size):
    body = f"csrfmiddlewaretoken=none&what={CANARY}&".encode() + b"x" * size
    answer = visitor("teo").send(f"/reports/{reference}/seen/", body)
    assert answer.status in (400, 403)
    assert "<h1" in answer.text


def test_the_answers_before_are_still_there(visitor, reference):
    page = visitor("teo").get(f"/reports/{reference}/check-answers/").text
    assert ANSWERS["seen"]["what"] in page
    assert "Some questions are still open" not in page
