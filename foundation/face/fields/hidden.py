"""What a form carries without asking. Neither can be answered wrongly by a person, so neither ever shows an error."""

import re
from uuid import UUID, uuid4

from django import forms

from foundation.face import widgets


class OnceKey(forms.Field):
    """The key that makes a second submit harmless: always a UUID. For a missing or spoilt one stands a fresh one; the form says so."""

    widget = widgets.Once

    def __init__(self, **options):
        super().__init__(required=False, initial=uuid4, **options)

    def to_python(self, value):
        return UUID(str(value)) if value else uuid4()


class Mark(forms.Field):
    """What stands for all that the page showed, where no row counts versions; "", which stands for nothing, when it is missing."""

    widget = widgets.Hidden

    def __init__(self, **options):
        super().__init__(required=False, **options)

    def to_python(self, value):
        return str(value or "")

    def has_changed(self, initial, data):
        """It is no answer of anybody's."""
        return False


class Version(Mark):
    """The version of the row the page was made from; -1, which no row has, when it is missing or spoilt: then the page is stale."""

    def to_python(self, value):
        return int(value) if re.fullmatch("[0-9]{1,9}", str(value)) else -1
