"""Naughty strings in every field of every form of this floor: never a 500, and what is refused changes nothing."""

import re

import pytest

from cases.casefile.models import Case
from cases.removals import services as removals
from cases.removals.models import RemovalRequest
from tests.cases.story import DISREPUTE, about_tam, allegations_of, found, fresh, investigated, investigation, issued, proposed, sent, told

NAUGHTY = (
    "\x00",
    "a\x00b",
    "\u202eevil",
    "9" * 400,
    "1e309",
    "[]",
    "x" * 9000,
    "<script>alert(1)</script>",
    "'; DROP TABLE casefile_case;--",
    "\r\nBcc: a@b",
)
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*?\bname="([^"]+)"')


def forms(cast, now):
    """(who, address) of every form, each on a row that offers it."""
    case = about_tam(cast, now)
    yield "hana", f"/cases/open/{proposed(sent(cast['teo'], cast['tam'], cast['sam'], at=now), cast['sasha'], at=now).reference}/"
    for move in ("tell", "appoint"):
        yield "hana", f"/cases/{case.reference}/{move}/"
    yield (
        "iona",
        f"/cases/asked/{investigation.appoint(case, cast['iona'], by=cast['hana'], at=now, version=fresh(case).version).reference}/",
    )
    yield "hana", f"/removals/for/{case.reference}/"
    row = issued(case, cast, now)
    for move in ("tell", "withdraw", "name-checker"):
        yield "hana", f"/removals/{row.reference}/{move}/"
    running = about_tam(cast, now)
    investigated(running, cast, now)
    yield "iona", f"/cases/{running.reference}/find/{allegations_of(running)[0].uuid}/"
    yield "iona", f"/cases/{running.reference}/submit-report/"
    row = told(running, cast, now)
    for move in ("claim", "contest"):
        yield "tam", f"/removals/{row.reference}/{move}/"
    done = removals.claim(row, by=cast["tam"], at=now, version=row.version, method="deleted")
    yield "sasha", f"/removals/{done.reference}/check/"
    yield "sasha", f"/removals/{done.reference}/picture/"
    objected = told(running, cast, now)
    removals.contest(objected, by=cast["tam"], at=now, version=objected.version, reason="It is mine.")
    yield "cleo", f"/removals/{objected.reference}/decide/"
    pending = about_tam(cast, now, codes=(DISREPUTE,))
    found(investigated(pending, cast, now), cast, now)
    yield "rhys", f"/cases/{pending.reference}/advise/"
    for move in ("weigh", "decide"):
        yield "hana", f"/cases/{pending.reference}/{move}/"


def states():
    return sorted(Case.objects.values_list("reference", "state", "version")), sorted(
        RemovalRequest.objects.values_list("reference", "state", "version")
    )


def test_no_form_breaks_and_nothing_refused_is_kept(cast, client_of, now):
    clients = {first: client_of(cast[first]) for first in ("hana", "iona", "tam", "sasha", "cleo", "rhys")}
    for first, address in forms(cast, now):
        html = clients[first].get(address).content.decode()
        names = {name for name in FIELD.findall(html) if name != "csrfmiddlewaretoken"}
        before = states()
        for value in NAUGHTY:
            answer = clients[first].post(address, dict.fromkeys(names, value))
            assert answer.status_code in (200, 422), (address, value[:20], answer.status_code)
        assert states() == before, address


@pytest.mark.parametrize("mark", ["", "~", "9999-12-31T23:59:59-23:59~C-1", "0001-01-01T00:00:00+23:59~", "x~y", "2026-11-23T12:00:00~C-1"])
def test_a_broken_mark_of_a_list_is_no_mark(cast, client_of, mark):
    assert client_of(cast["hana"]).get("/cases/", {"after": mark}).status_code == 200
