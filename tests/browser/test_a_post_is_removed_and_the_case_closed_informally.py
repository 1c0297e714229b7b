"""The main path once: teo reports, sasha triages, hana opens a case and has the post removed, iona finds, hana decides and closes."""

import re

from tests.evidence.pictures import picture

from .steps import LONG, on_to, sent


def test_from_the_report_to_finished(visitor):
    teo, sasha, hana, tam, iona, rhys = map(visitor, ("teo", "sasha", "hana", "tam", "iona", "rhys"))
    report = sent(teo, "Tam Ellis")
    triage(sasha, report)
    case = open_case(hana, report)
    request = ask_for_removal(hana, case)
    remove(tam, hana, request, unseen=(report, case))
    investigate(hana, iona, case)
    advise(rhys, case)
    decide(hana, case)
    hana.press("Close the case")
    assert hana.reads("This has to be settled first")
    assert hana.reads(request)
    check_that_it_is_gone(sasha, request)
    close(hana, case)
    assert "Finished" in row(teo, report)
    for first in ("gail", "olu"):  # her governor, the head next door
        assert not any(opens(visitor(first), path) for path in (f"/triage/{report}/", f"/cases/{case}/", f"/removals/{request}/"))


def triage(sasha, report):
    """Takes it on without a conflict, answers what is open, proposes a case."""
    sasha.go(f"/triage/{report}/")
    sasha.press("Take this report on")
    sasha.choose("No, I can look at this fairly")
    sasha.press("Continue")
    sasha.press("Might a child have been harmed?")
    for no in sasha.page.get_by_label("No", exact=True).all():
        no.check()
    sasha.press("Save and continue")
    sasha.go(f"/triage/{report}/")
    sasha.press("Might personal data have got out?")
    sasha.choose("No")
    sasha.press("Save and continue")
    capture(sasha, report)
    weigh(sasha, report)
    sasha.press("Propose a case")
    sasha.fill("Why?", LONG)
    sasha.press("Propose a case")
    assert sasha.reads("A case is opened")


def capture(sasha, report):
    """A screenshot, once the question about children in it is answered."""
    sasha.go(f"/triage/{report}/evidence/")
    sasha.choose("Yes, I have a screenshot or another file to add")
    sasha.press("Continue")
    sasha.choose("No")
    sasha.press("Continue")
    sasha.hand_in("Screenshot", picture())
    sasha.choose("Somebody showed it to me")
    sasha.choose("Anybody")
    sasha.press("Add the file")


def weigh(sasha, report):
    sasha.go(f"/triage/{report}/rules/")
    sasha.page.locator("main summary").nth(3).click()
    sasha.choose(re.compile("logo"))
    sasha.press("Save and continue")
    sasha.press("Save and continue")
    sasha.choose("Moderate")
    sasha.fill("Why?", LONG)
    sasha.press("Save and continue")


def open_case(hana, report) -> str:
    """From the report, after a conflict declaration; gives the case's reference."""
    hana.go(f"/triage/{report}/")
    hana.press("Open a case")
    hana.fill("What is the case to look into?", "Whether the post broke the rules, and who can see it.")
    hana.choose("No, none")
    hana.press("Open the case")
    return hana.path.strip("/").split("/")[-1]


def ask_for_removal(hana, case) -> str:
    """Refused without evidence or a reason first; gives the request's reference."""
    hana.press("Ask for something to be removed")
    hana.choose("https://www.facebook.com/groups/story/1")
    hana.choose("Delete the post, comment or message")
    hana.page.get_by_label("Which rule does it breach?").select_option(index=1)
    hana.choose("None: it cannot be captured")
    hana.choose("None of these")
    hana.pick("Who checks that it is gone?", "Sasha Reid")
    hana.press("Save and check")
    assert hana.reads("Enter why it is considered a breach")
    hana.fill("Why is it considered a breach?", "It makes fun of a parent of our school.")
    hana.fill("Why can it not be captured?", "")
    hana.press("Save and check")
    assert hana.reads("Enter why it cannot be captured")
    hana.choose("Exhibit E-1")
    hana.press("Save and check")
    assert hana.reads("Say whether the evidence could show who reported it")
    hana.choose("No", within="Could the evidence show who reported it?")
    hana.press("Save and check")
    on_to(hana, "Read it through and send it")
    hana.press("Send the request")
    on_to(hana, "Tell them")
    return hana.path.strip("/").split("/")[1]


