"""tam does not take a post down in time: that is reported as a matter of its own (10.3), a case is decided formally, HR invites him to a
hearing. Notice and appeals take weeks, so the hearing itself, its outcome and its end are those of others in the demo's trust.
"""

import re
from datetime import date, timedelta

from .steps import LONG, asked, sent, taken_on

REFUSING = "C10.3"


def test_who_refuses_is_invited_to_a_hearing(visitor):
    teo, sasha, hana, iona, rhys, harper, tam = map(visitor, ("teo", "sasha", "hana", "iona", "rhys", "harper", "tam"))
    refused(hana, late(tam))
    report = sent(teo, "Tam Ellis")
    proposed(sasha, report)
    case = opened_about_it(hana, report)
    decided(hana, iona, rhys, case)
    process = the_process(rhys, case)
    arranged(rhys, process)
    tam.go(f"/hearings/{process}/")
    assert tam.heading == "Page not found"
    read_and_declared(harper, process)
    invited(rhys, process)
    attended(tam, process)
    harper.go(f"/hearings/{process}/")
    assert harper.reads("Mo Ellis")
    assert harper.go(f"/cases/{case}/").status == 404
    harper.go(f"/hearings/{process}/")
    harper.is_sound()


def test_whoever_chairs_decides_and_hr_gives_the_outcome(visitor):
    harper, rhys, teo, hana = map(visitor, ("harper", "rhys", "teo", "hana"))
    harper.go("/")
    row = harper.page.locator(".tmt-tasks__row", has_text="Write down a hearing").first
    process = row.locator(".tmt-tasks__reference").inner_text()
    harper.open_row(process)
    harper.press("Write down the hearing")
    harper.choose("Yes", within="Did the person come?")
    harper.fill("What was said?", LONG)
    harper.press("Keep the record of the hearing")
    harper.press("Decide", exact=True)
    harper.choose("Proven")
    harper.page.get_by_label(re.compile("^Why do you find that")).fill(LONG)
    harper.fill("What speaks for the person?", "A clean record, and an apology.")
    harper.fill("What did you make of live warnings?", "There are none.")
    harper.choose("First written warning")
    harper.page.get_by_label("Why?", exact=True).fill(LONG)
    if harper.page.get_by_label(re.compile("I have read again")).count():
        harper.choose(re.compile("I have read again"))
    harper.is_sound()
    harper.press("Decide", exact=True)
    assert harper.reads("Decided")
    lettered(rhys, process, "outcome")
    rhys.press("Give the person the outcome")
    rhys.is_sound()
    rhys.choose("In person")
    rhys.press("Record this")
    assert rhys.reads("They can appeal until")
    teo.go(f"/hearings/{process}/")
    assert teo.reads("First written warning")
    assert teo.reads("You can appeal until")
    assert teo.page.get_by_role("link", name=re.compile("Download the letter")).count() == 2
    teo.is_sound()
    hana.go("/")
    assert hana.go(f"/hearings/{process}/").status == 200


def test_it_is_concluded_once_nobody_can_appeal(visitor):
    rhys, hana = visitor("rhys"), visitor("hana")
    rhys.go("/")
    row = rhys.page.locator(".tmt-tasks__row", has_text="The time to appeal has ended").first
    process = row.locator(".tmt-tasks__reference").inner_text()
    rhys.open_row(process)
    rhys.press("Conclude it")
    rhys.is_sound()
    rhys.press("Conclude it")
    assert rhys.reads("Concluded")
    case = re.search(r"/cases/(C-[0-9A-Z-]+)/", rhys.page.content())[1]
    hana.go(f"/cases/{case}/")
    hana.press("Close the case")
    assert not hana.reads("This has to be settled first")


def late(tam) -> str:
    """The removal that tam has let pass."""
    tam.go("/")
    row = tam.page.locator(".tmt-tasks__row", has_text="Something is asked of you").filter(has_text="overdue").filter(has_text="X-")
    return row.first.locator(".tmt-tasks__reference").inner_text()


def refused(hana, request):
    """hana, who asked for it, records that it was not done, after asking why."""
    hana.go(f"/removals/{request}/not-done/")
    hana.page.get_by_role("textbox").first.fill("They were here all week, could sign in, and said that they will not take it down.")
    hana.page.locator("main form button").first.click()
    hana.page.wait_for_load_state()
    assert hana.reads("Not done")


