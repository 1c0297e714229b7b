"""The questions after that: who reads it, where, what, when, children, a picture, the rules; and sending it or throwing it away."""

from django.conf import settings

from foundation.evidence.rules import ACCEPT, HOW_CAPTURED, VISIBILITY
from foundation.face import fields
from foundation.face.forms import TmtForm, Versioned
from policy.rules import FAMILIES
from reports.intake.forms import ChecksPicture, NoPasswords
from reports.intake.rules import NAMED
from reports.journey.aimed import NAMES as TARGETS

from .beginning import StepForm

FAMILY_HINTS = {
    "contact": ("Contact with pupils or families", "For example friend requests, likes or messages from a personal account"),
    "confidentiality": ("Confidential things made public", "For example pictures of pupils, or what somebody learned through their work"),
    "conduct": ("How somebody treats others", "For example bullying, insults, discrimination or pretending to be somebody else"),
    "brand": ("The trust's name or an official account", "For example the logo, or an account nobody approved"),
    "personal": ("Personal use", "For example in working hours, on work devices, or with privacy settings off"),
}


class LeaderForm(StepForm):
    leader_involved = fields.YesNo(
        "Might a leader, a safeguarding lead, a governor or a trustee be involved?",
        unsure=True,
        called="whether somebody senior might be involved",
        help_text="If yes, it goes to the trust and not to the academy’s leaders. The next page shows who would read it.",
    )
    heading = True

    def prepare(self, draft):
        if draft.person is None:
            self.fields["leader_involved"].help_text = "If you say yes, or are not sure, it goes to the trust and not to the academy."


class ReadersForm(StepForm):
    mode = fields.Choice(
        "May those who read it see your name?",
        called="whether those who read it may see your name",
        options=[
            ("named", "Yes"),
            ("confidential", "No, keep it confidential", "A few can look it up, and you are told."),
        ],
    )
    not_these = fields.Choices(
        "Is there anybody who should not read it?",
        required=False,
        called="who should not read it",
        help_text="For example because they are close to the person it is about.",
    )
    submit = "Continue"

    def prepare(self, draft):
        if draft.tells_of_me:
            del self.fields["mode"]
        people = [(one.uuid, f"Not {one.name}", reader.role_name) for reader in draft.readers for one in reader.people]
        people += [(one.uuid, f"Not {one.name}", "You asked that they do not read it") for one in draft.kept_out]
        self.fields["not_these"].options = list({str(option[0]): option for option in people}.values())

    def clean(self):
        cleaned = super().clean()
        return cleaned if "mode" in self.fields else {**cleaned, "mode": NAMED}


class PlaceForm(NoPasswords, StepForm):
    platform = fields.SearchSelect("Platform", called="a platform, or write one below", required=False, empty="Choose a platform")
    platform_other = fields.Line(
        "If it is not in the list, where was it?",
        called="where it was",
        max_length=120,
        required=False,
        help_text="A website, a game, a group chat.",
    )
    addresses = fields.WebAddresses(
        "Web addresses, if you have any",
        called="the web addresses",
        required=False,
        help_text="One on each line. Only what you can open yourself.",
    )
    live = fields.YesNo(
        "Can it still be seen?", yes="Yes, it is still there", no="No, it has gone", unsure=True, called="whether it can still be seen"
    )

    def prepare(self, draft):
        self.fields["platform"].options = [(platform.slug, platform.name) for platform in draft.platforms]

    def clean(self):
        cleaned = super().clean()
        if not any(self.has_error(name) for name in ("platform", "platform_other")) and not (
            cleaned.get("platform") or cleaned.get("platform_other")
        ):
            self.add_error("platform", "Choose a platform, or write below where it was")
        return cleaned


class SeenForm(NoPasswords, StepForm):
    heading = True
    what = fields.PlainText(
        "What did you see?",
        called="what you saw",
        max_length=6000,
        rows=8,
        help_text="What was posted or done, by whom, and who it affects. Describe no sexual picture of a child, and write no passwords.",
    )
    aimed = fields.Choices(
        "Is it aimed at somebody who works here? (optional)",
        called="whom it is aimed at",
        required=False,
        options=[("me", "Me"), ("others", "Somebody else")],
        help_text="They are offered support, by somebody who learns nothing of this.",
    )
    target_1 = fields.SearchSelect("Their name", called="a name", reveal_for=("aimed", "others"))
    target_2 = fields.SearchSelect("A second person, if there is one", required=False, reveal_for=("aimed", "others"), empty="Nobody else")
    target_3 = fields.SearchSelect("A third person, if there is one", required=False, reveal_for=("aimed", "others"), empty="Nobody else")

    def prepare(self, draft):
        if draft.person is None:  # who does not sign in is never shown a list of people
            for name in ("aimed", *TARGETS):
                del self.fields[name]
            return
        own, elsewhere = draft.directory
        here = draft.person.academy.name if draft.person.academy else "The trust"
        places = [(here, own), *elsewhere] if own else elsewhere
        for name in TARGETS:
            self.fields[name].groups = [(heading, [(one.uuid, one.name) for one in people]) for heading, people in places]

    def clean(self):
        cleaned = super().clean()
        if "aimed" not in self.fields:
            return cleaned
        mine = [str(self.draft.person.uuid)] if "me" in (cleaned.get("aimed") or []) else []
        return {**cleaned, "targets": list(dict.fromkeys([*mine, *filter(None, (cleaned.get(name) for name in TARGETS))]))}


