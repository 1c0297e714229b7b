"""For somebody in conflict a report and its case are not there (BEATS 7, DESIGN 3).

Every list, count, figure, badge and search result is the same to the byte with them and without them, their addresses are those of nothing,
and no mail about them is addressed to anybody in conflict.
What a reporter sees of their own report, and the person concerned once they are told, is not of it: see `OWN`.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from assurance.services import publish_closed_terms
from foundation.deadlines.services import sweep
from foundation.dossiers.models import Party
from foundation.messages.models import Message
from foundation.messages.rules import HELD
from tests.faults.visitor import Answer, walk
from tests.laws.doors import DOORS, parts_of
from tests.laws.shadow import PARTS, Shadow
from tests.laws.visiting import ask, undone

pytestmark = [pytest.mark.django_db, pytest.mark.beats(7)]

TOGETHER = ("sasha dee gail", "hana rhys", "cleo priya")  # in conflict at once, so that what is left of each queue still has somebody
WHO = [("subject", group) for group in TOGETHER]
WHO += zip(("relation", "managed", "recused"), TOGETHER, strict=True)  # three more ways, each asked by one query for everybody
WHO += zip(PARTS, TOGETHER, strict=True)  # one way in with three names: a barring part in the dossier
REPORTERS = [("reporter", first) for first in ("sasha", "hana", "dee", "rhys")]  # a report has one
DAYS = 12  # before the tests' moment: long enough for clocks to have run out
# the id of a message of this one sweep, a form's one-time key and token, and what marks a page of this one answer
RANDOM = re.compile(
    r'(?<=/messages/)[0-9a-f-]{36}|(?<=csrfmiddlewaretoken" )value="[^"]*"|(?<=once" )value="[^"]*"|[0-9a-f]{64}'
    r'|nonce[-=]["\']?[\w+/=-]+|csrftoken=\w+'
)
NOBODYS = ("account_", "demo-", "policy:", "brand", "healthz")  # the same for everybody
LISTS = [name for name in DOORS if not parts_of(name) and not name.startswith(NOBODYS)]
# where somebody sees what is of a report of their own, and who their line manager is
OWN = {"reporter": {"/", "/reports/", "/messages/"}, "managed": {"/roles/mine/"}}
OWN_DOORS = ("reports:", "mailbox:", "evidence:")
# a reporter's receipts; what was written before somebody stepped back
OWN_MAIL = {"reporter": {"report.received", "report.acknowledged"}, "recused": {"report.waiting"}}
NO_LIST = re.compile(r"[A-Z]-[0-9A-Z]{4}-|[0-9a-f]{8}-|^/policy/")  # one thing's page, or the same for everybody
SPACES = {"K": ("care:",), "L": ("concerns:",), "R": ("reports:", "mailbox:", "triage:", "cases:open"),
          "C": ("cases:", "removals:new", "cooperation:new"), "X": ("removals:",), "P": ("letters:",), "Q": ("cooperation:",),
          "A": ("cases:asked",), "H": ("cases:take-over",), "T": ("cases:task",), "D": ("hearings:",)}



@pytest.fixture(scope="module")
def busy(world, django_db_blocker):
    """Something on every list, and a closed term published."""
    with django_db_blocker.unblock():
        world.reach("running")
        publish_closed_terms(at=world.now, since=(world.now - timedelta(days=500)).date())
    return world


@pytest.fixture(scope="module")
def without(busy, visitors, django_db_blocker):
    """First name → address → page, as everything stands after the next sweep, and nothing else has happened."""
    with django_db_blocker.unblock(), undone():
        sweep(at=busy.now)
        return {first: pages(visitors[first]) for group in TOGETHER for first in group.split()}


@pytest.fixture(scope="module")
def nothing(busy, visitors):
    """The answer for what does not exist."""
    return ask(visitors["hana"], "/cases/C-2222-2222/").whole


@pytest.fixture
def shadow(request, busy):
    way, group = request.param
    with undone():
        made = Shadow(busy.people, [busy.people[first] for first in group.split()], way, busy.now - timedelta(days=DAYS))
        made.declare()
        yield made


@pytest.mark.parametrize("shadow", WHO + REPORTERS, indirect=True, ids=" ".join)
def test_nothing_moves_and_nothing_is_there(shadow, busy, visitors, without, nothing):
    shadow.flagged()
    shadow.case()
    sweep(at=busy.now)
    for who in (one.email.split("@")[0] for one in shadow.out):
        visitor, own = visitors[who], OWN.get(shadow.way, set())
        assert changed(without[who], visitor) <= own, who
        assert [path for path in addresses(shadow) if ask(visitor, path).whole != nothing] == [], who
        assert len(found_by(visitor, {"R-2222-2222", *references(shadow)})) == 1, who
        assert mail_about(shadow, visitor.person) <= OWN_MAIL.get(shadow.way, set()), who


@pytest.mark.parametrize("shadow", REPORTERS[:2], indirect=True, ids=" ".join)
def test_a_reporter_sees_of_their_own_what_they_saw_when_it_was_taken_on(shadow, busy, visitors):
    """Neither a case, nor a request, nor an investigation changes anything on any page of theirs."""
    visitor = visitors[shadow.out[0].email.split("@")[0]]
    shadow.proposed()
    with undone():
        sweep(at=busy.now)
        before = pages(visitor)
    shadow.opened()
    sweep(at=busy.now)
    assert shadow.things["report"].reference in before["/reports/"][1]
    assert changed(before, visitor) == set()


def test_the_law_sees_what_moves(busy, visitors, without):
    """The same two reports and the case, with nobody of these in conflict: everybody's pages tell."""
    with undone():
        seen = Shadow(busy.people, [busy.people["noor"]], "witness", busy.now - timedelta(days=DAYS))
        seen.flagged()
        seen.case()
        sweep(at=busy.now)
        moved = {who: changed(without[who], visitors[who]) for who in without}
    assert {"/", "/triage/"} <= set.intersection(*(moved[who] for who in ("sasha", "hana", "dee", "priya")))
    assert {"/", "/cases/", "/assurance/operations/", "/assurance/operations/overdue/", "/deadlines/academy/"} <= moved["hana"]
    assert "/cases/" in moved["rhys"]
    assert moved["gail"] == set()


