"""What all questions share."""

from django import forms
from django.core.exceptions import ValidationError

from foundation.face import words
from foundation.face.widgets import Twice


class Question(forms.Field):
    """What all questions share.

    `label`: the question as shown. `called`: its name inside a sentence ("the date you saw it"). `missing`: the
    sentence for no answer. `reveal_for`: (other field, value) under whose choice this one is shown.
    """

    verb = "Enter"
    nothing = type(None)  # what stands for no answer, made afresh by calling it

    def __init__(self, label="", *, called="", missing="", reveal_for=None, **options):
        self.called = called or (f"{label[:1].lower()}{label[1:]}" if label and not label.endswith("?") else "your answer")
        self.reveal_for = reveal_for
        options.setdefault("error_messages", {}).setdefault("required", missing or f"{self.verb} {self.called}")
        super().__init__(label=label, label_suffix="", **options)

    def refuse(self, said, code="invalid", **params):
        """A ValidationError that starts with the question's name: "The date you saw it must be …"."""
        raise ValidationError(f"{words.capital(self.called)} {said}", code=code, params=params or None)

    def text(self, value):
        """One value as clean text; "" when nothing in it can be seen."""
        if value is None:
            return ""
        if isinstance(value, Twice):
            raise ValidationError(f"{self.verb} {self.called} once", code="twice")
        try:
            said = words.clean(str(value))
        except ValueError as hidden:
            raise ValidationError(str(hidden), code="hidden") from None
        return "" if words.is_blank(said) else said
