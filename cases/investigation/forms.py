"""The questions of an investigation, one small form a page."""

from cases.casefile import rules as case_rules
from cases.casefile.forms import Conflict, OpenForm
from foundation.face import fields
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from reports.intake.forms import NoPasswords

from . import rules


class AppointForm(MoveForm):
    submit = "Ask this person"
    who = fields.SearchSelect(
        "Who do you ask?",
        called="somebody",
        options=[],
        help_text="Nobody from this list has a part in the case, manages the person concerned, or is close to them.",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = people


class AnswerForm(NoPasswords, Once, Conflict, TmtForm):
    submit = "Send my answer"
    answer = fields.Choice(
        "Can you investigate this?",
        called="whether you can investigate this",
        options=[(rules.ACCEPTED, "Yes, I will investigate"), (rules.DECLINED, "No", "Somebody else is asked. You need not say why.")],
    )
    field_order = ("conflict", "conflict_words", "answer")

    def __init__(self, *args, held=False, **kwargs):
        super().__init__(*args, **kwargs)
        if held:  # nobody learns more while the case waits; whoever cannot says so
            self.fields["answer"].options = self.fields["answer"].options[1:]


class ProgressForm(MoveForm):
    submit = "See it as they will"
    words = fields.PlainText(
        "How far is it?",
        called="how far it is",
        max_length=2000,
        rows=5,
        help_text="For example that people are being spoken to, and about when it will end. Nothing of what was found, and no names.",
    )


class StartForm(MoveForm):
    submit = "Start the investigation"
    terms = fields.PlainText(
        "Terms of reference",
        called="the terms of reference",
        max_length=4000,
        rows=6,
        help_text="What is to be found out, what is not, and by when you need it.",
    )
    later = fields.PlainText("Why is the person told later?", called="why the person is told later", max_length=1000, rows=3)

    def __init__(self, *args, told, **kwargs):
        super().__init__(*args, **kwargs)
        if told:
            del self.fields["later"]


class FindingForm(MoveForm):
    submit = "Save this finding"
    finding = fields.Choice(
        "What do you find, on the balance of probabilities?", called="what you find", options=list(case_rules.FINDINGS.items())
    )
    reason = fields.PlainText(
        "Why? Name the evidence you rely on.",
        called="the reason",
        least=case_rules.LEAST_REASON,
        max_length=4000,
        rows=6,
        help_text=f"At least {case_rules.LEAST_REASON} characters.",
    )


class ReportForm(MoveForm):
    submit = "Hand in the report"
    heard = fields.Choice(
        "Has the person the report is about been heard?", called="whether they have been heard", options=list(rules.HEARD.items())
    )
    summary = fields.PlainText("Summary for the person who decides", called="the summary", max_length=8000, rows=10)


class RelieveForm(MoveForm):
    submit = "End their part"
    submit_kind = "warning"
    reason = fields.PlainText(
        "Why can they not go on?",
        called="why they cannot go on",
        least=case_rules.LEAST_REASON,
        max_length=2000,
        rows=3,
        help_text="For example a long illness. If they have a conflict of interest, they step back themselves.",
    )


class DiscontinueForm(MoveForm):
    submit = "End it early"
    submit_kind = "warning"
    reason = fields.PlainText(
        "Why does it end without a report?",
        called="the reason",
        least=case_rules.LEAST_REASON,
        max_length=4000,
        rows=5,
        help_text="What was found so far stays with the case, and you decide on it.",
    )


class ReturnForm(MoveForm):
    submit = "Give it back"
    reason = fields.PlainText(
        "What is still to be found out?", called="what is still to be found out", least=case_rules.LEAST_REASON, max_length=4000, rows=5
    )


class JoinForm(Versioned, OpenForm):
    """As for opening a case, for a report that is added to one."""

    submit = "Add it to the case"
    scope = fields.PlainText(
        "What is the case to look into besides?",
        called="what the case is to look into besides",
        max_length=2000,
        rows=4,
        help_text="It is written beneath what the case looks into already. Write as if the person the report is about will read it.",
    )
