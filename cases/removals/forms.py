"""The questions about a removal, one small form a page."""

from django import forms

from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from reports.intake.forms import NoPasswords

from . import rules

OTHER, NO_EXHIBIT = "other", "none"
_URL = 2000


class RequestForm(NoPasswords, Once, TmtForm):
    """What is to be removed and why; nothing goes out until it has been read through and sent."""

    submit = "Save and check"
    who = fields.Choice("Who is asked?", called="who is asked", options=[])
    address = fields.Choice("Where is it?", called="where it is", options=[], or_before=OTHER)
    other = fields.WebAddress("Web address", called="the web address", max_length=_URL, reveal_for=("address", OTHER))
    action = fields.Choice("What should they do?", called="what they should do", options=list(rules.ACTIONS.items()))
    clause = fields.SearchSelect("Which rule does it breach?", called="the rule it breaches", options=[])
    why = fields.PlainText(
        "Why is it considered a breach?",
        called="why it is considered a breach",
        max_length=500,
        rows=2,
        help_text="One sentence. The person reads it.",
    )
    exhibit = fields.Choice(
        "Which evidence was kept?",
        called="the evidence",
        options=[],
        or_before=NO_EXHIBIT,
        help_text="Once it is removed it cannot be captured any more.",
    )
    no_exhibit = fields.PlainText(
        "Why can it not be captured?", called="why it cannot be captured", max_length=500, rows=2, reveal_for=("exhibit", NO_EXHIBIT)
    )
    reveals = fields.YesNo(
        "Could the evidence show who reported it?",
        called="whether the evidence could show who reported it",
        required=False,
        help_text="A name, a face, the top of their screen, a group only a few are in. Whoever checks sees it.",
    )
    signs = fields.Choices(
        "Does any of this apply?",
        called="whether any of this applies",
        options=list(rules.URGENT_SIGNS.items()),
        none=("none", "None of these"),
        help_text="If so, they have 4 hours from being told. If not, 24 hours.",
    )
    verifier = fields.SearchSelect(
        "Who checks that it is gone?",
        called="who checks that it is gone",
        options=[],
        help_text="Somebody other than you and the person. They see the address and the evidence, and nothing else.",
    )

    def __init__(self, *args, addresses, clauses, exhibits, verifiers, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = people
        if not people:
            del self.fields["who"]
        self.fields["address"].options = [*addresses, (OTHER, "Another address")]
        self.fields["address"].initial = "" if addresses else OTHER
        self.fields["clause"].options = clauses
        if not clauses:  # nobody known is asked: nobody has to read which rule it is
            del self.fields["clause"]
        self.fields["exhibit"].options = [*exhibits, (NO_EXHIBIT, "None: it cannot be captured")]
        self.fields["exhibit"].initial = "" if exhibits else NO_EXHIBIT
        self.fields["verifier"].options = verifiers


class IssueForm(MoveForm):
    submit = "Send the request"


class LetterForm(Once, TmtForm):
    submit = "Write the letter"


class AcknowledgeForm(MoveForm):
    submit = "I have read this"


class ClaimForm(MoveForm):
    submit = "It is removed"
    method = fields.Choice("How was it removed?", called="how it was removed", options=list(rules.METHODS.items()))
    words = fields.PlainText("Anything we should know?", called="anything we should know", max_length=1000, rows=3, required=False)


class ContestForm(MoveForm):
    submit = "Contest the request"
    reason = fields.PlainText("Why do you think it should not be removed?", called="why it should not be removed", max_length=4000, rows=6)


class DecideForm(MoveForm):
    submit = "Decide"
    outcome = fields.Choice(
        "What do you decide?",
        called="what you decide",
        options=[("uphold", "The request stands"), ("give_way", "The request is withdrawn")],
    )
    reason = fields.PlainText("Why? Both sides read this.", called="the reason", max_length=2000, rows=4)


class WithdrawForm(MoveForm):
    submit = "Withdraw the request"
    submit_kind = "warning"
    reason = fields.PlainText("Why is it withdrawn?", called="why it is withdrawn", max_length=1000, rows=3)


class VerifyForm(MoveForm):
    submit = "Record the check"
    outcome = fields.Choice("Is it gone?", called="whether it is gone", options=[])
    how = fields.Choice(
        "How did you look?",
        called="how you looked",
        options=list(rules.LOOKS.items()),
        help_text="The address, your name and the time are kept with it.",
    )
    seen = fields.PlainText(
        "What did you see there?",
        called="what you saw there",
        max_length=1000,
        rows=3,
        help_text="For example: the address says that the post is not available any more.",
    )

    def __init__(self, *args, answers, picture, **kwargs):
        super().__init__(*args, **kwargs)
        gone, there = answers
        self.fields["outcome"].options = [(gone, "Yes, it is gone"), *([(there, "No, it is there")] if there else [])]
        self.fields["how"].required = self.fields["seen"].required = not picture
        self.picture = picture

    def clean_seen(self):
        seen = self.cleaned_data["seen"]
        if not self.picture and len(seen) < rules.LEAST_SEEN:
            raise forms.ValidationError(rules.SAY_WHAT_YOU_SAW)
        return seen


class CheckerForm(Once, Versioned, TmtForm):
    submit = "Name this person"
    who = fields.SearchSelect("Who checks instead?", called="somebody", options=[])

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = people


class JudgeForm(MoveForm):
    submit = "Ask the next person"


class ImageForm(TmtForm):
    """Asked before any upload control is shown (DOMAIN 4.2)."""

    heading = True
    image = fields.YesNo(
        "Could any part of your picture show a nude or sexual image of somebody under 18?",
        unsure=True,
        help_text="If so, do not take or send it.",
    )


class PictureForm(NoPasswords, Once, TmtForm):
    submit = "Add this picture"
    image = forms.CharField(widget=forms.HiddenInput, initial="no", required=False)
    file = fields.Upload(
        "Picture of what is there now",
        called="a picture",
        accept="image/png,image/jpeg,image/webp",
        help_text="A screenshot of the address, signed out.",
    )


class WaitForm(MoveForm):
    submit = "Wait for advice"


class NotDoneForm(MoveForm):
    submit = "Record that it is not done"
    submit_kind = "warning"
    found = fields.PlainText(
        "How do you know that they could have done it?",
        called="how you know that they could have done it",
        least=rules.beyond.LEAST,
        max_length=1000,
        rows=4,
        help_text="Were they at work, and well? Can they still get into the account? Ask before you write.",
    )


class FileForm(MoveForm):
    submit = "Record this"
    platform = fields.SearchSelect("Which platform?", called="the platform", options=[])
    filer = fields.Choice("Who has reported it there?", called="who has reported it there", options=list(rules.beyond.FILERS.items()))
    day = fields.DateParts("On which day?", called="the day it was reported there", past=True)
    time = fields.TimeOfDay("At what time?", called="the time it was reported there", help_text="For example 10:30am or 15:00.")
    reference = fields.PlainText(
        "Their reference", called="their reference", max_length=200, rows=1, required=False, help_text="If the platform has given one."
    )

    def __init__(self, *args, platforms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["platform"].options = platforms


class FurtherForm(MoveForm):
    submit = "Record this"
    why = fields.Choice("Why do you go further?", called="why you go further", options=list(rules.beyond.WHY_FURTHER.items()))
    to = fields.Choice(
        "Where do you go?", called="where you go", options=[(code, *said) for code, said in rules.beyond.FURTHER.items()]
    )
    words = fields.PlainText("What did they say?", called="what they said", max_length=1000, rows=3, required=False)


class GiveUpForm(MoveForm):
    submit = "Record this"
    submit_kind = "warning"
    reason = fields.PlainText("Why can it not be achieved?", called="your reason", least=rules.beyond.LEAST, max_length=1000, rows=4)
    support = fields.PlainText(
        "What is done for whoever it harms?",
        called="what is done for whoever it harms",
        least=rules.beyond.LEAST,
        max_length=1000,
        rows=4,
        help_text="For example who looks after them, and what else they were offered.",
    )
