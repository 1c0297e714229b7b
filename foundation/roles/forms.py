"""Who is to have which role; agreeing, refusing, taking back; the last day of one."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm
from foundation.people.selectors import academies, person_called

from . import rules

TRUST = "trust"


class WhoField(fields.Line):
    """Somebody by e-mail or staff id: a list of everybody would be too long to search, and a name is not one person. A Person."""

    def clean(self, value):
        said = super().clean(value)
        found = person_called(said)
        if said and found is None:
            self.refuse("is nobody’s e-mail address or staff id here. People come in with the list of staff")
        return found


class NewForm(Once, TmtForm):
    submit = "Continue"
    who = WhoField("Who is it for?", called="who it is for", max_length=254, help_text="Their e-mail address, or their staff id.")
    what = fields.SearchSelect("Which role?", called="the role", empty="Choose a role", options=rules.offered())
    where = fields.SearchSelect("Where?", called="where", empty="Choose an academy, or the trust")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {one.code: one for one in academies()} | {TRUST: None}
        self.fields["where"].options = [(code, one.name if one else "The trust") for code, one in self.places.items()]

    def clean(self):
        said = super().clean()
        role, where = said.get("what"), said.get("where")
        if role and where and (wrong := rules.misplaced(role, at_the_trust=where == TRUST)):
            self.add_error("where", wrong)
        return said

    @property
    def chosen(self) -> tuple:
        """(person, role, academy or None)."""
        return self.cleaned_data["who"], self.cleaned_data["what"], self.places[self.cleaned_data["where"]]


class AgreeForm(Once, TmtForm):
    submit = "Agree"


class AgreeToRoleForm(AgreeForm):
    """`stands`: the mark of whom it is for as the page shows them; agreed is to that and to nothing else."""

    version = fields.Mark()

    def __init__(self, *args, stands: str, **kwargs):
        super().__init__(*args, initial={"version": stands}, **kwargs)
        self.stands = stands

    @property
    def overtaken(self) -> bool:
        return self.cleaned_data["version"] != self.stands


class AgreeManyForm(Once, TmtForm):
    submit = "Agree to these"
    which = fields.Choices("Which do you agree to?", called="what you agree to")

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["which"].options = offered


class RefuseForm(Once, TmtForm):
    submit = "Refuse"
    submit_kind = "warning"


class StopForm(Once, TmtForm):
    submit = "Take it back"
    submit_kind = "warning"


class EndForm(Once, TmtForm):
    submit = "End the role"
    submit_kind = "warning"
    how = fields.Choice(
        "When does it end?", called="when it ends", options=[("now", "Now"), ("later", "At the end of a day")],
    )
    last = fields.DateParts("The last day with the role", called="the last day", future=True, reveal_for=("how", "later"))
