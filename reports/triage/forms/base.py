"""What the form of every move carries."""

from foundation.face.forms import Once, TmtForm, Versioned
from reports.intake.forms import NoPasswords


class MoveForm(NoPasswords, Once, Versioned, TmtForm):
    """What the form of every move carries: a one-time key and the version of the report it was made from."""
