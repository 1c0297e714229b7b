"""What is answered before a decision."""

from crispy_forms.layout import Div, Layout
from django.conf import settings

from foundation.evidence.rules import ACCEPT, HOW_CAPTURED, VISIBILITY
from foundation.face import fields
from foundation.face.forms import MoveForm, TmtForm
from policy.rules import FAMILY_NAMES, MODIFIERS, RELATED_POLICIES, SEVERITIES
from reports.concerns.rules import LIMBS
from reports.intake.forms import ChecksPicture
from reports.triage import rules
from reports.triage.rules import questions


class HarmForm(MoveForm):
    submit = "Save and continue"
    harmed = fields.YesNo(LIMBS["harmed"], unsure=True, called="whether a child has been or may have been harmed")
    offence = fields.YesNo(LIMBS["offence"], unsure=True, called="whether it may be an offence against a child or related to one")
    risk = fields.YesNo(LIMBS["risk"], unsure=True, called="whether the person may pose a risk to children")
    unsuitable = fields.YesNo(LIMBS["unsuitable"], unsure=True, called="whether the person may be unsuitable to work with children")


class BreachForm(MoveForm):
    submit = "Save and continue"
    heading = True
    breach = fields.YesNo(
        "Might personal information that the trust holds have been seen, shared or lost?",
        unsure=True,
        called="whether personal information might have got out",
        help_text="For example a pupil's name, picture or grade, or something a colleague learned only through their work.",
    )


class RulesForm(MoveForm):
    """Any of the clauses that bind the person, in the five families governors know; `offered` are Clauses, `chosen` their codes."""

    submit = "Save and continue"

    def __init__(self, *args, offered=(), chosen=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = {family: [clause for clause in offered if clause.family == family] for family in FAMILY_NAMES}
        for family, clauses in self.groups.items():
            if clauses:
                self.fields[family] = fields.Choices(
                    FAMILY_NAMES[family],
                    required=False,
                    called="the rules",
                    options=[_option(clause) for clause in clauses],
                    initial=[clause.code for clause in clauses if clause.code in chosen],
                )

    @property
    def helper(self):
        helper = super().helper
        helper.layout = Layout("once", "version", *(self._family(name) for name, clauses in self.groups.items() if clauses))
        if "not_password" in self.fields:
            helper.layout.append("not_password")
        return helper

    def _family(self, name: str) -> Div:
        group = Div(name, template="triage/family.html")
        ticked = len(self[name].value() or [])
        group.label, group.ticked = FAMILY_NAMES[name], ticked
        group.open = bool(ticked or self[name].errors)
        return group

    @property
    def codes(self) -> list[str]:
        return [code for family in self.groups for code in self.cleaned_data.get(family) or []]


class MainRuleForm(MoveForm):
    submit = "Save and continue"
    heading = True
    main = fields.Choice("Which rule is the main one?", called="the main rule", help_text="The report is counted under it.")

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["main"].options = [_option(clause) for clause in offered]


class CircumstancesForm(MoveForm):
    submit = "Save and continue"
    critical = fields.Choices(
        "Is any of this true?",
        required=False,
        options=[(code, one.label) for code, one in MODIFIERS.items() if one.jump],
        help_text="Select all that apply. Any of these makes it critical.",
    )
    more = fields.Choices(
        "What makes it more serious?",
        required=False,
        options=[(code, one.label) for code, one in MODIFIERS.items() if one.step > 0],
        help_text="Select all that apply.",
    )
    less = fields.Choices(
        "What makes it less serious?",
        required=False,
        options=[(code, one.label) for code, one in MODIFIERS.items() if one.step < 0],
        help_text="Select all that apply.",
    )

    @property
    def codes(self) -> list[str]:
        return [code for group in ("critical", "more", "less") for code in self.cleaned_data.get(group) or []]


class SeverityForm(MoveForm):
    submit = "Save and continue"
    severity = fields.Choice("How serious is it?", called="how serious it is", options=[(str(n), SEVERITIES[n]) for n in (1, 2, 3, 4)])
    reason = fields.PlainText(
        "Why?",
        called="your reason",
        least=rules.REASON_LEAST,
        max_length=2000,
        rows=3,
        help_text="Write it as if the person will read it. One sentence is enough.",
    )


class EvidenceForm(MoveForm):
    submit = "Continue"
    how = fields.Choice(
        "Can you capture it?",
        called="whether you can capture it",
        options=[("picture", "Yes, I have a screenshot or another file to add"), ("reason", "No, and I can say why")],
    )
    reason = fields.PlainText(
        "Why can it not be captured?",
        called="why it cannot be captured",
        least=rules.REASON_LEAST,
        max_length=1000,
        rows=3,
        reveal_for=("how", "reason"),
        help_text="For example: it has gone, it is in a private group, or it must not be copied.",
    )


class QuestionsForm(MoveForm):
    """`asked`: which of them the chosen rules bring."""

    submit = "Save and continue"
    policies = fields.Choices(
        "Which other policies would it break offline?", called="which other policies it would break", options=list(RELATED_POLICIES.items())
    )
    protected = fields.YesNo(
        "Could it be whistleblowing, or union activity?",
        unsure=True,
        called="whether it could be whistleblowing or union activity",
        help_text="Then it is protected. Yes or not sure: speak to HR before you decide.",
    )
    source = fields.Choice(
        "How was it found out?", called="how it was found out", options=[(code, *words) for code, words in questions.SOURCES.items()]
    )

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (questions.POLICIES, questions.PROTECTED, questions.SOURCE):
            if name not in asked:
                del self.fields[name]

    @property
    def answers(self) -> dict[str, object]:
        known = (questions.POLICIES, questions.PROTECTED, questions.SOURCE)
        return {name: self.cleaned_data[name] for name in known if name in self.cleaned_data}


class PictureQuestionForm(TmtForm):
    submit = "Continue"
    heading = True
    image = fields.YesNo(
        "Could any part of the picture show a nude, part-nude or sexual image of somebody who is, or looks, under 18?",
        unsure=True,
        called="whether the picture could show somebody under 18 undressed",
        help_text="Answer for everything in it, also what is small or in the background.",
    )


class PictureForm(ChecksPicture, MoveForm):
    submit = "Add the file"
    picture = fields.Upload(
        "Screenshot or other file",
        called="a file",
        accept=ACCEPT,
        max_bytes=settings.EVIDENCE_MAX_VIDEO_BYTES,
        help_text="Best is a screenshot of the whole post with its date and the account. A photo, PDF, saved e-mail, exported chat (text) "
        "or short MP4 video works too.",
    )
    how_seen = fields.Choice("How did you see it?", called="how you saw it", options=list(HOW_CAPTURED.items()))
    visibility = fields.Choice("Who could see it?", called="who could see it", options=list(VISIBILITY.items()))
    address = fields.WebAddresses("Its web address", called="its web address", required=False, most=1, rows=2)


def _option(clause) -> tuple[str, str, str]:
    """A rule with how serious it usually is; one that is only advised says so."""
    usual = SEVERITIES[clause.default_severity] if clause.default_severity else "Advice: opens no case on its own"
    return clause.code, f"{clause.ref}: {clause.label}", usual
