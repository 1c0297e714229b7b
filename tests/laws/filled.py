"""What stands in a form of a page, as somebody who opens it sees it; and what may be wrong about each part of it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

LINES = ("text", "email", "password", "number", "search", "tel", "url", "textarea")
UNSEEN = ("csrfmiddlewaretoken", "version", "once", "asked", "key")  # made anew with each page


class Filled(HTMLParser):
    """`kinds`: name → kind of its control; `typed`: name → what is in it; `ids` of the page; what the error summary says and links to."""

    def __init__(self, page: str):
        super().__init__()
        self.kinds: dict[str, str] = {}
        self.typed: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.said = 0
        self._form = self._summary = False
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        own = {name: value or "" for name, value in attributes}
        self.ids.add(own.get("id", ""))
        self._summary |= "govuk-error-summary" in own.get("class", "").split()
        if self._summary:
            self.said += tag == "li"
            self.links += [own["href"]] if tag == "a" else []
        elif tag == "form":
            self._form = own.get("method", "").lower() == "post" and not own.get("action")
        if self._form and tag in ("input", "textarea", "select", "option"):
            self._control(tag, own)

    def handle_endtag(self, tag):
        if tag == "ul":
            self._summary = False
        elif tag == "form":
            self._form = False
        elif tag in ("textarea", "select"):
            self._area = self._select = ""

    def handle_data(self, data):
        if self._area:  # a browser passes over the first line break
            self.typed[self._area] = [(self.typed[self._area][0] + data).removeprefix("\n")]

    def _control(self, tag, own):
        name, kind = own.get("name", self._select), own.get("type", tag)
        if not name or kind == "submit":
            return
        self.kinds.setdefault(name, kind)
        values = self.typed.setdefault(name, [])
        if tag == "textarea":
            self._area, self.typed[name] = name, [""]
        elif tag == "select":
            self._select = name
        elif tag == "option":
            self.kinds[name] = "select"
            values += [own.get("value", "")] if "selected" in own else []
        elif kind not in ("radio", "checkbox", "file") or "checked" in own:
            values.append(own.get("value", "on" if kind in ("radio", "checkbox") else ""))


@dataclass
class Body:
    """What is sent: name → values, text or bytes."""

    values: dict[str, list] = field(default_factory=dict)

    def but(self, name: str, *values) -> "Body":
        return Body(self.values | {name: list(values)})

    def renamed(self, name: str, to: str) -> "Body":
        return Body({to if one == name else one: values for one, values in self.values.items()})

    def packed(self) -> str:
        pairs = ((_bytes(name), _bytes(value)) for name, values in self.values.items() for value in values)
        return "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in pairs)


def _bytes(value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


MARKS = {
    "empty": "",
    "blank": " \u3000\u200b",
    "a null": "a\x00b",
    "a bell": "a\x07b",
    "no UTF-8": b"\xff\xfe\xc3(",
    "half a character": "\ud800",
    "right to left and no width": "\u202eevil\u200b\u200f",
    "7,000 characters": "x" * 7000,
    "no such choice": "of-no-such-name",
    "no UUID": "12345678-1234-1234-1234-12345678zzzz",
    "out of range": "99999999999999999999",
    "a number that is none": "\u0665\u00b2",
    "markup": "</textarea><script>\"'`{{1}}",
}


def wrong(body: Body, name: str) -> dict[str, Body]:
    """Everything that can be wrong about one part of what is sent, by what it is."""
    usual = body.values.get(name) or ["1"]
    found = {what: body.but(name, mark) for what, mark in MARKS.items()}
    return {"missing": body.but(name), "twice": body.but(name, *usual, "another"), "an array": body.renamed(name, f"{name}[]"), **found}
