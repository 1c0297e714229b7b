"""Every write of letters: begun, changed while a draft, made for good, given out."""

from .giving import download, take_text
from .keeping import dispose, sweep
from .making import freeze
from .writing import begin, edit, revise

__all__ = ["begin", "dispose", "download", "edit", "freeze", "revise", "sweep", "take_text"]
