"""Controls that survive whatever a browser, or something that is not a browser, sends."""

from uuid import UUID, uuid4

from django import forms


class Twice(str):
    """The last of several values sent for a control that holds one; the field refuses it and shows it again."""


def _said(value):
    """One value as text that can be shown again: no half surrogate pair may break the page's encoding."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def sent(data, name):
    """Every value sent under a name, as text: none, one, several, or a list where one was asked for."""
    values = data.getlist(name) if hasattr(data, "getlist") else data.get(name)
    if values is None:
        return []
    return [_said(value) for value in (values if isinstance(values, list | tuple) else [values])]


def only(data, name):
    """The one value sent under a name: None, text, or `Twice`."""
    values = sent(data, name)
    if not values:
        return None
    return values[0] if len(values) == 1 else Twice(values[-1])


class _One:
    def value_from_datadict(self, data, files, name):
        return only(data, name)


class Line(_One, forms.TextInput):
    pass


class Text(_One, forms.Textarea):
    pass


class Radios(_One, forms.RadioSelect):
    pass


class Select(_One, forms.Select):
    pass


class Checkboxes(forms.CheckboxSelectMultiple):
    def value_from_datadict(self, data, files, name):
        return list(dict.fromkeys(sent(data, name)))


class Date(forms.Widget):
    """Day, month and year in three boxes named `<name>_day` and so on; its value is the three texts, or None when nothing came."""

    template_name = "tmt/date.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}_{part}" not in data for part in self.parts)

    def value_from_datadict(self, data, files, name):
        values = [only(data, f"{name}_{part}") for part in self.parts]
        return None if values == [None, None, None] else [value or "" for value in values]

    def format_value(self, value):
        if value is None:
            return ["", "", ""]
        return list(value) if isinstance(value, list | tuple) else [value.day, value.month, value.year]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        wrong = (attrs or {}).get("wrong", ())
        texts = self.format_value(value)
        context["parts"] = [
            {"part": part, "label": part.capitalize(), "value": text, "wrong": part in wrong, "wide": part == "year"}
            for part, text in zip(self.parts, texts, strict=True)
        ]
        return context


def key_in(data, name):
    """The one-time key sent under a name; "" where none was, or something that is not one."""
    try:
        return str(UUID(only(data, name) or ""))
    except ValueError:
        return ""


class Once(forms.HiddenInput):
    """A key that makes a double submit harmless; anything that is not one is replaced by a fresh one."""

    def value_from_datadict(self, data, files, name):
        return key_in(data, name) or str(uuid4())


class Hidden(_One, forms.HiddenInput):
    pass
