"""A question answered with a file."""

from django import forms
from django.core.exceptions import ValidationError

from foundation.face.fields.question import Question


def _size(most: int) -> str:
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"


class Upload(forms.FileField, Question):
    """One file. `accept`: media types offered by the browser; what the file really is, the evidence room finds out."""

    verb = "Choose"

    def __init__(self, label="", *, accept="", max_bytes=10 * 1024 * 1024, **options):
        self.max_bytes = max_bytes
        super().__init__(label=label, widget=forms.FileInput(attrs={"accept": accept} if accept else {}), **options)
        self.error_messages |= {
            "invalid": self.error_messages["required"], "missing": self.error_messages["required"],
            "empty": "The file is empty. Choose another one", "contradiction": self.error_messages["required"],
        }

    def to_python(self, data):
        file = super().to_python(data)
        if file and file.size > self.max_bytes:
            raise ValidationError(f"The file must be smaller than {_size(self.max_bytes)}", code="too_big")
        return file
