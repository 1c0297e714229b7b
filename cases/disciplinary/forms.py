"""The questions about a hearing, one small form a page."""

from cases.casefile import forms as casefile
from cases.casefile.forms import Conflict
from cases.casefile.rules import FINDINGS
from foundation.face import fields
from foundation.face.forms import MoveForm, NoPasswords, Once, TmtForm, Versioned

from . import rules

_LONG = 8000


class LetterForm(Once, TmtForm):
    submit = "Write the letter"


class WorstForm(TmtForm):
    heading = True
    worst = fields.Choice(
        "What is the most it could lead to?",
        called="the most it could lead to",
        options=[(code, rules.SANCTIONS[code]) for code in rules.WORST],
        help_text="The invitation says so. Nobody can decide more, and those who hear it need the authority for it.",
    )


class ScheduleForm(MoveForm):
    """`chairs`, `members`: who may hear it, for what was said to be the most it could lead to; `evidence`: what can be released."""

    submit = "Arrange the hearing"
    day = fields.DateParts("On which day?", called="the day", future=True)
    clock = fields.TimeOfDay("At what time?", called="the time")
    place = fields.Line("Where?", called="the place", max_length=200)
    chair = fields.SearchSelect(
        "Who chairs it?", called="who chairs it", help_text="Only people who have read nothing of it and have no part in it are named."
    )
    members = fields.Choices("Who hears it with them?", called="who hears it with them", required=False)
    evidence = fields.Choices("Which evidence goes with the invitation?", called="the evidence", required=False)
    reveals = fields.YesNo(
        "Could any of it reveal who reported it?", called="whether it could reveal who reported it", unsure=True, required=False
    )
    no_evidence = fields.PlainText(
        "If none goes with it, why?", called="why no evidence goes with it", max_length=1000, rows=2, required=False
    )

    def __init__(self, *args, chairs, members, evidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].options, self.fields["members"].options = chairs, members
        self.fields["evidence"].options = evidence
        for name, offered in (("members", members), ("evidence", evidence), ("reveals", evidence)):
            if not offered:
                del self.fields[name]


class SeatForm(Once, Versioned, TmtForm):
    submit = "Name them"
    chair = fields.SearchSelect("Who chairs it?", called="who chairs it")
    members = fields.Choices("Who hears it with them?", called="who hears it with them")

    def __init__(self, *args, chairs, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].options, self.fields["members"].options = chairs, members
        for name, offered in (("chair", chairs), ("members", members)):
            if not offered:
                del self.fields[name]


class DeclareForm(NoPasswords, Once, Versioned, Conflict, TmtForm):
    submit = "Send my answer"


class SayForm(MoveForm):
    submit = "Keep this"
    companion = fields.Choice("Who comes with you?", called="who comes with you", options=list(rules.COMPANIONS.items()))
    companion_name = fields.Line("What are they called?", called="their name", max_length=100, required=False)
    statement = fields.PlainText(
        "What do you wish to say beforehand?", called="what you wish to say", max_length=20_000, rows=10, required=False,
        help_text="Those who hear it read it. You can change it until the hearing begins, and say everything there, too.",
    )  # fmt: skip


class DayForm(MoveForm):
    """Another day: asked for by the person, or set by HR, who also say where (`place`)."""

    why = fields.Choice("Why is another day needed?", called="why another day is needed", options=list(rules.POSTPONED_FOR.items()))
    reason = fields.PlainText(
        "Say more", called="the reason", max_length=2000, rows=3, required=False,
        help_text=f"At least {rules.LEAST_REASON} characters, unless it is for a companion.",
    )  # fmt: skip
    day = fields.DateParts("On which day?", called="the day", future=True)
    clock = fields.TimeOfDay("At what time?", called="the time")
    place = fields.Line("Where?", called="the place", max_length=200)

    def __init__(self, *args, submit, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit
        if not place:
            del self.fields["place"]


class ReasonForm(casefile.ReasonForm):
    reason = fields.PlainText("Why?", called="the reason", least=rules.LEAST_REASON, max_length=2000, rows=4)


class HearForm(MoveForm):
    submit = "Keep the record of the hearing"
    came = fields.YesNo("Did the person come?", called="whether the person came")
    absence = fields.PlainText(
        "Why was it held without them?", called="why it was held without them", least=rules.LEAST_REASON, max_length=2000, rows=3,
        reveal_for=("came", "no"), help_text="What was tried to reach them, and what they said, if anything.",
    )  # fmt: skip
    present = fields.PlainText("Who was there?", called="who was there", max_length=1000, rows=3)
    notes = fields.PlainText(
        "What was said?", called="what was said", least=rules.LEAST_REASON, max_length=20_000, rows=14,
        help_text="What was put to the person, what they answered, what others said, what was asked.",
    )  # fmt: skip


class DecideForm(MoveForm):
    """What is found about each allegation, and what follows. `allegations`: (uuid, label)."""

    submit = "Decide"
    mitigation = fields.PlainText(
        "What speaks for the person?", called="what speaks for the person", max_length=4000, rows=4,
        help_text="Record, service, apology, health, what led to it. If nothing was put forward, say so.",
    )  # fmt: skip
    warnings = fields.PlainText(
        "What did you make of live warnings?", called="what you made of live warnings", max_length=2000, rows=2,
        help_text="Only those that still count, as listed above. If there are none, say so.",
    )  # fmt: skip
    sanction = fields.Choice("What follows?", called="what follows", options=list(rules.SANCTIONS.items()))
    reason = fields.PlainText(
        "Why?", called="the reason", least=rules.LEAST_REASON, max_length=8000, rows=8, help_text="It stands in the letter to the person."
    )
    reread = fields.Confirm("I have read again how proportionality was weighed", missing="Confirm that you have read it again")

    def __init__(self, *args, allegations, weighed, sanctions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sanction"].options = sanctions
        if not weighed:
            del self.fields["reread"]
        own = {}
        for uuid, label in allegations:
            own |= {
                f"finding_{uuid.hex}": fields.Choice(
                    f"What do you find about {label}?", called=f"what you find about {label}", options=list(FINDINGS.items())
                ),
                f"why_{uuid.hex}": fields.PlainText(
                    f"Why do you find that about {label}?", called=f"why about {label}", max_length=4000, rows=4
                ),
            }
        self.fields = {**own, **self.fields}

    def findings(self, allegations) -> dict:
        """(finding, reason) by uuid of each allegation."""
        said = self.cleaned_data
        return {uuid: (said[f"finding_{uuid.hex}"], said[f"why_{uuid.hex}"]) for uuid, _ in allegations}
