"""Looking at everything somebody can open, and at what of it has changed."""

import re
from collections import Counter, deque

THING = re.compile(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
# a copy given out is an event of its own
NOT_LOOKED_AT = re.compile(r"/accounts/|/evidence/|/letters/|download|\.pdf$|\.json$|/demo/|^/static/")
# what is random in each answer, and what only says how late it is
PASSING = re.compile(
    r'(?<=csrfmiddlewaretoken" )value="[^"]*"|(?<=once" )value="[^"]*"|nonce[-=]["\']?[\w+/=-]+|Reminders (?:last ran|have not run) [^<]*'
    r'|(?<=calendar.ics\?key=)[0-9a-f]+|(?<=name="key" )value="[^"]*"'
    # an attempt of somebody else's, which the worker writes down when it comes to it
    r'|<li class="tmt-timeline__event[^"]*">\s*<p class="tmt-timeline__title">Somebody who may not see it asked for it[\s\S]*?</li>'
    r"|just now|\d+ (?:minute|hour|day)s? ago|(?:today|yesterday) at [\w:]+|for \d+ (?:minute|hour|day)s?"
    r'|\b(?:x|x1|x2|width)="[\d.]+%"'  # a drawing ends at this moment
    r"|Good (?:morning|afternoon|evening)"
    r"|\d+ (?:working )?(?:minute|hour|day)s? (?:left|late|over)|\d+ hours? \d+ minutes?[^<]*"
)


def everything(someone, *starts, each=1000) -> dict[str, str]:
    """Every page that links lead to from `starts`, as its address and its source without what passes. `each`: of how many things of one
    kind the same page is opened."""
    ahead, found, seen = deque(starts), {}, Counter()
    while ahead:
        path = ahead.popleft().split("#")[0].replace("&amp;", "&")
        if path in found or not path.startswith("/") or NOT_LOOKED_AT.search(path):
            continue
        kind = THING.sub("…", path)
        seen[kind] += 1
        if kind != path and seen[kind] > each:
            continue
        source = someone.get(path)
        found[path] = PASSING.sub("", source)
        ahead.extend(href if href.startswith("/") else path.split("?")[0] + href for href in HREF.findall(source) if href[:1] in "/?")
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Address → where the two differ first; an address that only one of them has is a difference."""
    return {path: _where(before.get(path, ""), after.get(path, "")) for path in {*before, *after} if before.get(path) != after.get(path)}


def _where(one: str, other: str) -> str:
    place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, place - 80): place + 120]!r} became {other[max(0, place - 80): place + 120]!r}"
