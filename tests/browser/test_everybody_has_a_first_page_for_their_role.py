"""Everybody's first page says what needs them now, what they wait for, what they reported; each line leads to its thing."""

import pytest

NEEDS, WAITS, REPORTED = "What needs you now", "What you are waiting for", "What you reported"
ALL = {NEEDS: "needs-you", WAITS: "waiting", REPORTED: "reported"}  # the first page shows ten of each; which ten, the day decides
# first name: (the places of their role in the menu, one line that the invented trust has for them in each section)
FIRST_PAGES = {
    "teo": ([], {NEEDS: "Answer the question", WAITS: "Your objection is being decided", REPORTED: "Your report"}),
    "tam": ([], {NEEDS: "Something is asked of you", REPORTED: "Finished"}),
    "sasha": (["Deadlines", "Triage", "Removals"], {NEEDS: "Answer what is open and decide", WAITS: "A case is opened"}),
    "hana": (["Deadlines", "Triage", "Cases", "Removals", "My academy", "Cover", "Academies"],
             {NEEDS: "Take it on", WAITS: "Report what was found"}),
    "dee": (["Triage", "Whom to call"], {NEEDS: "Look at it and say whether a child is at risk"}),
    "priya": (["Triage", "Data breaches", "Whom to call", "Roles"], {NEEDS: "Assess whether personal data got out"}),
    "rhys": (["Deadlines", "Triage", "Cases", "Roles"], {NEEDS: "Another day is asked for", REPORTED: "Received"}),
    "cleo": (["Deadlines", "Triage", "Cases", "Removals", "The trust's figures", "My academy", "Cover", "Academies", "Roles"],
             {NEEDS: "Decide an objection", WAITS: "Report what was found"}),
    "iona": (["Deadlines", "Triage", "Cases", "Removals"], {NEEDS: "Report what was found"}),
    "ivo": (["Cases"], {NEEDS: "Report what was found"}),
    "tess": (["The trust's figures"], {WAITS: "Decide"}),
    "chidi": (["Triage", "Cases", "Removals", "The trust's figures", "Roles"], {NEEDS: "Take it on"}),
}
NOTHING_TO_DO = {"gail": ["Figures"], "noor": [], "ada": ["Time limits", "Academies", "System", "People", "Roles"]}


@pytest.mark.parametrize("first", FIRST_PAGES)
def test_it_leads_to_what_is_theirs(visitor, first):
    one = at_home(visitor, first)
    places, lines = FIRST_PAGES[first]
    assert menu(one) == ["Home", "My reports", *places, "Policy", "Find"]
    for section, words in lines.items():
        one.go(f"/all/{ALL[section]}/")
        assert one.heading == section
        row = one.page.locator(".tmt-tasks__row", has_text=words).first
        href = row.get_by_role("link").get_attribute("href")
        assert row.locator(".tmt-tasks__reference").inner_text() in href
        assert one.go(href).status == 200


@pytest.mark.parametrize("first", NOTHING_TO_DO)
def test_who_has_nothing_to_do_reads_so(visitor, first):
    one = at_home(visitor, first)
    assert menu(one) == ["Home", "My reports", *NOTHING_TO_DO[first], "Policy", "Find"]
    assert one.reads("Nothing needs you now")
    assert one.page.locator(".tmt-tasks__row").count() == 0


def at_home(visitor, first):
    one = visitor(first)
    one.go("/")
    assert one.heading.endswith(f", {first.capitalize()}")
    return one


def menu(someone) -> list[str]:
    return someone.page.locator("nav[aria-label=Menu] a").all_inner_texts()
