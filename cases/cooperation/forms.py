"""The questions about a request to co-operate, one small form a page. None has a place for a password, and none takes one."""

from django import forms
from django.conf import settings

from cases.casefile import forms as casefile
from foundation.evidence.rules import ACCEPT, VISIBILITY
from foundation.face import fields, widgets
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from reports.intake.forms import NoPasswords

from . import rules
from .rules.sessions import LEAST_GROUNDS, LONGEST

_LONG = 4000


class KindForm(TmtForm):
    heading = True
    kind = fields.Choice("What do you ask for?", called="what you ask for", options=[])

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].options = [(kind.code, kind.label, kind.hint) for kind in kinds]


class RequestForm(MoveForm):
    """`kind`: what is asked; nothing goes out until somebody else has approved it, and the person was told."""

    submit = "Put it before the case manager"
    what = fields.PlainText("What is asked for?", called="what is asked for", least=rules.LEAST_WORDS, max_length=_LONG, rows=5)
    why = fields.PlainText(
        "Why is it needed?",
        called="why it is needed",
        least=rules.LEAST_WORDS,
        max_length=2000,
        rows=3,
        help_text="The person reads it. Do not say who reported anything.",
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].label = kind.what
        self.fields["what"].help_text = "The person reads it. Ask for no more than is needed, and never for a password or a PIN."


class SessionForm(RequestForm):
    """A supervised session: exactly what is looked at, and why nothing less would do (DOMAIN 5.4)."""

    submit = "Put it before HR and data protection"
    necessity = fields.PlainText(
        "Why is it necessary, and in proportion?", called="why it is necessary", least=LEAST_GROUNDS, max_length=2000, rows=4,
        help_text="The person reads it, and so do HR and data protection.",
    )  # fmt: skip
    tried = fields.PlainText(
        "What asks less and was tried, and why is it not enough?",
        called="what asks less",
        least=LEAST_GROUNDS,
        max_length=2000,
        rows=4,
        help_text="For example their own copies, a written account, what others can show.",
    )
    account = fields.Line("Which account?", called="which account", max_length=200, help_text="One account: its name, never a password.")
    first_day = fields.DateParts("From which day?", called="the first day", past=True)
    last_day = fields.DateParts("To which day?", called="the last day", past=True, help_text=f"At most {LONGEST.days} days.")
    counterpart = fields.Line("With whom, or in which group?", called="with whom", max_length=200)
    kinds = fields.Choices("What kind of things?", called="what kind of things", options=list(rules.CONTENT.items()))


class GivenBackForm(RequestForm):
    """Something that belongs to the trust."""

    trusts_own = fields.Confirm("It belongs to the trust, and not to the person", missing="Only the trust's own can be asked back")


FORMS = {
    rules.SUPERVISED_SESSION: SessionForm,
    rules.RETURN_TRUST_DEVICE: GivenBackForm,
    rules.TRUST_ACCOUNT_TRANSFER: GivenBackForm,
}


