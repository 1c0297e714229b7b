"""Somebody at a browser without JavaScript: cookies, links, forms, over a real socket."""

import http.client
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    seconds: float


class Page(HTMLParser):
    """The links and pictures of a page, and what its forms carry unseen."""

    def __init__(self, text: str):
        super().__init__()
        self.links: set[str] = set()
        self.hidden: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        for name in ("href", "src"):
            if tag in ("a", "img") and found.get(name):
                self.links.add(found[name])
        if tag == "input" and found.get("type") == "hidden":
            self.hidden[found["name"]] = found.get("value") or ""


@dataclass
class Visitor:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, first: str, password: str) -> "Visitor":
        answer = self.post("/accounts/login/", {"login": f"{first}@northgate.example", "password": password})
        assert answer.status == 302, answer.text
        return self

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, typed: dict) -> Answer:
        """Open the page and send its form with `typed` in it."""
        return self.send(path, self.filled(path, typed))

    def filled(self, path: str, typed: dict) -> bytes:
        """The body a browser would send: what the page's form carries unseen, and `typed`."""
        return urlencode(Page(self.get(path).text).hidden | typed, doseq=True).encode()

    def send(self, path: str, body: bytes, kind: str = FORM, gate: threading.Barrier | None = None) -> Answer:
        return self._ask("POST", path, body, kind, gate)

    def upload(self, path: str, typed: dict[str, str], name: str, file_name: str, content: bytes) -> Answer:
        """Open the page and send its form with a file in it, as a browser does."""
        fields = Page(self.get(path).text).hidden | typed
        parts = [f'--parts\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
        file = f'--parts\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: image/png\r\n\r\n'
        return self.send(path, "".join([*parts, file]).encode() + content + b"\r\n--parts--\r\n", "multipart/form-data; boundary=parts")

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM, gate: threading.Barrier | None = None) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.putrequest(method, path)
        link.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            link.putheader("Content-Type", kind)
            link.putheader("Content-Length", str(len(body)))
        link.endheaders(body[:-1] or None)
        if gate:
            gate.wait(60)
        began = time.monotonic()
        if body:
            link.send(body[-1:])
        answer = link.getresponse()
        text = answer.read().decode(errors="replace")
        self.cookies |= {name: one.value for line in answer.msg.get_all("Set-Cookie", ()) for name, one in SimpleCookie(line).items()}
        link.close()
        return Answer(answer.status, answer.headers.get("Location", ""), text, time.monotonic() - began)


def at_once(*requests: tuple[Visitor, str, bytes]) -> list[Answer]:
    """POST each (who, path, body) over a connection of its own: every one waits for its last byte, and these leave at one instant."""
    gate = threading.Barrier(len(requests))
    with ThreadPoolExecutor(len(requests)) as crowd:
        return list(crowd.map(lambda one: one[0].send(*one[1:], gate=gate), requests))


def walk(get, start: str = "/", of_a_kind: int = 2) -> dict[str, int]:
    """How every address answers that links and pictures lead to from `start`; of addresses that differ in an id, so many are opened."""
    seen: dict[str, int] = {}
    kinds = Counter()
    ahead = [start]
    while ahead:
        path = ahead.pop(0)
        kind = re.sub(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f-]{36}", "*", path)
        if path in seen or kinds[kind] == of_a_kind:
            continue
        kinds[kind] += 1
        answer = get(path)
        seen[path] = answer.status
        onward = {answer.location, *Page(answer.text).links} if answer.status in (200, 302) else set()
        ahead += sorted(link.split("#")[0] for link in onward if link.startswith("/"))
    return seen