class TimeForm(NoPasswords, StepForm):
    heading = True
    known = fields.Choice(
        "When did it happen?",
        missing="Select whether you know when it happened",
        options=[("day", "I know the day"), ("roughly", "I know roughly"), ("unknown", "I do not know")],
    )
    happened_on = fields.DateParts(
        "What day?", called="the day it happened", past=True, reveal_for=("known", "day"), help_text="For example, 27 3 2026"
    )
    when = fields.Line(
        "When, roughly?",
        called="roughly when it happened",
        max_length=200,
        reveal_for=("known", "roughly"),
        help_text="For example, some time in the last half-term",
    )


class ChildForm(StepForm):
    child = fields.YesNo(
        "Is a child involved?",
        unsure=True,
        called="whether a child is involved",
        help_text="Shown, named, contacted or harmed by it. A child is anybody under 18.",
    )
    image = fields.YesNo(
        "Could any part of it show a child undressed, partly undressed or in a sexual way?",
        unsure=True,
        called="whether it could show a child undressed",
        help_text="Anybody who is, or looks, under 18. Drawings and computer-made pictures count. Do not look again to find out.",
    )


class PictureAnswers(StepForm):
    picture = fields.Upload(
        "Screenshot or other file",
        called="a file",
        required=False,
        accept=ACCEPT,
        max_bytes=settings.EVIDENCE_MAX_VIDEO_BYTES,
        help_text="A screenshot is best. A photo, PDF, saved e-mail, exported chat or short MP4 works too. "
        "Leave it empty if you have none.",
    )
    how_seen = fields.Choice("How did you see it?", called="how you saw it", required=False, options=HOW_CAPTURED.items())
    visibility = fields.Choice("Who could see it?", called="who could see it", required=False, options=VISIBILITY.items())

    def clean(self):
        cleaned = super().clean()
        for name in ("how_seen", "visibility"):
            if cleaned.get("picture") and not cleaned.get(name) and not self.has_error(name):
                self.add_error(name, f"Select {self.fields[name].called}")
        return cleaned


class PictureForm(ChecksPicture, PictureAnswers):
    """Its file is checked last, when it is known whether the page comes back without it."""


class NoPictureForm(StepForm):
    """Where a picture could show a child: nothing to hand in, only to read and go on."""

    submit = "I have read this, continue"
    also = ()


class RulesForm(StepForm):
    families = fields.Choices(
        "What is it about?", required=False, called="what it is about", none=("none", "I do not know, or I would rather leave this to you")
    )

    def prepare(self, draft):
        grouped = {name: [(row.code, row.label) for row in draft.clauses if row.family == name] for name in FAMILY_HINTS}
        self.grouped = {name: rows for name, rows in grouped.items() if rows}
        self.fields["families"].options = [(name, *FAMILY_HINTS[name]) for name in self.grouped]
        for name, rows in self.grouped.items():
            self.fields[f"rules_{name}"] = fields.Choices(
                "Which of these?", required=False, called="which of these", options=rows, reveal_for=("families", name)
            )

    def clean(self):
        cleaned = super().clean()
        cleaned["rules"] = [code for name in self.grouped for code in cleaned.get(f"rules_{name}") or []]
        for name in cleaned.get("families") or []:
            if name in self.grouped and not cleaned.get(f"rules_{name}") and not self.has_error(f"rules_{name}"):
                self.add_error(f"rules_{name}", "Select which of these it might be, or take the mark off the group above")
        return cleaned


class SendForm(Versioned, TmtForm):
    submit = "Send the report"
    declared = fields.Confirm("I confirm this", missing="Confirm the statement before you send the report")


class DiscardForm(TmtForm):
    submit = "Throw this draft away"
    submit_kind = "warning"


def families_of(codes) -> list[str]:
    """The families under which the chosen rules stand, for a page that opens with them."""
    return list(dict.fromkeys(FAMILIES[code] for code in codes))


def codes_in(family: str) -> frozenset[str]:
    return frozenset(code for code, name in FAMILIES.items() if name == family)
