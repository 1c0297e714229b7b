"""A supervised session from its grounds to its minutes: HR and data protection agree, tam may decline, chooses the day, stops it, signs.

Nothing is looked at but what was agreed, and data protection and whoever takes the notes see nothing of the case.
"""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .steps import on_to

LONDON = ZoneInfo("Europe/London")
GROUNDS = "Two colleagues say different things about who could see it, and only the account itself shows that."


def test_nothing_is_looked_at_but_what_was_agreed(visitor):
    iona, rhys, priya, hana, tam, clem = map(visitor, ("iona", "rhys", "priya", "hana", "tam", "clem"))
    case = about_tam(iona)
    request = written(iona, case)
    for one, name in ((rhys, "HR"), (priya, "data protection")):
        assert not offers(hana, f"/cooperation/{request}/", "Approve it"), name
        agrees(one, request)
    assert not any(opens(priya, path) for path in (f"/cases/{case}/", f"/cooperation/{request}/", f"/cooperation/{request}/agree/"))
    approved_and_told(hana, iona, tam, request)
    reads_what_it_is(tam, request, unseen=("Gus", "Iona Webb, ", case))
    today = on_the_day_tam_asks_for(iona, tam, request)
    assert not any(opens(clem, path) for path in (f"/cases/{case}/", f"/cooperation/mine/{request}/"))
    time.sleep(max(0, (today - datetime.now(LONDON)).total_seconds()) + 1)
    writes_down_what_was_agreed(clem, request)
    tam.go(f"/cooperation/mine/{request}/")
    tam.press("Stop the session")
    tam.press("Stop now")
    assert tam.reads("Nothing more is looked at")
    assert not offers(clem, f"/cooperation/{request}/", "Add what was shown")
    minutes_are_signed(clem, tam, iona, request)
    assert not opens(clem, f"/cooperation/attend/{request}/")


def about_tam(iona) -> str:
    """The case of the demo in which tam was asked for an interview."""
    iona.go("/")
    iona.page.locator(".tmt-tasks__row", has_text="Minutes wait for you").first.get_by_role("link").click()
    return re.search(r"C-\w{4}-\w{4}", iona.page.inner_text("main"))[0]


def written(iona, case) -> str:
    iona.go(f"/cooperation/for/{case}/")
    iona.choose(re.compile("Supervised session"))
    iona.press("Continue")
    iona.fill("What would they show?", "The post itself, and who could see it that week.")
    iona.fill("Why is it needed?", "What was said about who could see it differs.")
    iona.fill("Why is it necessary, and in proportion?", GROUNDS)
    iona.fill("What asks less and was tried", GROUNDS)
    iona.fill("Which account?", "tam.ellis on the picture platform")
    day(iona, "From which day?", first_day() - timedelta(days=200))
    day(iona, "To which day?", first_day() + timedelta(days=9))
    iona.fill("With whom, or in which group?", "The group in which it was posted")
    iona.choose("Posts and stories")
    iona.choose("Who can see what")
    iona.press("Put it before HR and data protection")
    assert iona.reads("at most 92")
    day(iona, "From which day?", first_day())
    iona.is_sound()
    iona.press("Put it before HR and data protection")
    assert iona.reads("Agree for HR")
    return iona.path.strip("/").split("/")[-1]


def agrees(one, request):
    one.go("/")
    one.open_row(request)
    if "agree" not in one.path:
        one.press("Agree for HR")
    assert one.reads("tam.ellis on the picture platform")
    one.is_sound()
    one.press("I agree")
    assert one.path == "/cooperation/"


def approved_and_told(hana, iona, tam, request):
    hana.go(f"/cooperation/{request}/")
    hana.press("Approve it")
    hana.press("Approve it")
    assert not opens(tam, f"/cooperation/mine/{request}/")
    iona.go(f"/cooperation/{request}/tell/")
    iona.choose("In person")
    iona.press("Record this")
    assert iona.reads("Tell them that they may decline")
    iona.choose("I said that they may decline, and what follows then")
    iona.press("Record this")


