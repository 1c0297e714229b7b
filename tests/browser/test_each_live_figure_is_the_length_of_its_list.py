"""hana's live figures each lead to a list, and the list is as long as the figure says; so it is for olu and cleo, with their own."""

import pytest

FIGURES = ("Reports open", "Cases open", "Removal requests open", "Deadlines passed")


@pytest.mark.parametrize("first", ["hana", "olu", "cleo"])
def test_as_many_lines_as_the_figure_says(visitor, first):
    leader = visitor(first)
    for label in FIGURES:
        leader.go("/assurance/operations/")
        link = leader.page.locator(".tmt-stats__stat", has=leader.page.get_by_text(label, exact=True)).get_by_role("link")
        figure = int(link.inner_text().split()[0])
        link.click()
        assert lines(leader) == figure, label


def test_figures_of_heads_differ(visitor):
    """A page that shows everybody the same would pass above."""
    shown = {first: figures(visitor(first)) for first in ("hana", "olu")}
    assert min(shown["hana"]) > 0
    assert shown["hana"] != shown["olu"]


def lines(someone) -> int:
    """The lines of a list, over all its pages."""
    someone.page.wait_for_load_state()
    found = someone.page.locator(".tmt-tasks__row").count()
    further = someone.page.locator("main a[rel=next]")
    if further.count():
        further.click()
        return found + lines(someone)
    return found


def figures(someone) -> list[int]:
    someone.go("/assurance/operations/")
    return [int(text.split()[0]) for text in someone.page.locator(".tmt-stats__value a").all_inner_texts()]
