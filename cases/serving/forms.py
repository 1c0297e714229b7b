"""How it was served, what became of it, and the code of somebody who cannot sign in."""

from django import forms

from foundation.face import fields, when
from foundation.face.forms import MoveForm, TmtForm

from . import rules


class ServeForm(MoveForm):
    submit = "Record this"
    way = fields.Choice("How was it served?", called="how it was served", options=[(way, *said) for way, said in rules.WAYS.items()])
    day = fields.DateParts("On which day was it posted, handed over or sent?", called="the day", past=True)
    time = fields.TimeOfDay("At what time?", called="the time", help_text="For example 10:30am or 15:00.")
    proof = fields.PlainText(
        "How can that be proved?",
        called="how that can be proved",
        least=rules.LEAST_PROOF,
        max_length=500,
        rows=3,
        help_text="Who handed it over and who saw it, the number of recorded delivery, or how you gave them the code. Not the code itself.",
    )
    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


def sending(cleaned: dict) -> dict[str, object]:
    """The arguments of `serve`."""
    return {"way": cleaned["way"], "sent_at": when.at(cleaned["day"], cleaned["time"]), "proof": cleaned["proof"], "code": cleaned["code"]}


class FateForm(MoveForm):
    submit = "Record this"
    fate = fields.Choice("What became of it?", called="what became of it", options=list(rules.FATES.items()))
    day = fields.DateParts(
        "On which day did it come?", called="the day it came", past=True, required=False, reveal_for=("fate", rules.ARRIVED)
    )
    time = fields.TimeOfDay("At what time?", called="the time it came", required=False, reveal_for=("fate", rules.ARRIVED))
    proof = fields.PlainText("How do you know?", called="how you know", least=rules.LEAST_PROOF, max_length=500, rows=3)


def fate(cleaned: dict) -> dict[str, object]:
    """The arguments of `record_fate`."""
    came = when.at(cleaned["day"], cleaned["time"]) if cleaned["day"] and cleaned["time"] else None
    return {"fate": cleaned["fate"], "arrived_at": came, "proof": cleaned["proof"]}


class CodeForm(TmtForm):
    submit = "Open the letter"
    code = fields.Line("Code", called="the code", max_length=40, help_text="For example, K7QM-2XPT-9RWD-HB4C")
