"""sasha says that what teo reported is small, hana agrees, decides about it, and sees it beside what came before; alf learns nothing."""

from .steps import LONG, on_to, sent, taken_on
from .test_a_post_is_removed_and_the_case_closed_informally import capture, weigh


def test_from_a_report_to_a_pattern(visitor):
    teo, sasha, hana, alf = map(visitor, ("teo", "sasha", "hana", "alf"))
    report = sent(teo, "Alf Draper")
    taken_on(sasha, report)
    sasha.answer(f"/triage/{report}/data-breach/", breach="no")
    capture(sasha, report)
    weigh(sasha, report)
    sasha.press("End it without a case")
    sasha.choose("It is a low-level concern")
    sasha.press("Continue")
    on_to(sasha, "It is a low-level concern")
    sasha.is_sound()
    sasha.fill("Why?", LONG)
    sasha.press("Ask the headteacher to agree")
    agree(hana, report)
    decide(hana)
    assert alf.go("/concerns/").status == 404


def agree(hana, report):
    hana.go(f"/triage/{report}/agree-low/")
    hana.is_sound()
    hana.choose("Yes")
    hana.fill("Why?", "It was put right at once.")
    hana.press("Save", exact=True)
    assert hana.reads("It is kept as a low-level concern.")


def decide(hana):
    hana.go("/concerns/")
    on_to(hana, "Low-level concerns")
    hana.is_sound()
    hana.press("Alf Draper")
    assert hana.reads("Look at these together: they may be a pattern.")
    hana.is_sound()
    hana.page.get_by_role("link", name="Concern L-").first.click()
    hana.is_sound()
    hana.press("It is part of a pattern")
    hana.fill("Why?", LONG)
    hana.press("It is part of a pattern")
    assert hana.reads("Seen as part of a pattern")
    hana.press("The safeguarding lead and the LADO have to be asked")
    hana.fill("Why?", LONG)
    hana.press("The safeguarding lead and the LADO have to be asked")
    assert hana.reads("Gone to the safeguarding lead, for the LADO")
