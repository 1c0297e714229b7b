"""What the form pack asks of a bound field."""

from dataclasses import dataclass

from django import forms, template

from foundation.face import widgets

register = template.Library()
KINDS = (  # the order matters: a group of check boxes is a kind of radio group to Django
    (forms.CheckboxSelectMultiple, "checkboxes"), (forms.RadioSelect, "radios"), (forms.CheckboxInput, "checkbox"), (widgets.Date, "date"),
    (forms.Select, "select"), (forms.Textarea, "textarea"), (forms.PasswordInput, "password"), (forms.FileInput, "file-upload"),
)
CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea", "file-upload": "govuk-file-upload",
           "password": "govuk-input govuk-password-input__input govuk-js-password-input-input"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One radio button or check box."""

    id: str
    value: str
    label: str
    hint: str
    checked: bool
    apart: bool
    reveals: list


@register.filter
def widget_kind(bound):
    return next((kind for widget, kind in KINDS if isinstance(bound.field.widget, widget)), "input")


@register.filter
def character_limit(bound):
    """Characters to count down from; 0 for none."""
    lines = getattr(bound.field, "lines", False) and getattr(bound.field, "counted", True)
    return bound.field.max_length if lines else 0


@register.filter
def described_by(bound):
    """The ids of hint, error and count, in the order they are read."""
    shown = [("_helptext", bound.help_text), ("_error", bound.errors), ("-info", character_limit(bound))]
    return " ".join(f"{bound.auto_id}{end}" for end, there in shown if there)


def wrong_parts(bound):
    """Which boxes of a date its error is about; all of them when it does not say."""
    error = bound.form.errors.as_data().get(bound.name)
    return (error[0].params or {}).get("parts", widgets.Date.parts) if error else ()


@register.filter
def control(bound):
    """The control itself, with the pack's classes and what it is described by."""
    kind = widget_kind(bound)
    if kind == "date":
        return bound.as_widget(attrs={"wrong": wrong_parts(bound)})
    own = bound.field.widget.attrs
    classes = [CLASSES.get(kind, "govuk-input"), own.get("class", "")]
    if bound.errors:
        classes.append(f"{classes[0].split()[0]}--error")
    if character_limit(bound):
        classes.append("govuk-js-character-count")
    attrs = {"class": " ".join(filter(None, classes))}
    if own.get("placeholder"):
        attrs["placeholder"] = False  # a label says it, and stays
    if described := described_by(bound):
        attrs["aria-describedby"] = described
    if kind == "password":
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    return bound.as_widget(attrs=attrs)


@register.filter
def offers(bound):
    """The radio buttons or check boxes of a question, each with the questions it reveals."""
    field = bound.field
    hints, apart = getattr(field, "hints", {}), getattr(field, "or_before", "")
    revealed = {}
    for other in bound.form:
        owner, value = getattr(other.field, "reveal_for", None) or ("", "")
        if owner == bound.name:
            revealed.setdefault(value, []).append(other)
    options = list(bound.subwidgets)
    apart = apart if len(options) > 1 else ""  # an only answer is set apart from nothing
    return [_offer(option, hints, apart, revealed) for option in options]


def _offer(option, hints, apart, revealed):
    value = str(option.data["value"])
    shows = revealed.get(value, [])
    return Offer(option.id_for_label, value, option.choice_label, hints.get(value, ""), option.data["selected"], apart == value, shows)


@register.filter
def first_control_id(bound):
    """Where a link of the error summary lands: a control that is really there."""
    kind = widget_kind(bound)
    if kind == "date":
        return f"{bound.auto_id}_{(wrong_parts(bound) or widgets.Date.parts)[0]}"
    if kind in ("radios", "checkboxes") and bound.subwidgets:
        return bound.subwidgets[0].id_for_label
    return bound.id_for_label or bound.auto_id


@register.filter
def is_heading(bound):
    """Whether this question is the page's heading."""
    return getattr(bound.form, "heading", False) and bound.name == bound.form.first_question


@register.filter
def is_revealed(bound):
    """Whether this question is drawn under the choice that reveals it."""
    return bool(getattr(bound.field, "reveal_for", None))
