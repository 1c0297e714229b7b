"""What an event says on a timeline: one sentence from the template of its room; what has no template is not shown."""

from functools import cache

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

# the rest is bookkeeping of the rooms below
SHOWN = ("case.", "removal.", "coop.", "disciplinary.", "access.", "deadline.extended", "deadline.waived")


def sentence(event) -> str:
    """The wording of one event, "" for one that is not told to people."""
    if not event.action.startswith(SHOWN) or (template := _template(event.action)) is None:
        return ""
    return template.render({"event": event, "ids": event.ids, "reason": event.reason}).strip()


@cache
def _template(action: str):
    try:
        return get_template(f"events/{action}.txt")
    except TemplateDoesNotExist:
        return None
