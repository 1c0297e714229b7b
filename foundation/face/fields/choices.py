"""Questions answered by choosing."""

from django import forms
from django.core.exceptions import ValidationError

from foundation.face import widgets
from foundation.face.fields.question import Question
from foundation.face.widgets import Twice


class Offers(Question):
    """`options`: (value, label) or (value, label, hint); may be set again on a form's own field. Values come back as text."""

    verb = "Select"

    def __init__(self, label="", *, options=(), or_before="", **others):
        self.or_before = or_before
        super().__init__(label, **others)
        wrong = f"Select {self.called} from the list"
        self.error_messages |= {"invalid_choice": wrong, "invalid_list": wrong}
        self.options = options

    @property
    def options(self):
        return self._options

    @options.setter
    def options(self, options):
        self._options = [tuple(map(str, option)) for option in options]
        self.hints = {option[0]: option[2] for option in self._options if len(option) > 2}
        self.choices = self.blank() + [option[:2] for option in self._options]

    def blank(self):
        return []


class Choice(Offers, forms.ChoiceField):
    """One of a few, as radio buttons. `or_before`: the value that is set apart by an "or"."""

    widget = widgets.Radios
    nothing = str

    def to_python(self, value):
        if isinstance(value, Twice):
            raise ValidationError(f"Select {self.called} once", code="twice")
        return super().to_python(value)


def _say(called):
    return f"Say {called}" if called.startswith("whether ") else ""


class YesNo(Choice):
    """ "yes" or "no"; with `unsure=True` also "unsure". `called` ("whether …") tells two of them on one page apart."""

    def __init__(self, label="", *, yes="Yes", no="No", unsure=False, **others):
        options = [("yes", yes), ("no", no)] + ([("unsure", "I am not sure" if unsure is True else unsure)] if unsure else [])
        either = "Select yes or no" + (", or say that you are not sure" if unsure else "")
        others.setdefault("missing", _say(others.get("called", "")) or either)
        super().__init__(label, options=options, **others)
        self.error_messages["invalid_choice"] = self.error_messages["required"]


class SearchSelect(Choice):
    """One of many, as a select: typing finds the entry, with no script. `groups`: (heading, options) instead of `options`."""

    widget = widgets.Select

    def __init__(self, label="", *, empty="Choose one", groups=(), **others):
        self.empty = empty
        super().__init__(label, **others)
        if groups:
            self.groups = groups

    def blank(self):
        return [("", self.empty)]

    @property
    def groups(self):
        return self._groups

    @groups.setter
    def groups(self, groups):
        self._groups = [(heading, [(str(value), label) for value, label in options]) for heading, options in groups]
        self.choices = self.blank() + self._groups


class Choices(Offers, forms.MultipleChoiceField):
    """Any of a few, as check boxes; a list. `none`: (value, label) of an answer that excludes the others and comes back as []."""

    widget = widgets.Checkboxes
    nothing = list

    def __init__(self, label="", *, none=(), options=(), **others):
        self.none = tuple(none)
        if none:
            others.setdefault("or_before", none[0])
        super().__init__(label, options=options, **others)

    @Offers.options.setter
    def options(self, options):
        Offers.options.fset(self, [*options, self.none] if self.none else options)

    def clean(self, value):
        chosen = super().clean(value)
        if not self.none or self.none[0] not in chosen:
            return chosen
        if len(chosen) > 1:
            raise ValidationError(f"Select {self.called}, or select “{self.none[1]}”, not both", code="both")
        return []


class Confirm(Question, forms.BooleanField):
    """One box to tick; True."""

    nothing = bool

    def __init__(self, label="", *, missing="", **others):
        super().__init__(label, missing=missing or "Tick the box to confirm this", **others)
