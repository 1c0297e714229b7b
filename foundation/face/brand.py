"""The trust's colour: checked once, then turned into the few shades the pages use."""

import re

from django.core.exceptions import ImproperlyConfigured

DEFAULT = "#5b2a6e"
READABLE = 4.5  # WCAG 2.2, 1.4.3: ordinary text


def _parts(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def contrast(colour, other="#ffffff"):
    """WCAG contrast ratio (1 to 21) of two `#rrggbb` colours."""
    def light(c):
        linear = [p / 255 / 12.92 if p <= 10 else ((p / 255 + 0.055) / 1.055) ** 2.4 for p in _parts(c)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(colour), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _mix(colour, other, share):
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(_parts(colour), _parts(other), strict=True))


def palette(colour):
    """{"brand", "dark", "tint", "line"} as `#rrggbb` for a trust's colour.

    Raises ImproperlyConfigured when it is not `#rrggbb` or white words on it could not be read.
    """
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ImproperlyConfigured("TRUST_COLOUR must be a colour like #5b2a6e: a hash and six digits from 0 to f.")
    if contrast(colour, _mix(colour, "#ffffff", 0.06)) < READABLE:
        raise ImproperlyConfigured(f"TRUST_COLOUR {colour} is too light: white words on it could not be read. Choose a darker one.")
    return {
        "brand": colour.lower(),
        "dark": _mix(colour, "#000000", 0.65),
        "tint": _mix(colour, "#ffffff", 0.06),
        "line": _mix(colour, "#ffffff", 0.25),
    }


def stylesheet(colour):
    """The custom properties of `static/css/brand.css` for another colour, as CSS text."""
    return ":root{" + ";".join(f"--tmt-{name}:{shade}" for name, shade in palette(colour).items()) + "}"