def remove(tam, hana, request, *, unseen):
    """tam is told in person, then sees the request and nothing else, acknowledges, removes, says so."""
    assert not opens(tam, f"/removals/mine/{request}/")
    hana.choose("In person")
    hana.press("Record this")
    tam.go("/")
    assert not any(tam.reads(reference) for reference in unseen)
    tam.open_row(request)
    assert not any(tam.reads(words) for words in (*unseen, "Teo", "Sasha", "Hana"))
    tam.press("Acknowledge the request")
    tam.press("I have read this")
    tam.press("Say that it is removed")
    tam.choose("I deleted it")
    tam.press("It is removed")
    assert tam.reads("A leader who did not ask for this will check that it is gone by")


def check_that_it_is_gone(sasha, request):
    sasha.go(f"/removals/{request}/check/")
    sasha.choose("Yes, it is gone")
    sasha.press("Record the check")
    assert sasha.reads("Select how you looked")
    sasha.choose("I opened the address, signed out and in a private window")
    sasha.fill("What did you see there?", "The address says that the post is not there.")
    sasha.press("Record the check")


def investigate(hana, iona, case):
    hana.go(f"/cases/{case}/appoint/")
    hana.pick("Who do you ask?", "Iona McCrae")
    hana.press("Ask this person")
    iona.go("/")
    iona.press("investigate")
    iona.choose("No, none")
    iona.choose("Yes, I will investigate")
    iona.press("Send my answer")
    hana.go(f"/cases/{case}/tell/")
    hana.choose("In person")
    hana.press("Record this")
    hana.press("Start the investigation")
    hana.fill("Terms of reference", "Find out who wrote it, for whom, and whether it was meant.")
    hana.press("Start the investigation")
    report_findings(iona, case)


def report_findings(iona, case):
    iona.go(f"/cases/{case}/investigation/")
    iona.page.locator("main .govuk-task-list a").first.click()
    iona.choose("Proven")
    iona.fill("Why? Name the evidence you rely on.", LONG)
    iona.press("Save this finding")
    iona.press("Hand in the report")
    iona.choose("They gave their account")
    iona.fill("Summary for the person who decides", "Tam wrote it, took it down at once and is sorry.")
    iona.press("Hand in the report")


def advise(rhys, case):
    rhys.go(f"/cases/{case}/")
    rhys.press("Record HR advice")
    rhys.fill("Advice on the decision", "Informal: a first time, admitted, removed within the hour.")
    rhys.press("Save the advice")


def decide(hana, case):
    hana.go(f"/cases/{case}/")
    hana.press("Decide", exact=True)
    hana.choose("Informal action")
    hana.choose("No", within="Could what was said be a protected disclosure?")
    hana.choose("Inadvertent")
    hana.fill("How does this compare with similar cases?", "As with the last one of its kind.")
    hana.fill("Why?", LONG)
    hana.press("Decide", exact=True)


def close(hana, case):
    hana.go(f"/cases/{case}/close/")
    hana.choose("Informal action: 6 months")
    hana.fill("What did the academy learn?", "Say again at the start of term what may be posted.")
    hana.press("Close the case")
    on_to(hana, f"Case {case} Closed")


def row(someone, reference) -> str:
    someone.go("/reports/")
    return someone.page.get_by_role("listitem").filter(has_text=reference).inner_text()


def opens(someone, path) -> bool:
    return someone.go(path).status == 200
