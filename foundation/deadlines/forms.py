"""The address of one's own calendar; how long the trust's clocks run; the days nobody works."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from foundation.face import fields
from foundation.face.forms import Once, TmtForm, Versioned

from . import daysoff
from .rules import closing, feeds, giving, setting


class MakeForm(Once, TmtForm):
    submit = "I have copied it: use it from now on"
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def refuse(self, sentence, field=None):
        """As every form; what was refused is not shown again, the page carries another key."""
        self.data = self.data.copy()
        self.data[self.add_prefix("key")] = feeds.new_key()
        super().refuse(sentence, field)


class StopForm(Once, TmtForm):
    submit = "Stop it"
    submit_kind = "warning"


class LimitForm(Once, Versioned, TmtForm):
    """How long a kind of clock runs, in `unit` ("working days")."""

    submit = "Use it from now on"
    amount = fields.Number("How long?", called="how long it is", width=3, help_text="What runs already keeps the time it began with.")
    basis = fields.Choice("What does it rest on?", called="what it rests on", options=setting.CHOICES.items())

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = f"How many {unit}?"


class ClosingForm(Once, TmtForm):
    """The days an academy is closed, as a file or typed; `cleaned_data["found"]`: those from `today` on."""

    submit = "Look at the days"
    file = fields.Upload(
        "A file with its calendar", called="a file", accept=".csv,.ics,text/csv,text/calendar", max_bytes=closing.MOST_BYTES,
        required=False, help_text="CSV with a first day, a last day and a name, or iCalendar (.ics). It is read and not kept.",
    )
    typed = fields.PlainText(
        "Or type the days", called="the days", required=False,
        help_text="One closure a line, like 21/12/2026 to 1/1/2027 Christmas. Weekends and bank holidays in between do no harm.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        said = super().clean()
        found = [*self._read("file", lambda file: closing.read_file(file.name, file.read())), *self._read("typed", closing.read_text)]
        said["found"] = closing.ahead(found, self.today)
        if not self.errors and not said["found"]:
            self.add_error("typed", "All of these days are past" if found else "Choose a file, or type the days")
        return said

    def _read(self, name, read):
        given = self.cleaned_data.get(name)
        try:
            return read(given) if given else []
        except closing.Unreadable as trouble:
            for sentence in trouble.sentences:
                self.add_error(name, sentence)
            return []


class PickForm(Once, TmtForm):
    """Which of the days found are days off. They travel in `found`, a line each, and are looked at again with every page."""

    submit = "Close it on these days"
    also = ("look", "Show again what would move")
    found = forms.CharField(widget=forms.HiddenInput, required=False)
    days = fields.Choices("When is it closed?", called="at least one of them")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.closings = self._found(today)
        self.fields["days"].options = daysoff.options(self.closings)

    @staticmethod
    def offer(found) -> dict:
        """What the form begins with: whatever sounds like a day off is picked."""
        return {"found": "\n".join(one.line for one in found), "days": [one.key for one in found if one.likely]}

    def picked(self) -> list[closing.Closing]:
        """Those that are picked now."""
        asked = self["days"].value() or []
        return [one for one in self.closings if one.key in asked]

    def _found(self, today):
        try:
            return closing.ahead(closing.read_text(str(self["found"].value() or "")), today)
        except closing.Unreadable:
            return []


class ReopenForm(Once, Versioned, TmtForm):
    """Its version is the last day of the stretch that the page showed, by number."""

    submit = "It is open"


class HolidayForm(Once, TmtForm):
    submit = "Add it"
    day = fields.DateParts("Which day?", called="the day", future=True, help_text="A day off that the government has added, for everybody.")
    name = fields.Line("What is it called?", called="what it is called", max_length=80)


class MoreTimeForm(Once, Versioned, TmtForm):
    submit = "Give it until then"
    until = fields.DateParts("The last day", called="the last day", future=True, help_text="It is due at 5pm on that day.")
    reason = fields.Choice("Why?", called="why", options=giving.EXTEND_REASONS.items())

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until > timezone.localdate() + timedelta(days=giving.FURTHEST):
            raise forms.ValidationError(f"The last day must be within {giving.FURTHEST} days from now")
        return until


class LetGoForm(Once, TmtForm):
    submit = "It need not be met"
    submit_kind = "warning"
    reason = fields.Choice(
        "Why?", called="why", options=giving.WAIVE_REASONS.items(),
        help_text="Nobody is reminded of it any more, and it cannot be begun again. What is to be done stays where it is.",
    )