def reads_what_it_is(tam, request, *, unseen):
    tam.go("/")
    tam.open_row(request)
    for words in ("You may decline.", "You can stop at any moment.", "tam.ellis on the picture platform", GROUNDS):
        assert tam.reads(words)
    assert not any(tam.reads(words) for words in unseen)
    tam.is_sound()
    tam.press("Acknowledge it")
    tam.press("I have read this")
    tam.press("Say who comes with me")
    tam.fill("Who comes with you?", "Ana Bell, from the union")
    tam.press("Say who comes")


def on_the_day_tam_asks_for(iona, tam, request):
    """Today is too soon, unless tam asks for it. Gives the moment: the minute after the next."""
    arrange(iona, request, "2pm", datetime.now(LONDON) + timedelta(days=1))
    assert iona.reads("That is too soon")
    arrange(iona, request, "2pm", datetime.now(LONDON) + timedelta(days=14))
    tam.go(f"/cooperation/mine/{request}/")
    tam.press("Ask for another day")
    tam.fill("Why do you need another date?", "I would like to have it behind me.")
    day(tam, "Which day would be possible?", datetime.now(LONDON))
    tam.press("Ask for another date")
    moment = (datetime.now(LONDON) + timedelta(minutes=2)).replace(second=0, microsecond=0)
    arrange(iona, request, f"{moment:%H:%M}", moment)
    assert iona.reads("Come on the day")
    return moment


def arrange(iona, request, clock, on):
    iona.go(f"/cooperation/{request}/arrange/")
    day(iona, "Which day?", on)
    iona.fill("At what time?", clock)
    iona.fill("Where?", "The small meeting room")
    iona.pick("Who takes the notes?", "Clem")
    iona.press("Arrange this day")


def writes_down_what_was_agreed(clem, request):
    clem.go("/")
    clem.open_row(request)
    clem.is_sound()
    clem.press("Add what was shown")
    clem.choose("No")
    clem.press("Continue")
    assert not clem.page.get_by_label("Messages with the people named").count()
    clem.choose("Who can see what")
    day(clem, "Of which day is it?", first_day() - timedelta(days=1))
    clem.fill("What does it say or show?", "The group has ninety-one members.")
    clem.press("Add it")
    assert clem.reads("outside what was agreed")
    day(clem, "Of which day is it?", first_day())
    clem.press("Add it")
    assert clem.reads("The group has ninety-one members.")


def minutes_are_signed(clem, tam, iona, request):
    clem.go(f"/cooperation/{request}/minutes/")
    clem.fill("What was said?", "Tam opened the account on his own phone. He stopped after the settings.")
    clem.press("Hand over the minutes")
    assert clem.reads("See first that they are logged out")
    clem.choose(re.compile("They are logged out"))
    clem.press("Hand over the minutes")
    tam.go("/")
    tam.open_row(request)
    tam.press("Sign the minutes")
    tam.fill("Is anything missing or wrong?", "I also showed the profile, which nobody asked for.")
    tam.press("Sign the minutes")
    assert tam.reads("You have said whether you sign")
    tam.is_sound()
    iona.go(f"/cooperation/{request}/countersign/")
    assert iona.reads("I also showed the profile")
    iona.press("Sign for the trust")
    iona.press("Say that it is done")
    iona.press("It is done")
    on_to(iona, "Supervised session Done")
    iona.is_sound()


def first_day():
    return datetime.now(LONDON).date() - timedelta(days=40)


def day(one, question, on):
    group = one.page.get_by_role("group", name=question)
    for label, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        group.get_by_label(label).fill(str(number))


def offers(one, path, move) -> bool:
    one.go(path)
    return one.page.locator(".tmt-moves").get_by_role("link", name=move).count() > 0


def opens(one, path) -> bool:
    return one.page.context.request.get(one.address + path).status == 200
