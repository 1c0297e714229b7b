from foundation.face.forms import Once, TmtForm


class TryAgainForm(Once, TmtForm):
    submit = "Try again"
