"""Every write of evidence."""

from .adding import File, add_exhibit, copy_exhibit, examine
from .advising import note_police
from .checking import check_waiting
from .covering import cover
from .hiding import mark_may_show_child
from .keeping import dispose, sweep
from .looking import download, look, read

__all__ = [
    "File",
    "add_exhibit",
    "check_waiting",
    "copy_exhibit",
    "cover",
    "dispose",
    "download",
    "examine",
    "look",
    "mark_may_show_child",
    "note_police",
    "read",
    "sweep",
]
