"""sasha writes to teo at the end; teo says later how things are for them, and rhys reads it, who sees nothing of the report."""

from .steps import sent, taken_on
from .test_a_post_is_removed_and_the_case_closed_informally import capture, weigh

NOTE = "We have spoken to everybody it concerns. Thank you for telling us."
WORDS = "Since then nobody speaks to me in the staff room."


def test_from_the_end_to_how_they_are(visitor):
    teo, sasha, rhys, cleo = map(visitor, ("teo", "sasha", "rhys", "cleo"))
    report = sent(teo, "Tam Ellis")
    taken_on(sasha, report)
    sasha.answer(f"/triage/{report}/data-breach/", breach="no")
    capture(sasha, report)
    weigh(sasha, report)
    sasha.go(f"/triage/{report}/no-breach/")
    assert sasha.reads("What will the reporter read?")
    sasha.is_sound()
    sasha.fill("Why?", "It breaks no rule: nobody outside could see it.")
    sasha.fill("What will the reporter read?", NOTE)
    sasha.press("Decide that there is no breach")
    care = say(teo, report)
    rhys.go(f"/care/{care}/")
    assert rhys.reads(WORDS)
    assert not rhys.reads(report)
    rhys.is_sound()
    rhys.press("Write down how they are")
    rhys.choose("They have been treated worse, or fear it")
    rhys.fill("What did they say?", WORDS)
    rhys.choose("The whistleblowing trustee is told")
    rhys.is_sound()
    rhys.press("Keep this")
    assert rhys.reads("It has been kept.")
    assert cleo.go(f"/care/{care}/").status == 404


def say(teo, report) -> str:
    """What the reporter reads and writes; gives the reference of what HR has."""
    teo.go(f"/reports/{report}/")
    assert teo.reads(NOTE)
    assert teo.reads("Somebody from HR who had nothing to do with your report")
    teo.is_sound()
    teo.press("say so at any time")
    care = teo.path.split("/")[2]
    teo.fill("How are things for you", WORDS)
    teo.press("Send it")
    assert teo.reads("Thank you.")
    return care
