"""The safeguarding lead of Damson will be away for a day: the head reads it on her first page, finds the day, and takes it back."""

from datetime import date, timedelta


def test_an_academy_without_a_safeguarding_lead_next_week_is_told_in_time(visitor):
    dora, dina = map(visitor, ("dora", "dina"))
    day = next_weekday()
    dina.go("/")
    assert not dina.reads("Find cover")
    say_away(dora, day)
    dina.go("/")
    dina.press("Find cover for safeguarding")
    assert dina.reads(f"Nobody is there for safeguarding on {day:%A}")
    dina.is_sound()
    dina.press("Take this back")
    dina.press("They are here")
    assert dina.reads("Somebody is there on each of the coming working days")


def say_away(someone, day):
    someone.go("/")
    someone.press("Say when, and who stands in for you")
    someone.press("Say that you are away")
    someone.is_sound()
    for name in ("first", "last"):
        for part in ("day", "month", "year"):
            someone.page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    someone.press("Save")
    assert someone.reads("Nobody is named to stand in")


def next_weekday():
    """The Wednesday of next week, which no bank holiday falls on but at Christmas and New Year."""
    today = date.today()
    return today + timedelta(days=9 - today.weekday())
