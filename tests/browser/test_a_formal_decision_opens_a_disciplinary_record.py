"""hana decides formally: a disciplinary record stands in its first state, the case stays open, and closing names what is still open."""

from .steps import LONG, investigated, opened, proposed, sent


def test_the_case_stays_open_until_it_is_settled(visitor):
    teo, sasha, hana, iona, rhys = map(visitor, ("teo", "sasha", "hana", "iona", "rhys"))
    report = sent(teo, "Alf Draper")
    proposed(sasha, report)
    case = opened(hana, report)
    investigated(hana, iona, rhys, case)
    decide_formally(hana, case)
    record = the_record(hana)
    hana.is_sound()
    hana.press("Close the case")
    assert hana.reads("This has to be settled first")
    assert hana.reads(record)
    assert hana.page.locator("main form").count() == 0
    hana.is_sound()
    hana.go("/cases/")
    assert "Formal process" in hana.page.locator(".tmt-tasks__row", has_text=case).inner_text()
    teo.go("/reports/")
    assert "Being looked at" in teo.page.get_by_role("listitem").filter(has_text=report).inner_text()


def decide_formally(hana, case):
    hana.go(f"/cases/{case}/")
    hana.press("Decide", exact=True)
    hana.choose("A formal process")
    hana.choose("No", within="Could what was said be a protected disclosure?")
    hana.choose("Deliberate")
    hana.fill("How does this compare with similar cases?", "None of its kind is known.")
    hana.fill("Why?", LONG)
    hana.press("Decide", exact=True)


def the_record(hana) -> str:
    """The reference of the disciplinary process that runs inside the case, as its page names it."""
    row = hana.page.locator(".govuk-summary-list__row", has_text="Disciplinary process")
    assert "To be arranged" in row.inner_text()
    return row.locator("dt").inner_text().split()[-1]