def page_of(visitor, path):
    """Everything of an answer but what is random in every one."""
    status, content, headers, cookies = ask(visitor, path).whole
    return status, RANDOM.sub("", content.decode(errors="replace")), RANDOM.sub("", repr((headers, cookies)))


def pages(visitor):
    """Address → all there is to see on every list, count and figure that somebody knows of or can follow links to."""
    found = {}

    def get(path):
        found[path] = page = page_of(visitor, path)
        return Answer(page[0], "", page[1], 0)

    for path in map(reverse, LISTS):
        get(path)
    walk(get, of_a_kind=1)
    return {path: page for path, page in found.items() if not NO_LIST.search(path)}


def changed(before, visitor):
    return {path for path, page in before.items() if page_of(visitor, path) != page}


def addresses(shadow):
    """Every address that names a thing of the story, by introspection; of a reporter's own report, those of whoever works on it. Where
    the way of being in conflict is a part in the dossier like another's, that other's addresses stand for them."""
    things = shadow.things if shadow.way in ("subject", "reporter", "relation", "recused") else {}
    for thing in things.values():
        beside = ("concerned:",) if isinstance(thing, Party) else ("evidence:",)
        spaces = SPACES[thing.reference[0]] if hasattr(thing, "reference") else beside
        for name in DOORS:
            mine = shadow.way == "reporter" and name.startswith(OWN_DOORS)
            if name.startswith(spaces) and parts_of(name) & {"reference", "uuid"} and not mine:
                yield reverse(name, kwargs={part: getattr(thing, part, {"slug": "seen"}.get(part, thing.uuid)) for part in parts_of(name)})


def references(shadow):
    """What a search could be for; a reporter finds their own."""
    own = {"report", "flagged"} if shadow.way == "reporter" else set()
    return {one.reference for name, one in shadow.things.items() if hasattr(one, "reference") and name not in own}


def found_by(visitor, references):
    """What searching for each says."""
    client, said = visitor.client(), set()
    for reference in references:
        there = client.post("/search/", {"reference": reference})
        said.add(page_of(visitor, there.url))
    return said


def mail_about(shadow, person):
    """Codes of all that is addressed to them. What is held reaches nobody before a person has spoken to them (DESIGN 5)."""
    rows = Message.objects.filter(to=person, dossier__in=shadow.dossiers())
    return set(rows.exclude(state=HELD, matter__in=("removal", "cooperation")).values_list("code", flat=True))