def proposed(sasha, report):
    """Triage chooses the rule about refusing."""
    taken_on(sasha, report)
    triage = f"/triage/{report}"
    sasha.answer(f"{triage}/data-breach/", breach="no")
    sasha.answer(f"{triage}/evidence/", how="reason", reason="It was seen on a colleague's phone.")
    family, code = re.search(rf'name="(\w+)" [^>]*value="({REFUSING})"', sasha.get(f"{triage}/rules/")).groups()
    sasha.answer(f"{triage}/rules/", **{family: code})
    sasha.answer(f"{triage}/circumstances/")
    sasha.answer(f"{triage}/severity/", severity="2", reason=LONG)
    sasha.answer(f"{triage}/propose/", rationale=LONG)


def opened_about_it(hana, report) -> str:
    party = hana.page.context.request.get(f"{hana.address}/cases/open/{report}/").url.strip("/").split("/")[-1]
    case = hana.answer(f"/cases/open/{report}/{party}/", clauses=REFUSING, scope="Why it was not removed.", conflict="none")
    hana.answer(f"{case}tell/", how="in_person")
    return case.strip("/").split("/")[-1]


def decided(hana, iona, rhys, case):
    """Investigated, advised, and decided formally."""
    who = re.search(r'<option value="([^"]+)"[^>]*>Iona', hana.get(f"/cases/{case}/appoint/"))[1]
    before = asked(iona)
    hana.answer(f"/cases/{case}/appoint/", who=who)
    iona.answer(*asked(iona) - before, conflict="none", answer="accepted")
    hana.answer(f"/cases/{case}/start/", terms="Find out why it was not removed.")
    find = re.search(r'href="(/cases/[^"]+/find/[^"]+)"', iona.get(f"/cases/{case}/investigation/"))[1]
    iona.answer(find, finding="proven", reason=LONG)
    iona.answer(f"/cases/{case}/submit-report/", heard="heard", summary=LONG)
    rhys.answer(f"/cases/{case}/advise/", advice="Formal: they were asked twice.")
    said = {"intent": "deliberate", "consistency": "None known.", "reason": LONG, "protected": "no"}
    hana.answer(f"/cases/{case}/decide/", outcome="decide_formal", **said)


def the_process(rhys, case) -> str:
    rhys.go(f"/cases/{case}/")
    rhys.press("Go to the hearing")
    return rhys.path.strip("/").split("/")[-1]


def arranged(rhys, process):
    """A final warning is the most; harper of Cedar chairs it, who has read nothing of it."""
    rhys.press("Arrange the hearing")
    rhys.choose("Final written warning")
    rhys.press("Continue")
    assert not {"Hana", "Sasha", "Iona", "Teo"} & set(rhys.page.get_by_label("Who chairs it?").inner_text().split())
    day = weekday(date.today() + timedelta(days=21))
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        rhys.page.get_by_label(label, exact=True).fill(str(part))
    rhys.fill("At what time?", "10:30am")
    rhys.fill("Where?", "The small meeting room")
    rhys.pick("Who chairs it?", "Harper")
    rhys.fill("If none goes with it, why?", "It was seen on a colleague's phone and could not be captured.")
    rhys.is_sound()
    rhys.press("Arrange the hearing")
    assert rhys.reads("Hearing arranged")


def weekday(day):
    while day.weekday() > 4 or (day.month, day.day) in ((12, 25), (12, 28), (1, 1)):
        day += timedelta(days=1)
    return day


def read_and_declared(harper, process):
    harper.go("/")
    harper.open_row(process)
    assert harper.reads("Say first whether you have a conflict of interest")
    assert not harper.reads("What the investigation found")
    harper.press("Say whether you have a conflict")
    harper.choose("No, none")
    harper.press("Send my answer")
    assert harper.reads("What the investigation found")


def lettered(rhys, process, which):
    """Written from what is recorded, made, and back."""
    rhys.go(f"/hearings/{process}/")
    rhys.press(f"Write the {which}")
    rhys.press("Write the letter")
    rhys.press("Make the letter")
    rhys.press("Make the letter")
    assert rhys.reads("Made")
    rhys.go(f"/hearings/{process}/")


def invited(rhys, process):
    lettered(rhys, process, "invitation")
    rhys.press("Invite the person")
    rhys.choose("In person")
    rhys.is_sound()
    rhys.press("Record this")


def attended(tam, process):
    """What tam reads, says and asks."""
    tam.go("/")
    tam.open_row(process)
    assert tam.heading == "Your hearing"
    for said in ("The small meeting room", "Harper Quinn", "10.3", "Final written warning", "trade union"):
        assert tam.reads(said), said
    assert not tam.reads("Teo")
    tam.is_sound()
    tam.press("Say who comes with you, and what you wish to say")
    tam.choose("Somebody from a trade union")
    tam.fill("What are they called?", "Mo Ellis")
    tam.fill("What do you wish to say beforehand?", "I did not know how to take it down.")
    tam.press("Keep this")
    tam.press("Ask for another day")
    assert tam.reads("you have a right to another time, once")
    tam.is_sound()
