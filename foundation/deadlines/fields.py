"""The column that holds a clock's terms."""

from django.db import models

from .rules.terms import Terms


class TermsField(models.CharField):
    """Terms as canonical JSON: codes and numbers of this house, nothing anybody typed. Equal texts are one object in memory."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 2000
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return None if value is None else Terms.from_text(value)

    def to_python(self, value):
        return Terms.from_text(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return value.as_text() if isinstance(value, Terms) else value
