"""The questions a form can ask. Whatever is sent, the answer is a clean value or one plain sentence, never an exception."""

from foundation.face.fields.choices import Choice, Choices, Confirm, SearchSelect, YesNo
from foundation.face.fields.dates import DateParts, TimeOfDay
from foundation.face.fields.files import Upload
from foundation.face.fields.hidden import Mark, OnceKey, Version
from foundation.face.fields.question import Question
from foundation.face.fields.typed import Email, Line, Number, PlainText, WebAddress, WebAddresses

__all__ = [
    "Choice", "Choices", "Confirm", "DateParts", "Email", "Line", "Mark", "Number", "OnceKey", "PlainText", "Question",
    "SearchSelect", "TimeOfDay", "Upload", "Version", "WebAddress", "WebAddresses", "YesNo",
]
