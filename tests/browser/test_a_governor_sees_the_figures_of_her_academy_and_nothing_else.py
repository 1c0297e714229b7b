"""gail sees published figures of closed terms, a chart beside its table. Every report, case and removal does not exist for her."""

import re

import pytest

MENU = ["Home", "My reports", "Figures", "Policy", "Find"]
PUBLISHED = re.compile(r"0|fewer than 5|\d*[05]|\d+ to \d+|")  # nothing from 1 to 4, nothing exact (6.6)
NOTHING = "/cases/C-2222-2222/"


def test_figures_with_a_chart_beside_the_table(visitor):
    gail = visitor("gail")
    gail.go("/")
    gail.press("Figures")
    assert gail.heading == "Assurance: Alder Academy"
    assert gail.page.locator("figure svg").count() >= 1
    gail.page.locator("figure summary").click()
    drawn = gail.page.locator("figure .tmt-figure__said span:last-child").all_inner_texts()
    assert gail.page.locator("figure tbody td").all_inner_texts() == drawn
    table = gail.page.get_by_role("table", name="Reports by kind of concern and closed term")
    cells = table.locator("tbody td").all_inner_texts()
    assert len(cells) > 20
    assert [cell for cell in cells if not PUBLISHED.fullmatch(cell)] == []
    gail.is_sound()


def test_her_menu_and_first_page_lead_to_nothing_else(visitor):
    gail = visitor("gail")
    gail.go("/")
    assert gail.page.locator("nav[aria-label=Menu] a").all_inner_texts() == MENU
    assert gail.reads("Nothing needs you now")
    gail.go("/assurance/")
    leads = [one.get_attribute("href") for one in gail.page.locator("main a").all()]
    assert [href for href in leads if not href.startswith(("/assurance/frozen/", "/verify/"))] == []


def test_what_her_head_reads_does_not_exist_for_her(visitor):
    hana, gail = visitor("hana"), visitor("gail")
    report, case, removal = (references(hana, path)[0] for path in ("/triage/", "/cases/", "/assurance/operations/removals/"))
    nothing = gail.get(NOTHING)
    for path in (f"/triage/{report}/", f"/reports/{report}/", f"/cases/{case}/", f"/removals/{removal}/", f"/removals/mine/{removal}/",
                 "/triage/", "/cases/", "/assurance/operations/", "/assurance/operations/overdue/", "/assurance/academy/birch/"):
        assert gail.go(path).status == 404, path
        assert gail.get(path) == nothing, path
    for reference in (report, case, removal):
        gail.go("/search/")
        gail.fill("Reference", reference)
        gail.press("Find", exact=True)
        assert gail.reads("Nothing with this reference is open to you")


@pytest.mark.parametrize("first", ["gwen", "gus"])
def test_so_do_the_others_of_her_board(visitor, first):
    one, gail = visitor(first), visitor("gail")
    assert main(one, "/assurance/") == main(gail, "/assurance/")


def references(someone, path) -> list[str]:
    someone.go(path)
    return someone.page.locator(".tmt-tasks__reference").all_inner_texts()


def main(someone, path) -> str:
    someone.go(path)
    return someone.page.inner_text("main")
