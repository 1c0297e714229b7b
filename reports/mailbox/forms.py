"""One small form for each thing that can be written."""

from uuid import UUID

from django import forms
from django.conf import settings

from foundation.evidence.rules import ACCEPT, HOW_CAPTURED, VISIBILITY
from foundation.face import fields, widgets
from foundation.face.forms import MoveForm, Once, TmtForm, Versioned
from reports.intake.forms import ChecksPicture, NoPasswords

from .rules import LONGEST

_HOW = "The reporter sees your name beside it. Write nothing about what may be decided, and no name they did not give you."


class ShownQuestion(forms.Field):
    """The question the page showed, as its uuid; None where it showed none. Nobody can answer it wrongly, so it never shows an error."""

    widget = widgets.Hidden

    def to_python(self, value):
        try:
            return UUID(str(value))
        except ValueError:
            return None


class LetterForm(MoveForm):
    """To the reporter, seen as they will see it before it goes."""

    submit = "See it as the reporter will"
    words = fields.PlainText("What do you want to write?", called="your message", max_length=LONGEST, rows=7, help_text=_HOW)


class QuestionForm(LetterForm):
    words = fields.PlainText("What do you want to ask?", called="your question", max_length=LONGEST, rows=7, help_text=_HOW)


class NoteForm(NoPasswords, Once, TmtForm):
    submit = "Keep the note"
    words = fields.PlainText(
        "Your note",
        called="your note",
        max_length=LONGEST,
        rows=5,
        help_text="For those who triage this report. The reporter never sees it. By law the person it is about may ask for it.",
    )


class ReceiveForm(Once, Versioned, TmtForm):
    submit = "Say that I have read it"


class GoOnForm(Once, Versioned, TmtForm):
    submit = "Go on without an answer"


class AnswersQuestion(forms.Form):
    """Mixin for a TmtForm. `asked`: the question the page showed."""

    asked = ShownQuestion(required=False)

    def overtaken(self, sentence: str, question: UUID | None) -> None:
        """A question has come in since the page was made: say so, and let the next submit answer that."""
        self.data = self.data.copy()
        self.data[self.add_prefix("asked")] = str(question or "")
        self.refuse(sentence)


class WriteBackForm(NoPasswords, AnswersQuestion, Once, TmtForm):
    """What the reporter answers or adds."""

    submit = "Send it"
    words = fields.PlainText(
        "What do you want to add?",
        called="your words",
        max_length=LONGEST,
        rows=7,
        help_text="Write what you know, in your own words. Write no passwords.",
    )

    def __init__(self, *args, question=None, **kwargs):
        super().__init__(*args, **kwargs, initial={"asked": question or ""})
        if question:
            self.fields["words"].label, self.fields["words"].called = "Your answer", "your answer"


class WithdrawForm(NoPasswords, Once, TmtForm):
    """The reporter takes their report back."""

    submit = "Take it back"
    submit_kind = "warning"
    words = fields.PlainText(
        "Do you want to say why?",
        called="your reason",
        max_length=LONGEST,
        rows=4,
        required=False,
        help_text="You need not. Whoever looks at your report reads it.",
    )


class FileQuestionForm(Once, TmtForm):
    """Before any upload is shown (DOMAIN 4.2)."""

    submit = "Continue"
    heading = True
    image = fields.YesNo(
        "Could any part of your file show a nude, part-nude or sexual image of somebody who is, or looks, under 18?",
        unsure=True,
        called="whether your file could show somebody under 18 undressed",
        help_text="Drawings and computer-made pictures count. Do not look again to find out.",
    )


class FileForm(ChecksPicture, NoPasswords, AnswersQuestion, Once, TmtForm):
    submit = "Add the file"
    said_no = forms.CharField(widget=widgets.Hidden, initial="1")
    picture = fields.Upload(
        "Screenshot or other file",
        called="a file",
        accept=ACCEPT,
        max_bytes=settings.EVIDENCE_MAX_VIDEO_BYTES,
        help_text="A screenshot of the whole post is best. A photo, PDF, saved e-mail, exported chat or short MP4 works too.",
    )
    how_seen = fields.Choice("How did you see it?", called="how you saw it", options=list(HOW_CAPTURED.items()))
    visibility = fields.Choice("Who could see it?", called="who could see it", options=list(VISIBILITY.items()))
    words = fields.PlainText(
        "Do you want to say anything about it?", called="your words", max_length=LONGEST, rows=3, required=False,
        help_text="You need not. Write no passwords.",
    )  # fmt: skip
