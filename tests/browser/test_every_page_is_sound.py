"""Every link of the site, followed as a dozen of the cast: none is broken, no page is heavy, every kind is sound at every width."""

import re
from collections import Counter, deque
from dataclasses import dataclass

import pytest

CAST = ("teo", "tam", "sasha", "hana", "olu", "iona", "rhys", "dee", "priya", "cleo", "chidi", "gail", "ada", None)
EACH = 2  # pages of one kind for each person
BYTES = 30_000
HEAVY = {"/demo/outbox/"}  # the demo's whole mail on one page; in production there is no such page
THING = re.compile(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|<[a-z][^>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


@dataclass(frozen=True)
class Page:
    """One page as one person got it."""

    first: str | None
    path: str
    status: int
    html: str

    @property
    def kind(self) -> str:
        return kind(self.path)


def kind(path) -> str:
    """An address without the thing it names and without where in a list it stands."""
    return THING.sub("…", re.sub(r"([?&](?:after|about|month))=[^&]*", r"\1", path))


@pytest.fixture(scope="module")
def pages(site, chrome, signed_in) -> list[Page]:
    return [page for first in CAST for page in walk(site[0], chrome, first, signed_in(first) if first else None)]


def walk(address, chrome, first, state):
    """Everything that links lead to, nearest first, each kind a couple of times."""
    context = chrome.new_context(storage_state=state)
    ahead, met, seen = deque(["/", "/demo/outbox/"]), set(), Counter()
    while ahead:
        path = ahead.popleft()
        if path in met or seen[kind(path)] >= EACH:
            continue
        met.add(path)
        seen[kind(path)] += 1
        answer = context.request.get(address + path)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        html = answer.text() if is_page else ""
        yield Page(first, path, answer.status, html)
        ahead.extend(inside(answer.url.removeprefix(address), html))
    context.close()


def inside(path, html) -> list[str]:
    """The addresses of the site that a page links to."""
    found = (href.replace("&amp;", "&").split("#")[0] for href in HREF.findall(html))
    return [path.split("?")[0] + href if href.startswith("?") else href for href in found if href.startswith(("/", "?"))]


def test_the_walk_reaches_what_is_there(pages):
    kinds = {page.kind for page in pages}
    assert {"/", "/reports/…/", "/triage/…/", "/cases/…/", "/removals/…/", "/assurance/", "/policy/clauses/", "/accounts/login/"} <= kinds
    assert {"/deadlines/", "/deadlines/month/", "/deadlines/academy/", "/deadlines/academy/month/", "/deadlines/calendar/new/"} <= kinds
    assert len(kinds) >= 50


def test_no_link_is_broken(pages):
    assert [(page.first, page.path, page.status) for page in pages if page.status != 200] == []


def test_no_page_is_heavy(pages):
    assert {page.kind: len(page.html) for page in pages if len(page.html.encode()) > BYTES and page.kind.split("?")[0] not in HEAVY} == {}


def test_nothing_stands_inline(pages):
    assert {page.kind: found[0] for page in pages if (found := INLINE.search(page.html))} == {}


def test_every_kind_of_page_is_sound(pages, visitor):
    """The longest of each kind, in the browser: axe, sideways scroll, console and the policy on content."""
    longest = {page.kind: page for page in sorted((page for page in pages if page.html), key=lambda page: len(page.html))}
    visitors = {first: visitor(first) for first in {page.first for page in longest.values()}}
    unsound = []
    for page in longest.values():
        one = visitors[page.first]
        one.go(page.path)
        try:
            one.is_sound()
        except AssertionError as found:
            unsound.append(f"{page.first}: {found}")
    assert unsound == []
