"""One small form per page. A form never reads: what it offers comes with the draft it is made for."""

from .beginning import DangerForm, StartForm, StepForm
from .conduct import ConductForm, UnnamedConductForm
from .questions import (
    FAMILY_HINTS,
    ChildForm,
    DiscardForm,
    LeaderForm,
    NoPictureForm,
    PictureAnswers,
    PictureForm,
    PlaceForm,
    ReadersForm,
    RulesForm,
    SeenForm,
    SendForm,
    TimeForm,
    codes_in,
    families_of,
)

__all__ = [
    "FAMILY_HINTS",
    "ChildForm",
    "ConductForm",
    "DangerForm",
    "DiscardForm",
    "LeaderForm",
    "NoPictureForm",
    "PictureAnswers",
    "PictureForm",
    "PlaceForm",
    "ReadersForm",
    "RulesForm",
    "SeenForm",
    "SendForm",
    "StartForm",
    "StepForm",
    "TimeForm",
    "UnnamedConductForm",
    "codes_in",
    "families_of",
]
