"""sasha settles what teo reported without a case; teo reads only that it is finished; hana opens it again because something is new."""

from .steps import LONG, on_to, sent
from .test_a_post_is_removed_and_the_case_closed_informally import capture, weigh


def test_from_settled_to_looked_at_again(visitor):
    teo, sasha, hana = map(visitor, ("teo", "sasha", "hana"))
    report = sent(teo, "Tam Ellis")
    sasha.answer(f"/triage/{report}/take-on/", conflict="none")
    sasha.answer(f"/triage/{report}/harm/", harmed="no", offence="no", risk="no", unsuitable="no")
    sasha.answer(f"/triage/{report}/data-breach/", breach="no")
    capture(sasha, report)
    weigh(sasha, report)
    settle(sasha)
    teo.go(f"/reports/{report}/")
    assert teo.reads("Finished")
    assert not teo.reads("ettled")
    hana.go(f"/triage/{report}/")
    hana.press("Open it again")
    hana.fill("What is new", "Another colleague has seen the same post on another page, after it was settled.")
    hana.press("Open it again")
    assert hana.reads("The report is open again, and the reporter is told.")
    teo.go(f"/reports/{report}/")
    assert teo.reads("Being looked at")


def settle(sasha):
    sasha.press("End it without a case")
    on_to(sasha, "How does it end?")
    sasha.choose("It is settled informally")
    sasha.press("Continue")
    on_to(sasha, "It is settled informally")
    sasha.fill("What was said or agreed", LONG)
    sasha.press("It is settled", exact=True)
    assert sasha.reads("You have written down that it is settled.")
    sasha.is_sound()
