"""When somebody is away, and who stands in."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm

_NOBODY = ("", "Nobody: whoever else is there does it")


class AwayForm(Once, TmtForm):
    submit = "Save"
    first = fields.DateParts("First day away", called="the first day away")
    last = fields.DateParts("Last day away", called="the last day away", future=True)
    deputy = fields.SearchSelect(
        "Who stands in? (optional)",
        called="who stands in",
        required=False,
        empty=_NOBODY[1],
        help_text="Only people who can already do all of it are in this list. Anybody else needs a role first, which takes two people.",
    )

    def __init__(self, *args, deputies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].options = [(one.uuid, one.name) for one in deputies]


class AwayForOthersForm(AwayForm):
    """The head says it of somebody; who may stand in follows from who that is."""

    field_order = ("who", "first", "last", "deputy")
    who = fields.SearchSelect("Who is away?", called="who is away", empty="Choose a person")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].options = [(one.uuid, one.name) for one in people]


class NightForm(Once, TmtForm):
    submit = "Save"
    name = fields.Line("Who is it?", called="who it is", required=False, max_length=80, help_text="Leave both empty to name nobody.")
    phone = fields.Line("Phone number", called="the phone number", required=False, max_length=20, help_text="Digits and spaces.")


class BackForm(Once, TmtForm):
    submit = "They are here"
