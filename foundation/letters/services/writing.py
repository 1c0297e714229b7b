"""A letter is begun from a template, changed as plain text, and, once made, written anew beside the one that stays."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from foundation.dossiers import sealing
from foundation.dossiers import services as dossiers
from foundation.dossiers.models import Dossier
from foundation.dossiers.rules import Refused, Stale
from foundation.letters import rules, selectors
from foundation.letters.models import Letter
from foundation.letters.rules.templates import template
from foundation.people.models import Person

from .recording import record


def begin(
    dossier: Dossier,
    *,
    about: UUID,
    path: str,
    right: str,
    code: str,
    values: Mapping[str, str],
    to: Person | None,
    by: Person,
    at: datetime,
) -> Letter:
    """A draft from the newest template `code`; where there is one about this already, that one. `right`: what its writers must hold.

    Raises Refused for somebody who does not hold it, ValueError for a value the template does not ask for or misses.
    """
    with transaction.atomic():
        dossiers.lock(dossier)
        selectors.check_writes(by, dossier, right, at)
        if same := [one for one in selectors.letters_about(dossier, about) if one.template == code]:
            return same[0]
        chosen = template(code)
        made = Letter(about=about, path=path, right=right, to=to, template=chosen.code, template_version=chosen.version)
        return _begun(made, dossier, chosen.filled(values), by, at)


def revise(letter: Letter, *, by: Person, at: datetime) -> Letter:
    """A draft of the next version, with the text as it stands; the one that was made stays. Twice is once."""
    with transaction.atomic():
        dossiers.lock(letter.dossier)
        selectors.check_writes(by, letter.dossier, letter.right, at)
        newest = selectors.versions(letter)[0]
        if not newest.frozen:
            return newest
        if newest.pk != letter.pk:
            raise Refused(rules.SUPERSEDED)
        same = {name: getattr(letter, name) for name in ("about", "path", "right", "to", "template", "template_version")}
        return _begun(Letter(supersedes=letter, **same), letter.dossier, selectors.words(letter), by, at)


def edit(letter: Letter, *, text: str, by: Person, at: datetime, version: int) -> Letter:
    """Another text for a draft. Raises Stale where somebody else has changed it since, Refused once it is made."""
    with transaction.atomic():
        dossiers.lock(letter.dossier)
        selectors.check_writes(by, letter.dossier, letter.right, at)
        draft = Letter.objects.select_related("dossier").get(pk=letter.pk)
        if draft.frozen:
            raise Refused(rules.FROZEN)
        if draft.version != version:
            raise Stale
        rules.check_text(text)
        sealing.write(draft, "text_sealed", text)
        draft.version += 1
        draft.save(update_fields=["text_sealed", "version"])
        record(draft, "letter.edited", by=by, at=at)
    return draft


def _begun(draft: Letter, dossier: Dossier, text: str, by: Person, at: datetime) -> Letter:
    rules.check_text(text)
    draft.dossier, draft.reference, draft.created_at, draft.created_by = dossier, dossiers.reference("P"), at, by
    sealing.write(draft, "text_sealed", text)
    draft.save(force_insert=True)
    record(draft, "letter.begun", by=by, at=at)
    return draft
