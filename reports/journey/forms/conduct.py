"""Whose conduct it is: chosen from the people of the trust, or typed by somebody who does not sign in."""

from foundation.dossiers.rules import PARENT, PUPIL, STAFF, UNKNOWN
from foundation.face import fields
from reports.intake.forms import NoPasswords
from reports.intake.rules import Named

from .beginning import StepForm


class ConductForm(NoPasswords, StepForm):
    who = fields.Choices(
        "Who was it?", help_text="Select all that apply.", missing="Select whose conduct this is about, or that you do not know"
    )
    colleague_1 = fields.SearchSelect("Their name", called="a name", reveal_for=("who", "colleague"))
    colleague_2 = fields.SearchSelect(
        "A second person, if there is one", required=False, reveal_for=("who", "colleague"), empty="Nobody else"
    )
    colleague_3 = fields.SearchSelect(
        "A third person, if there is one", required=False, reveal_for=("who", "colleague"), empty="Nobody else"
    )
    elsewhere_1 = fields.SearchSelect("Their name", called="a name", reveal_for=("who", "elsewhere"))
    elsewhere_2 = fields.SearchSelect(
        "A second person, if there is one", required=False, reveal_for=("who", "elsewhere"), empty="Nobody else"
    )
    parent_name = fields.Line(
        "Their name, if you know it", called="the parent's name", max_length=120, required=False, reveal_for=("who", "parent")
    )
    pupil_name = fields.Line(
        "Their name, if you know it", called="the pupil's name", max_length=120, required=False, reveal_for=("who", "pupil")
    )
    behalf = fields.Choice(
        "Are you passing this on for somebody else?",
        missing="Select whether you are passing this on for somebody else",
        options=[
            ("own", "No, I am reporting it myself"),
            ("parent", "Yes, for a parent or carer"),
            ("pupil", "Yes, for a pupil"),
            ("public", "Yes, for somebody else outside the trust"),
        ],
    )

    def prepare(self, draft):
        own, elsewhere = draft.directory
        place = f"at {draft.person.academy.name}" if draft.person.academy else "in the trust's office"
        offers = [("colleague", f"Somebody who works {place}")] if own else []
        offers += [("elsewhere", "Somebody elsewhere in the trust, or who has left")] if elsewhere else []
        self.fields["who"].options = [
            *offers,
            ("me", "Me"),
            ("parent", "A parent or carer"),
            ("pupil", "A pupil"),
            ("unknown", "I do not know who it is"),
        ]
        for name in ("colleague_1", "colleague_2", "colleague_3"):
            self.fields[name].options = [(one.uuid, _called(one)) for one in own]
        for name in ("elsewhere_1", "elsewhere_2"):
            self.fields[name].groups = [(heading, [(one.uuid, _called(one)) for one in people]) for heading, people in elsewhere]

    def clean(self):
        cleaned = super().clean()
        cleaned["subjects"] = list(dict.fromkeys(self._subjects(cleaned)))
        return cleaned

    def _subjects(self, cleaned):
        chosen = [cleaned.get(name) for name in ("colleague_1", "colleague_2", "colleague_3", "elsewhere_1", "elsewhere_2")]
        yield from (Named(STAFF, person) for person in chosen if person)
        who = cleaned.get("who") or []
        if "me" in who:
            yield Named(STAFF, str(self.draft.person.uuid))
        yield from (Named(kind, name=cleaned.get(f"{kind}_name") or "") for kind in (PARENT, PUPIL) if kind in who)
        if "unknown" in who:
            yield Named(UNKNOWN)


class UnnamedConductForm(NoPasswords, StepForm):
    """For somebody who does not sign in: no list of people, only what they type."""

    academy = fields.SearchSelect("Which academy is it about?", called="an academy", empty="Choose one")
    who = fields.Choices(
        "Who was it?",
        help_text="Select all that apply.",
        missing="Select whose conduct this is about, or that you do not know",
        options=[
            ("staff", "Somebody who works there"),
            ("board", "The chief executive, a trustee or a governor"),
            ("parent", "A parent or carer"),
            ("pupil", "A pupil"),
            ("unknown", "I do not know who it is"),
        ],
    )
    staff_name = fields.Line("Their name, or what they do there", called="who it is", max_length=120, reveal_for=("who", "staff"))
    board_name = fields.Line("Their name or their office", called="who of them it is", max_length=120, reveal_for=("who", "board"))
    parent_name = fields.Line(
        "The parent’s name, if you know it", called="the parent’s name", max_length=120, required=False, reveal_for=("who", "parent")
    )
    pupil_name = fields.Line(
        "The pupil’s name, if you know it", called="the pupil’s name", max_length=120, required=False, reveal_for=("who", "pupil")
    )

    def prepare(self, draft):
        offers = [(one.code, one.name) for one in draft.academies]
        self.fields["academy"].options = [*offers, ("trust", "The trust itself, or I do not know")]

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("who") or []
        named = [Named({STAFF: UNKNOWN}.get(kind, kind), name=cleaned.get(f"{kind}_name") or "") for kind in chosen]
        return {**cleaned, "subjects": list(dict.fromkeys(named)), "behalf": ""}


def _called(person) -> str:
    return f"{person.name} – {person.job}" if person.job else person.name
