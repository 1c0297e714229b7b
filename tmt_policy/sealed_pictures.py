"""What evidence asks of the rooms above: whom "This may show a child" tells, which page an exhibit belongs to, what the police said."""

from datetime import datetime

from django.urls import reverse

from foundation.dossiers.routing import plan
from foundation.dossiers.selectors import dossiers_for, own_for
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import advice
from foundation.face import fields
from foundation.face.forms import Once, TmtForm
from foundation.people.models import Person
from foundation.people.rules import Nobody
from reports.intake.forms import NoPasswords
from reports.intake.selectors import safeguarding_reader
from reports.intake.services.alerting import alert_sealed, warn


def tell(exhibit: Exhibit, *, by: Person | Nobody, at: datetime) -> None:
    """Queue the message to the safeguarding lead who is nobody's side in this (DESIGN 6). A report routes it itself, drafts too."""
    dossier = exhibit.dossier
    if dossier.kind == "report":
        alert_sealed(exhibit, by=by, at=at)
        return
    reader = safeguarding_reader(dossier, plan(dossier, at, minimum=dossier.tier), at)
    people = reader.people if reader else ()
    warn(people, dossier=dossier, about=dossier.uuid, reference=dossier.case.reference, path="/", by=by, at=at)


def back(exhibit: Exhibit, person: Person, at: datetime) -> str:
    """The page of the report or case an exhibit belongs to, as this person sees it; the first page for whom it was only shown to."""
    thing = getattr(exhibit.dossier, exhibit.dossier.kind, None)
    if thing is None:
        return reverse("home")
    for right, page in (("report.read", "triage:report"), ("case.read", "cases:case")):
        if thing.noun == right.split(".")[0] and dossiers_for(person, at, right).filter(pk=thing.dossier_id).exists():
            return reverse(page, args=[thing.reference])
    own = thing.noun == "report" and own_for(person).filter(pk=thing.dossier_id).exists()
    return reverse("reports:own", args=[thing.reference]) if own else reverse("home")


class PoliceForm(NoPasswords, Once, TmtForm):
    submit = "Save what they said"
    decision = fields.Choice(
        "What did they say about it?",
        called="what the police said",
        options=[(code, label, hint) for code, (label, hint) in advice.DECISIONS.items()],
    )
    spoken_with = fields.Line("Whom did you speak to?", called="whom you spoke to", max_length=150, help_text="Name, number and force.")
    reference = fields.Line("Their reference", called="the reference of the police", max_length=100)
    day = fields.DateParts("On which day?", called="the day you spoke to them", past=True)
    time = fields.TimeOfDay("At what time?", called="the time you spoke to them", help_text="For example 10:30am or 15:00.")
    words = fields.PlainText(
        "What exactly did they say?",
        called="what they said",
        least=advice.WORDS_LEAST,
        max_length=4000,
        rows=5,
        help_text=f"At least {advice.WORDS_LEAST} characters. Do not describe the picture.",
    )


GIVEN = {"alert": tell, "back": back, "police_form": PoliceForm}
