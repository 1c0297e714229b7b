"""What of somebody's sign-in is to change."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from foundation.face import fields
from foundation.face.forms import Once, TmtForm

from . import rules


class AddressField(fields.Line):
    """An e-mail address, in small letters as the directory keeps it."""

    def clean(self, value):
        said = super().clean(value).lower()
        try:
            if said:
                validate_email(said)
        except ValidationError:
            self.refuse("has to be an address like name@trust.example")
        return said


class NewForm(Once, TmtForm):
    submit = "Ask for it"
    what = fields.Choice(
        "What is to change?", called="what is to change", options=[(what, rules.WHAT[what], rules.MEANS[what]) for what in rules.WHAT],
    )
    address = AddressField("The new e-mail address", called="the new e-mail address", max_length=254, reveal_for=("what", rules.ADDRESS))