class TellForm(casefile.TellForm):
    may_decline = fields.Confirm("I said that they may decline, and what follows then", required=False)
    field_order = ("may_decline", "how", "why_not")

    def __init__(self, *args, session=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not session:
            del self.fields["may_decline"]


class SupplyForm(MoveForm):
    submit = "Send it"
    words = fields.PlainText("What do you want to say?", called="your words", max_length=20_000, rows=12, required=False)
    whole = fields.YesNo("Is this everything you were asked for?", called="whether this is everything")
    missing = fields.PlainText("What is missing, and why?", called="what is missing", max_length=2000, rows=3, reveal_for=("whole", "no"))

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        if account:
            self.fields["words"].label = "Write down what happened, in your own words"


class PaperForm(MoveForm):
    submit = "Write this down"
    day = fields.DateParts("On which day did it come?", called="the day it came", past=True)
    words = fields.PlainText(
        "What does it say?",
        called="what it says",
        max_length=20_000,
        rows=12,
        required=False,
        help_text="Word for word, or add a picture of the paper first and leave this empty.",
    )


class DateForm(MoveForm):
    submit = "Ask for another date"
    reason = fields.PlainText("Why do you need another date?", called="why you need another date", max_length=2000, rows=3)
    wished = fields.DateParts("Which day would be possible?", called="the day", future=True, required=False)


class TimeForm(Once, Versioned, TmtForm):
    submit = "Give more time"
    until = fields.DateParts("Until which day?", called="the day", future=True, help_text="Until 5pm of that day.")


class ReviewForm(MoveForm):
    """Asked first whether they were away or unwell, where nothing has come (DOMAIN 9.4)."""

    submit = "Record this"
    absence = fields.YesNo(
        "Were they away, unwell, or could they not know of it?",
        called="whether they were away or unwell",
        help_text="Ask them, their line manager's cover or occupational health before you judge. Write down no diagnosis.",
    )
    outcome = fields.Choice("What do you decide?", called="what you decide", options=list(rules.REVIEWS.items()))
    reason = fields.PlainText(
        "Why?",
        called="the reason",
        least=rules.LEAST_REASON,
        max_length=2000,
        rows=4,
        help_text=f"At least {rules.LEAST_REASON} characters. The person reads it.",
    )

    def __init__(self, *args, silent, **kwargs):
        super().__init__(*args, **kwargs)
        if not silent:
            del self.fields["absence"]


class ImageForm(TmtForm):
    """Asked before any upload control is shown (DOMAIN 4.2)."""

    heading = True
    image = fields.YesNo(
        "Could any part of your file show a nude or sexual image of somebody under 18?",
        unsure=True,
        help_text="If so, do not take or send it.",
    )


class FileForm(NoPasswords, Once, TmtForm):
    submit = "Add this file"
    image = forms.CharField(widget=widgets.Hidden, initial="no", required=False)
    file = fields.Upload(
        "The file",
        called="a file",
        accept=ACCEPT,
        max_bytes=settings.EVIDENCE_MAX_VIDEO_BYTES,
        help_text="A picture, PDF, saved e-mail, exported chat or short MP4. Nothing that shows a password or a PIN.",
    )
    visibility = fields.Choice("Who could see it?", called="who could see it", options=list(VISIBILITY.items()))

    def __init__(self, *args, copies, **kwargs):
        super().__init__(*args, **kwargs)
        if not copies:
            del self.fields["visibility"]


class DayForm(MoveForm):
    """A day with notice, a place, who asks and who takes the notes."""

    submit = "Arrange this day"
    day = fields.DateParts("Which day?", called="the day", future=True)
    clock = fields.TimeOfDay("At what time?", called="the time", help_text="For example 2pm or 14:30.")
    place = fields.Line("Where?", called="where", max_length=200, help_text="Somewhere quiet, where nobody sees who goes in.")
    led_by = fields.SearchSelect("Who asks the questions?", called="who asks the questions", options=[])
    note_taker = fields.SearchSelect(
        "Who takes the notes?",
        called="who takes the notes",
        options=[],
        help_text="They see the day and the minutes, and nothing else. Offered is who is in no conflict and judges nothing here.",
    )

    def __init__(self, *args, people, earliest, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].help_text = f"{earliest} or later, so that they can prepare, unless they asked for an earlier day."
        for name in ("led_by", "note_taker"):
            self.fields[name].options = people


class CompanionForm(MoveForm):
    submit = "Say who comes"
    companion = fields.Line(
        "Who comes with you?",
        called="who comes with you",
        max_length=200,
        help_text="A colleague, or somebody from your union. Their name, and where they are from.",
    )


class MinutesForm(MoveForm):
    submit = "Hand over the minutes"
    words = fields.PlainText(
        "What was said?",
        called="what was said",
        least=rules.LEAST_WORDS,
        max_length=20_000,
        rows=16,
        help_text="Who said what, in order, with what was asked and when it ended. Nobody can change it afterwards, you neither.",
    )


class SessionMinutesForm(MinutesForm):
    logged_out = fields.Confirm(
        "They are logged out, nothing is left open, and no device was copied", missing="See first that they are logged out"
    )


class ShownForm(MoveForm):
    """One thing that was shown: only what was agreed can be chosen."""

    submit = "Add it"
    image = forms.CharField(widget=widgets.Hidden, initial="no", required=False)
    what = fields.Choice("What was shown?", called="what was shown", options=[])
    day = fields.DateParts("Of which day is it?", called="the day", past=True)
    words = fields.PlainText("What does it say or show?", called="what it says", max_length=4000, rows=5)
    file = fields.Upload(
        "A picture of it, if there is one",
        called="a picture",
        accept=ACCEPT,
        max_bytes=settings.EVIDENCE_MAX_VIDEO_BYTES,
        required=False,
        help_text="With the names and messages of others covered. Nothing that shows a password or a PIN.",
    )

    def __init__(self, *args, options, between, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].options = options
        self.fields["day"].help_text = between


class HandOverForm(MoveForm):
    submit = "Record it"
    item = fields.Line("Which device?", called="which one it is", max_length=200, help_text="Its label or serial number.")
    second_factor = fields.YesNo("Was the second step of signing in set anew?", called="whether the second step of signing in was set anew")
    words = fields.PlainText("In what state is it?", called="in what state it is", max_length=1000, rows=3, required=False)
    witness = fields.SearchSelect("Who was there, too?", called="who was there", options=[], help_text="Somebody other than you.")

    def __init__(self, *args, account, witnesses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["witness"].options = witnesses
        if not account:
            del self.fields["second_factor"]
            return
        self.fields["item"].label = "What is the item in the trust's password manager called?"
        self.fields["item"].help_text = "Only its name: the password stands there and nowhere else."
        self.fields["words"].label = "Anything else?"


class SignForm(MoveForm):
    submit = "Sign the minutes"
    missing = fields.PlainText(
        "Is anything missing or wrong?",
        called="what is missing or wrong",
        max_length=4000,
        rows=5,
        required=False,
        help_text="It stands beside the minutes for good. Leave it empty if nothing is.",
    )
