"""One small form a move. A form never reads: what it offers comes with it."""

from .beside import AssessForm, NotifyForm, ReviewForm
from .deciding import AgreeForm, ProposeForm
from .ending import AskLeadForm, ConcurForm, ConfirmVoidForm, EndForm, NoBreachForm, ReferForm, ReopenForm, SameForm, SettleForm, VoidForm
from .judging import (
    BreachForm,
    CircumstancesForm,
    EvidenceForm,
    HarmForm,
    MainRuleForm,
    PictureForm,
    PictureQuestionForm,
    RulesForm,
    SeverityForm,
)
from .taking import HandBackForm, IdentityForm, LetInForm, NameForm, StepBackForm, TakeOnForm, TargetForm

__all__ = [
    "AgreeForm",
    "AskLeadForm",
    "AssessForm",
    "BreachForm",
    "CircumstancesForm",
    "ConcurForm",
    "ConfirmVoidForm",
    "EndForm",
    "EvidenceForm",
    "HandBackForm",
    "HarmForm",
    "IdentityForm",
    "LetInForm",
    "MainRuleForm",
    "NameForm",
    "NoBreachForm",
    "NotifyForm",
    "PictureForm",
    "PictureQuestionForm",
    "ProposeForm",
    "ReferForm",
    "ReopenForm",
    "ReviewForm",
    "RulesForm",
    "SameForm",
    "SettleForm",
    "SeverityForm",
    "StepBackForm",
    "TakeOnForm",
    "TargetForm",
    "VoidForm",
]
