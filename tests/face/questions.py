"""A form with every kind of question, for the tests of the face."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm, Versioned


class EveryQuestion(Once, Versioned, TmtForm):
    submit = "Save and continue"
    also = ("later", "Save and come back later")
    what = fields.PlainText("What did you see?", called="what you saw", max_length=400, help_text="In your own words.")
    platform = fields.Choice(
        "Which platform?", called="the platform", or_before="other",
        options=[("x", "X (Twitter)", "Posts and replies"), ("whatsapp", "WhatsApp"), ("other", "Another one")],
    )
    other = fields.Line("Which one?", called="the platform's name", max_length=80, reveal_for=("platform", "other"))
    seen_on = fields.DateParts("When did you see it?", called="the date you saw it", past=True)
    hour = fields.TimeOfDay("What time?", called="the time", required=False)
    online = fields.YesNo("Is it still online?", unsure=True)
    rules = fields.Choices("Which rules?", called="the rules", options=[("a", "Respect"), ("b", "Privacy")], none=("none", "None of these"))
    links = fields.WebAddresses("Web addresses", required=False, help_text="One on each line.")
    who = fields.SearchSelect("Who?", called="a person", options=[("1", "Tam Brook"), ("2", "Teo Marsh")])
    size = fields.Number("How many people have seen it?", called="how many", least=0, most=500, required=False)
    email = fields.Email("Email address", required=False)
    file = fields.Upload("Screenshot", accept="image/png", max_bytes=2_000_000, required=False)
    sure = fields.Confirm("This is true as far as I know", missing="Confirm that this is true as far as you know")


GOOD = {
    "what": "A post", "platform": "x", "seen_on_day": "2", "seen_on_month": "11", "seen_on_year": "2026", "online": "yes", "rules": ["a"],
    "who": "1", "sure": "on", "version": "3", "once": "8f0d3c52-8d5b-4a53-9a0e-3f6b8d9b7a11",
}
