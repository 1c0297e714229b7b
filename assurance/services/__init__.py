"""Every write of figures: a closed term published once, the page of each academy frozen with it or for a meeting, a copy given out."""

from .freezing import freeze, freeze_for_meeting
from .giving import json_copy, pdf_copy
from .publishing import publish_closed_terms, publish_term

__all__ = ["freeze", "freeze_for_meeting", "json_copy", "pdf_copy", "publish_closed_terms", "publish_term"]
