"""An academy's facts, whom pages name to call, and the word that reports may come."""

from foundation.face import fields
from foundation.face.forms import Once, TmtForm, Versioned
from foundation.people.academy_file import LONGEST


class LocalForm(Versioned, Once, TmtForm):
    """What a head says of their own academy."""

    submit = "Save"
    lado_contact = fields.Line(
        "Whom does the academy call at the local authority about an adult who may have harmed a child?",
        called="whom the academy calls at the local authority",
        required=False,
        max_length=LONGEST["lado_contact"],
        help_text="The designated officer (LADO): name or team, phone number, e-mail. It stands on pages for whoever triages.",
    )


class AcademyForm(LocalForm):
    field_order = ("name", "local_authority", "lado_contact", "headcount", "urn")
    name = fields.Line("Name", called="the name", max_length=LONGEST["name"])
    local_authority = fields.Line("Local authority", called="the local authority", max_length=LONGEST["local_authority"])
    headcount = fields.Number(
        "How many people work there?", called="how many people work there", required=False, least=0, most=9_999,
        help_text="Figures for governors are published for small academies together, so that nobody can be recognised.",
    )
    urn = fields.Line("URN", called="the URN", required=False, max_length=LONGEST["urn"], width=10, inputmode="numeric",
                      help_text="The Department for Education’s number, six digits.")

    def clean_urn(self):
        said = self.cleaned_data["urn"]
        if said and not (said.isascii() and said.isdigit() and len(said) == LONGEST["urn"]):
            self.refuse("A URN has six digits", "urn")
        return said

    def clean_headcount(self):
        return self.cleaned_data["headcount"] or 0


class ContactForm(Versioned, Once, TmtForm):
    submit = "Save"
    name = fields.Line("Who is it?", called="who it is", required=False, max_length=80, help_text="Leave both empty to name nobody.")
    phone = fields.Line("Phone number", called="the phone number", required=False, max_length=20, help_text="Digits and spaces.")


class OpenForm(Once, TmtForm):
    submit = "Take reports from now on"
