"""The letter of a request: the same that the person reads on their page, to be made, handed over and kept."""

from datetime import datetime

from django.conf import settings

from cases.casefile.listing import party_name
from cases.removals import rules, selectors
from cases.removals.models import RemovalRequest
from foundation.deadlines.selectors import time_said
from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused
from foundation.letters import services as letters
from foundation.letters.models import Letter
from foundation.letters.rules.templates import template
from foundation.letters.selectors import at_the_end
from foundation.people.models import Person
from foundation.people.selectors import can_sign_in

from .telling import path

RIGHT = "removal.issue"
ON_THEIR_PAGE = "Say so on your own page for {}, or tell me."
TO_ME = "Tell me, on paper, by phone or in person. What you say is written down for you."


def write_letter(row: RemovalRequest, *, by: Person, at: datetime) -> Letter:
    """Begin the letter of a request, or give the one there is. The person gets it with the request, once somebody has spoken to them and
    the letter is made. Raises Refused where nothing is asked for any more, and for whoever may not ask."""
    if row.state not in rules.LETTER_IN:
        raise Refused(rules.NO_LETTER)
    code = rules.asked.letter_for(row.target.kind, left=selectors.has_left(row.target.person, at))
    every = _values(row, by, at, binding=code == rules.asked.LETTER_STAFF)
    values = {name: every[name] for name in template(code).uses}
    return letters.begin(
        row.dossier, about=row.uuid, path=path(row), right=RIGHT, code=code, values=values, to=row.target.person, by=by, at=at
    )


def _values(row: RemovalRequest, by: Person, at: datetime, *, binding: bool) -> dict[str, str]:
    """What a letter may say (DOMAIN 5.2). Nobody is named who reported, and no case."""
    words, academy, issued = sealing.read_one(row), row.dossier.academy, row.issued_at or at
    return {
        "recipient": party_name(row.target),
        "reference": row.reference,
        "action": rules.ACTIONS[row.action],
        "place": words["address_sealed"],
        "why": words["why_sealed"],
        "rule": f"{row.clause.ref} {row.clause.label}",
        "by_when": selectors.letter_by_when(row) if binding else "As soon as you can, please",
        "object_within": time_said("removal_contest", issued),
        "trust": settings.TRUST_NAME,
        "academy": academy.name if academy else settings.TRUST_NAME,
        "answer": (ON_THEIR_PAGE if can_sign_in(row.target.person) else TO_ME).format(row.reference),
        **at_the_end(by),
    }
