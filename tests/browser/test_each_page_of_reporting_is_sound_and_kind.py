"""Every page of reporting is sound, a mistake leads to its control, and no picture of a child is asked for."""

PAGES = ("Whose conduct", "Might a leader", "Who will read", "Where did it happen", "What did you see", "When did it happen", "Children",
         "A screenshot", "Which rules", "Check your answers", "Report received")


def answer(teo, heading):
    """Answer the page that stands open in the ordinary way."""
    page = teo.page
    if heading.startswith("Whose conduct"):
        teo.choose("Somebody who works at Alder Academy")
        names = page.locator("select[name=colleague_1] option").all_inner_texts()
        page.select_option("select[name=colleague_1]", label=next(name for name in names if "Tam" in name))
        teo.choose("No, I am reporting it myself")
    elif heading.startswith("Might a leader"):
        teo.choose("No")
    elif heading.startswith("Who will read"):
        teo.choose("Yes", within="May those who read it see your name?")
    elif heading.startswith("Where"):
        page.select_option("select[name=platform]", label="Facebook")
        teo.choose("No, it has gone")
    elif heading.startswith("What did you see"):
        teo.fill("What did you see?", "A post made fun of a parent.")
    elif heading.startswith("When"):
        teo.choose("I do not know")
    elif heading.startswith("Children"):
        teo.choose("No", within="Is a child involved?")
        page.locator("input[name=image][value=no]").check()
    elif heading.startswith("Check"):
        page.locator("input[name=declared]").check()
        return teo.press("Send the report")
    return teo.press("Continue" if heading.startswith("Who will read") else "Save and continue", exact=True)


def begin(teo):
    teo.go("/reports/new/")
    teo.choose("No")
    teo.press("Start now")


def test_every_page_is_sound(visitor):
    teo = visitor("teo")
    for path in ("/reports/", "/reports/new/"):
        teo.go(path)
        teo.is_sound()
    begin(teo)
    for heading in PAGES[:-1]:
        teo.is_sound()
        answer(teo, heading)
    teo.is_sound()
    teo.press("See this report")
    teo.is_sound()


def test_a_mistake_leads_to_its_control(visitor):
    teo = visitor("teo", width=360)
    begin(teo)
    teo.press("Save and continue", exact=True)
    assert teo.page.title().startswith("Error: ")
    teo.is_sound()
    teo.page.locator(".govuk-error-summary a").first.click()
    assert teo.page.evaluate("document.activeElement.name") == "who"


def test_nothing_can_be_handed_in_where_a_child_may_be_shown(visitor):
    teo = visitor("teo", width=360)
    begin(teo)
    for heading in PAGES[:6]:
        answer(teo, heading)
    teo.choose("Yes", within="Is a child involved?")
    teo.page.locator("input[name=image][value=unsure]").check()
    teo.press("Save and continue", exact=True)
    assert teo.heading == "What to do about the picture"
    assert teo.page.locator("input[type=file]").count() == 0
    teo.is_sound()
