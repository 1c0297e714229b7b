"""A parent's video of other children: the parent can only be asked, then the platform, then the helpline; gone, and proved to be (10.3)."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .steps import LONG, on_to, sent, taken_on

LONDON = ZoneInfo("Europe/London")
VIDEO, RULE = "https://www.tiktok.com/@vale/video/9", "C6.1P-a"


def test_a_parent_is_asked_and_never_blamed_and_the_platform_comes_next(visitor):
    teo, hana, sasha = map(visitor, ("teo", "hana", "sasha"))
    report = sent(
        teo, conduct={"who": "parent", "parent_name": "Mr Vale"}, seen={"what": "A parent filmed other children at the fair."},
        place={"platform": "tiktok", "live": "yes", "addresses": VIDEO},
    )  # fmt: skip
    request = asked_of_the_parent(hana, opened(hana, report))
    hana.go(f"/removals/{request}/")
    assert not hana.page.locator(".tmt-moves").get_by_role("link", name="not done").count()
    hana.is_sound()
    by_the_platform(hana, request)
    past_the_platform(hana, request)
    assert not any(opens(teo, path) for path in (f"/removals/{request}/", f"/removals/{request}/further/"))
    gone(sasha, request)
    hana.go(f"/removals/{request}/")
    assert hana.reads("Professionals Online Safety Helpline")
    assert not any(hana.reads(words) for words in ("Not done in time", "refused to co-operate"))
    hana.is_sound()


def opened(hana, report) -> str:
    """From taking it on to the case; the head does it herself, because it is about a parent."""
    taken_on(hana, report)
    triage = f"/triage/{report}"
    hana.answer(f"{triage}/data-breach/", breach="no")
    hana.answer(f"{triage}/evidence/", how="reason", reason="It was seen on a colleague's phone.")
    family, code = re.search(rf'name="(\w+)" [^>]*value="({RULE})"', hana.get(f"{triage}/rules/")).groups()
    hana.answer(f"{triage}/rules/", **{family: code})
    hana.answer(f"{triage}/circumstances/")
    hana.answer(f"{triage}/severity/", severity="2", reason=LONG)
    hana.answer(f"{triage}/propose/", rationale=LONG)
    party = hana.page.context.request.get(f"{hana.address}/cases/open/{report}/").url.strip("/").split("/")[-1]
    case = hana.answer(f"/cases/open/{report}/{party}/", clauses=RULE, scope="Whether other children can be seen.", conflict="none")
    return case.strip("/").split("/")[-1]


def asked_of_the_parent(hana, case) -> str:
    hana.go(f"/removals/for/{case}/")
    hana.choose(VIDEO)
    hana.choose("Delete the post, comment or message")
    hana.page.get_by_label("Which rule does it breach?").select_option(index=1)
    hana.fill("Why is it considered a breach?", "It shows other people's children.")
    hana.choose("None: it cannot be captured")
    hana.fill("Why can it not be captured?", "It is a video of children, and nobody copies it.")
    hana.choose("None of these")
    hana.pick("Who checks that it is gone?", "Sasha Reid")
    hana.press("Save and check")
    on_to(hana, "Read it through and send it")
    hana.press("Send the request")
    on_to(hana, "Tell them")
    request = hana.path.strip("/").split("/")[1]
    hana.choose("By phone")
    hana.press("Record this")
    return request


def by_the_platform(hana, request):
    before = datetime.now(LONDON) - timedelta(minutes=2)
    hana.go(f"/removals/{request}/platform/")
    hana.is_sound()
    hana.choose("The person it is aimed at")
    group = hana.page.get_by_role("group", name="On which day?")
    for label, number in (("Day", before.day), ("Month", before.month), ("Year", before.year)):
        group.get_by_label(label).fill(str(number))
    hana.fill("At what time?", f"{before:%H:%M}")
    hana.press("Record this")
    assert hana.reads("48 hours") or hana.reads("Reported to the platform")


def past_the_platform(hana, request):
    """Not before the 48 hours are over, unless it has refused."""
    hana.go(f"/removals/{request}/further/")
    hana.choose("It has not answered for 48 hours")
    hana.choose("The Professionals Online Safety Helpline")
    hana.press("Record this")
    assert hana.page.locator(".govuk-error-summary").count()
    hana.choose("It has refused")
    hana.fill("What did they say?", "They write to the platform's own team.")
    hana.press("Record this")
    assert hana.reads("Professionals Online Safety Helpline")


def gone(sasha, request):
    sasha.go(f"/removals/{request}/check/")
    sasha.choose("Yes, it is gone")
    sasha.choose("I opened the address, signed out and in a private window")
    sasha.fill("What did you see there?", "The address says that the video is not available.")
    sasha.press("Record the check")


def opens(one, path) -> bool:
    return one.page.context.request.get(one.address + path).status == 200
