"""Questions answered by typing."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.face import widgets, words
from foundation.face.fields.question import Question

_SCHEME = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+\.?|[0-9a-f:.]*:[0-9a-f:.]*")


class PlainText(Question):
    """Several lines of free text, of at least `least` characters."""

    lines = True
    nothing = str

    def __init__(self, label="", *, least=0, max_length=4000, rows=5, **options):
        self.least, self.max_length = least, max_length
        options.setdefault("widget", widgets.Text(attrs={"rows": rows}))
        super().__init__(label, **options)

    def to_python(self, value):
        said = self.text(value)
        if not self.lines and "\n" in said:
            self.refuse("must be on one line", "lines")
        if 0 < len(said) < self.least:
            self.refuse(f"must be at least {self.least:,} characters", "too_short")
        if len(said) > self.max_length:
            self.refuse(f"must be {self.max_length:,} characters or fewer", "too_long")
        return said


class Line(PlainText):
    """One line of free text. `width`: 2, 3, 4, 5, 10, 20 or 30 characters, to hint at what is expected."""

    lines = False

    def __init__(self, label="", *, max_length=200, width=0, autocomplete="", inputmode="", **options):
        hints = {"autocomplete": autocomplete, "inputmode": inputmode, "class": f"govuk-input--width-{width}" if width else ""}
        options.setdefault("widget", widgets.Line(attrs={name: value for name, value in hints.items() if value}))
        super().__init__(label, max_length=max_length, **options)


class Email(Line):
    def __init__(self, label="", *, max_length=254, **options):
        super().__init__(label, max_length=max_length, inputmode="email", **options)

    def to_python(self, value):
        said = super().to_python(value)
        if said:
            try:
                validate_email(said)
            except ValidationError:
                self.refuse("must look like name@example.com")
        return said


class Number(Line):
    """A whole number from `least` to `most`, both included."""

    nothing = type(None)

    def __init__(self, label="", *, least=0, most=999_999, **options):
        self.least, self.most = least, most
        options.setdefault("width", 5)
        super().__init__(label, max_length=20, inputmode="numeric", **options)

    def to_python(self, value):
        said = super().to_python(value).replace(",", "")
        if not said:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", said):
            self.refuse("must be a whole number, like 12")
        if not self.least <= int(said) <= self.most:
            self.refuse(f"must be from {self.least:,} to {self.most:,}", "range")
        return int(said)


def check_address(said, which, longest):
    """Raises ValidationError, beginning with `which`, for what is no `http(s)` address or holds a sign-in name."""
    if len(said) > longest:
        raise ValidationError(f"{which} must be {longest:,} characters or fewer", code="too_long")
    try:
        parts = urlsplit(said if _SCHEME.match(said) else f"https://{said}")
        good = parts.scheme in ("http", "https") and (parts.port is None or parts.port) and _HOST.fullmatch(parts.hostname or "")
    except ValueError:  # half an IPv6 address, or a port that is none: "javascript:alert(1)" ends here
        good = False
    if not good:
        raise ValidationError(f"{which} must be a web address, like www.example.com/page", code="invalid")
    if "@" in parts.netloc:
        raise ValidationError(f"{which} has a sign-in name or password in it. Take out the part before the @", code="credential")
    if re.search(r"\s", said):
        raise ValidationError(f"{which} has a space in it. Put each address on its own line", code="invalid")


class WebAddress(Line):
    """One web address, as typed: `http(s)://…` or without."""

    def to_python(self, value):
        said = super().to_python(value)
        if said:
            check_address(said, words.capital(self.called), self.max_length)
        return said


class WebAddresses(PlainText):
    """Web addresses, one a line, as typed: `http(s)://…` or without. At most `most`, each of `longest` characters at most."""

    nothing = list

    def __init__(self, label="", *, most=10, longest=2000, **options):
        self.most, self.longest = most, longest
        options.setdefault("rows", 4)
        super().__init__(label, max_length=(longest + 1) * most * 2, **options)
        self.counted = False

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = [line.strip() for line in super().to_python(value).split("\n")]
        for number, line in enumerate(lines, 1):
            if line:
                check_address(line, f"Line {number}", self.longest)
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > self.most:
            self.refuse(f"must be {self.most} or fewer", "too_many")
        return found
