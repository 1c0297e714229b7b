"""On a phone, with scripts and without: nobody's name, a passphrase noted, a question answered days later by whoever holds it."""

import pytest

from .steps import on_to

PHONE = 360


def to_the_receipt(one):
    """From the sign-in page to the passphrase; gives reference and passphrase."""
    one.go("/accounts/login/")
    one.press("Report without signing in")
    on_to(one, "Report without signing in")
    one.choose("No", within="Is anybody in danger right now?")
    one.press("Start now")
    on_to(one, "Whose conduct is this about?")
    one.pick("Which academy is it about?", "Alder Academy")
    one.choose("Somebody who works there")
    one.fill("Their name, or what they do there", "The new science technician")
    one.press("Save and continue", exact=True)
    one.choose("I am not sure")
    one.press("Save and continue", exact=True)
    on_to(one, "Where did it happen?")
    one.pick("Platform", "Facebook")
    one.choose("Yes, it is still there")
    one.press("Save and continue", exact=True)
    one.fill("What did you see?", "Pictures from the prep room in a public group.")
    one.press("Save and continue", exact=True)
    one.choose("I do not know")
    one.press("Save and continue", exact=True)
    one.choose("No", within="Is a child involved?")
    one.choose("No", within="Could any part of it show a child undressed, partly undressed or in a sexual way?")
    one.press("Save and continue", exact=True)
    on_to(one, "A screenshot, if you have one")
    one.press("Save and continue", exact=True)
    one.choose("I do not know, or I would rather leave this to you")
    one.press("Save and continue", exact=True)
    on_to(one, "Check your answers before you send")
    one.choose("I confirm this")
    one.press("Send the report")
    on_to(one, "Report received")
    return one.page.locator(".tmt-reference").inner_text(), one.page.locator(".tmt-passphrase").inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_question_finds_its_answer(visitor, javascript):
    somebody = visitor(None, width=PHONE, javascript=javascript)
    reference, passphrase = to_the_receipt(somebody)
    somebody.fill("Type your passphrase", passphrase)
    somebody.press("I have noted both")
    on_to(somebody, "That is all")

    cleo = visitor("cleo")
    cleo.answer(f"/triage/{reference}/take-on/", conflict="none")
    cleo.answer(f"/triage/{reference}/ask/", words="Which group was it?", send="1")
    cleo.go(f"/triage/{reference}/")
    assert cleo.reads("Somebody who did not give a name")

    again = visitor(None, width=PHONE, javascript=javascript)
    again.go("/reports/anonymous/return/")
    again.fill("Reference", reference)
    again.fill("Passphrase", passphrase.lower())
    again.press("Open my report")
    assert again.reads("Which group was it?")
    again.press("Answer the question")
    again.fill("Your answer", "The one of the parents of year 9.")
    again.press("Send it")
    assert again.reads("The one of the parents of year 9.")
    again.press("Close it in this browser")
    on_to(again, "Come back to a report")


def test_its_pages_are_sound(visitor):
    one = visitor(None, width=PHONE)
    for path in ("/reports/anonymous/", "/reports/anonymous/limits/", "/reports/anonymous/return/", "/reports/anonymous/noted/"):
        one.go(path)
        one.is_sound()
    one.page.set_viewport_size({"width": PHONE, "height": 900})
    to_the_receipt(one)
    one.is_sound()
