"""sasha answers that a child may have been harmed: the DSL and the LADO come first, no case can be proposed, and dee is told at once."""

from .steps import mails, sent

FIRST = "The designated safeguarding lead and the LADO come first"
NARRATIVE = "She says he writes to her at night."


def test_the_safeguarding_lead_and_the_lado_come_first(visitor, site):
    teo, sasha, dee = map(visitor, ("teo", "sasha", "dee"))
    report = sent(teo, "Sam Doyle", seen={"what": NARRATIVE})
    assert not knows(dee, report)
    sasha.answer(f"/triage/{report}/take-on/", conflict="none")
    say_that_a_child_may_be_harmed(sasha, report)
    assert sasha.reads(FIRST)
    assert sasha.reads("The LADO for this academy")
    assert "Propose a case" not in sasha.page.inner_text("main")
    sasha.is_sound()
    sasha.go(f"/triage/{report}/propose/")  # by the address of the page, for whoever knows it
    assert sasha.path == f"/triage/{report}/harm/"
    dee_is_told(dee, report, site[0])


def say_that_a_child_may_be_harmed(sasha, report):
    sasha.go(f"/triage/{report}/harm/")
    questions = sasha.page.get_by_role("group").filter(has=sasha.page.get_by_label("Yes", exact=True))
    for number, answer in enumerate(("Yes", "No", "No", "No")):
        questions.nth(number).get_by_label(answer, exact=True).check()
    sasha.press("Save and continue")


def dee_is_told(dee, report, address):
    """Mail at any hour, with the reference and the link; then it stands on her first page."""
    for mail in mails(dee, report, to="dee"):
        assert f"{address}/triage/{report}/" in mail
        assert not any(word in mail for word in ("Sam", "Doyle", "Teo", "Marsh", "Sasha", "Facebook", "child", "night"))
    dee.go("/")
    dee.open_row(report)
    assert dee.reads(NARRATIVE)
    dee.press("Say whether a child is at risk")
    dee.choose("The LADO has to be asked")
    dee.fill("Why?", "He has to be looked at from outside before we do anything.")
    dee.press("Save")
    assert dee.reads("The safeguarding lead has decided that the LADO has to be asked")


def knows(someone, report) -> bool:
    someone.go("/")
    return someone.reads(report) or someone.go(f"/triage/{report}/").status == 200
