"""The journey as a table: ordered steps, each with its form, when it applies, how it is stored and how it is told on check answers.

Complete is computed from what is stored, never from where somebody has been; nothing is keyed by position.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from foundation.dossiers.rules import BOARD, PARENT, PUPIL, STAFF, UNKNOWN
from foundation.face import when
from foundation.face.rows import SummaryRow
from reports.intake import rules

from . import aimed, forms
from .selectors import Draft

YES_NO = {"yes": "Yes", "no": "No", "unsure": "I am not sure", "": "Not answered yet"}
NOT_YET = "Not answered yet"


def _unasked(slug: str, draft: Draft, words: str) -> str:
    """What an optional question left empty means, once the reporter has been past it, or has sent the report without it."""
    return words if draft.report.submitted_at or slug in draft.facts["passed"] else NOT_YET


def _always(draft: Draft) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """One page. `after`: the steps whose answers it builds on; `stored`: what its form shows again; `told`: its rows on check answers."""

    slug: str
    title: str
    form: Callable[[Draft], type[forms.StepForm]]
    stored: Callable[[Draft], dict]
    told: Callable[[Draft], Iterable[tuple[str, str]]]
    after: tuple[str, ...] = ()
    applies: Callable[[Draft], bool] = _always
    template: str = "reports/step.html"


def _conduct_form(draft: Draft):
    return forms.ConductForm if draft.person else forms.UnnamedConductForm


def _conduct_stored(draft: Draft) -> dict:
    if draft.person is None:
        return _unnamed_stored(draft)
    stored = {"who": [], "behalf": draft.report.behalf}
    counts = {"colleague": 0, "elsewhere": 0}
    for party in draft.subjects:
        offer = _offer(party, draft)
        stored["who"].append(offer)
        if offer in counts:
            counts[offer] += 1
            stored[f"{offer}_{counts[offer]}"] = str(party.person.uuid)
        elif offer in (PARENT, PUPIL):
            stored[f"{offer}_name"] = draft.names[party.pk]
    return stored


def _unnamed_stored(draft: Draft) -> dict:
    """Names are as they were typed: somebody who does not sign in is never shown a list of people."""
    academy = draft.report.academy.code if draft.report.academy else "trust" if "conduct" in draft.facts["passed"] else ""
    stored = {"who": [], "academy": academy}
    for party in draft.subjects:
        name = draft.names[party.pk]
        kind = STAFF if party.kind == UNKNOWN and name else party.kind
        stored["who"].append(kind)
        stored[f"{kind}_name"] = name
    return stored


def _offer(party, draft: Draft) -> str:
    if party.person is None:
        return party.kind
    if party.person_id == draft.me:
        return "me"
    return "colleague" if party.person.academy_id == draft.person.academy_id else "elsewhere"


def _conduct_told(draft: Draft):
    yield "The report is about", "\n".join(_subject_words(party, draft) for party in draft.subjects) or NOT_YET
    if draft.person is None:
        yield "Academy", draft.report.academy.name if draft.report.academy else "The trust itself, or not known"
    elif draft.report.behalf:
        yield "Passed on for somebody else", dict(forms.ConductForm.base_fields["behalf"].choices)[draft.report.behalf]


_KINDS = {PARENT: "a parent or carer", PUPIL: "a pupil", UNKNOWN: "somebody I do not know", STAFF: "a member of staff",
          BOARD: "the chief executive, a trustee or a governor"}


def _subject_words(party, draft: Draft) -> str:
    if party.person_id == draft.me:
        return "Me"
    name = draft.names[party.pk]
    kind = _KINDS.get(STAFF if party.kind == UNKNOWN and name else party.kind) if party.person_id is None else None
    if kind is None:
        return name
    return f"{name} ({kind})" if name else kind[0].upper() + kind[1:]


def _place_stored(draft: Draft) -> dict:
    return {
        "platform": draft.report.platform and draft.report.platform.slug,
        "platform_other": draft.words["platform_other_sealed"],
        "addresses": draft.addresses,
        "live": draft.report.live,
    }


def _place_told(draft: Draft):
    yield (
        "Where",
        "\n".join(filter(None, [draft.report.platform and draft.report.platform.name, draft.words["platform_other_sealed"]])) or NOT_YET,
    )
    yield "Web addresses", "\n".join(draft.addresses) or _unasked("place", draft, "None given")
    yield "Can still be seen", YES_NO[draft.report.live]


def _time_stored(draft: Draft) -> dict:
    roughly = draft.words["when_sealed"]
    known = "day" if draft.report.happened_on else "roughly" if roughly else "unknown" if "time" in draft.facts["passed"] else ""
    return {"known": known, "happened_on": draft.report.happened_on, "when": roughly}


def _time_told(draft: Draft):
    day = draft.report.happened_on
    yield "When", when.day(day) if day else draft.words["when_sealed"] or ("I do not know" if "time" in draft.facts["passed"] else NOT_YET)


def _child_told(draft: Draft):
    yield "A child is involved", YES_NO[draft.report.child]
    yield "Could show a child undressed", YES_NO[draft.report.image]


_MODES = {rules.NAMED: "Yes", rules.CONFIDENTIAL: "No, it is confidential"}


def _mode_stored(draft: Draft) -> str:
    """Nothing is chosen for the reporter beforehand: what they chose stays when who reads it changes."""
    return draft.report.mode if "readers" in draft.facts["passed"] or draft.report.mode != rules.NAMED else ""


def _readers_told(draft: Draft):
    """Whom the reporter asked to keep out stays as they said it; what was decided after that stands beside it."""
    yield "Those who read it see my name", _MODES[draft.report.mode] if _mode_stored(draft) else NOT_YET
    asked = [*draft.kept_out, *(party.person for party in draft.let_in)]
    yield "Should not read it", "\n".join(dict.fromkeys(one.name for one in asked)) or _unasked("readers", draft, "Nobody")
    for party in draft.let_in:
        said = f"{party.person.name} was let in by somebody more senior, on {when.day(party.until)}, because they may be needed."
        yield "What became of that", said


def _picture_told(draft: Draft):
    yield "Screenshots and files", when.count(len(draft.exhibits), "file") if draft.exhibits else _unasked("picture", draft, "None")


def _picture_form(draft: Draft):
    return forms.PictureForm if rules.may_upload(draft.report.image) else forms.NoPictureForm


def _rules_stored(draft: Draft) -> dict:
    codes = [clause.code for clause in draft.chosen]
    families = forms.families_of(codes)
    return {
        "families": families or (["none"] if "rules" in draft.facts["passed"] else []),
        **{f"rules_{name}": [code for code in codes if code in forms.codes_in(name)] for name in families},
    }


def _rules_told(draft: Draft):
    chosen = "\n".join(clause.label for clause in draft.chosen)
    yield "Rules it might be about", chosen or _unasked("rules", draft, "Left to the people who read it")


STEPS = (
    Step(
        "danger",
        "Is anybody in danger?",
        lambda draft: forms.DangerForm,
        lambda draft: {"danger": draft.report.danger},
        lambda draft: [("Anybody in danger now", YES_NO[draft.report.danger])],
        template="reports/danger.html",
    ),
    Step("conduct", "Whose conduct is this about?", _conduct_form, _conduct_stored, _conduct_told),
    Step(
        "leader",
        "Might somebody senior be involved?",
        lambda draft: forms.LeaderForm,
        lambda draft: {"leader_involved": draft.report.leader_involved},
        lambda draft: [("Somebody senior might be involved", YES_NO[draft.report.leader_involved])],
    ),
    Step(
        "readers",
        "Who will read your report",
        lambda draft: forms.ReadersForm,
        lambda draft: {"not_these": [str(one.uuid) for one in draft.kept_out], "mode": _mode_stored(draft)},
        _readers_told,
        after=("conduct", "leader"),
        applies=lambda draft: draft.person is not None,
        template="reports/readers.html",
    ),
    Step("place", "Where did it happen?", lambda draft: forms.PlaceForm, _place_stored, _place_told),
    Step(
        "seen",
        "What did you see?",
        lambda draft: forms.SeenForm,
        lambda draft: {"what": draft.words["what_sealed"], **aimed.stored(draft)},
        lambda draft: [("What I saw", draft.words["what_sealed"] or NOT_YET), *aimed.told(draft)],
    ),
    Step("time", "When did it happen?", lambda draft: forms.TimeForm, _time_stored, _time_told),
    Step(
        "child",
        "Children",
        lambda draft: forms.ChildForm,
        lambda draft: {"child": draft.report.child, "image": draft.report.image},
        _child_told,
    ),
    Step(
        "picture",
        "A screenshot, if you have one",
        _picture_form,
        lambda draft: {},
        _picture_told,
        after=("child",),
        template="reports/picture.html",
    ),
    Step("rules", "Which rules might it be about?", lambda draft: forms.RulesForm, _rules_stored, _rules_told, after=("conduct",)),
)
_BY_SLUG = {step.slug: step for step in STEPS}


def find(slug: str) -> Step | None:
    return _BY_SLUG.get(slug)


def applying(draft: Draft) -> list[Step]:
    return [step for step in STEPS if step.applies(draft)]


def gaps(draft: Draft) -> list[tuple[Step, str]]:
    """What must still be answered before it can be sent: (step, what to do)."""
    missing = rules.missing(draft.facts)
    return [(step, missing[step.slug]) for step in applying(draft) if step.slug in missing]


def next_open(draft: Draft) -> Step | None:
    """The first step nobody has been past or whose answer is missing; None when all that is left is to check and send."""
    missing = rules.missing(draft.facts)
    return next((step for step in applying(draft) if step.slug in missing or step.slug not in draft.facts["passed"]), None)


def earlier(step: Step, draft: Draft) -> Step | None:
    """A step whose answer this one builds on and that has none yet."""
    missing = rules.missing(draft.facts)
    return next((_BY_SLUG[slug] for slug in step.after if slug in missing), None)


def before(step: Step, draft: Draft) -> Step | None:
    """The page that comes before, for the link back."""
    steps = applying(draft)
    place = steps.index(step)
    return steps[place - 1] if place else None


def progress(step: Step, draft: Draft) -> str:
    """Question 3 of 10."""
    steps = applying(draft)
    return f"Question {steps.index(step) + 1} of {len(steps)}"


def shown(step: Step, draft: Draft) -> dict:
    """What the form of a step begins with: its answer, and the mark of that answer."""
    return step.stored(draft) | {"version": draft.mark(step.slug)}


def saved(step: Step, draft: Draft) -> list[SummaryRow]:
    """The answer to one step as it stands."""
    return [SummaryRow(key, value) for key, value in step.told(draft)]


def summary(draft: Draft, change: Callable[[Step], str] | None = None) -> list[SummaryRow]:
    """Every answer as a row; with `change`, each row links to the page where it is given."""
    return [SummaryRow(key, value, href=change(step) if change else "") for step in applying(draft) for key, value in step.told(draft)]
