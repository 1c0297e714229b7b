"""Whom it is aimed at: people of the directory, or the reporter; never asked of somebody who does not sign in (DOMAIN 2.1)."""

from collections.abc import Iterator

from .selectors import Draft

NAMES = ("target_1", "target_2", "target_3")


def stored(draft: Draft) -> dict:
    """The answer as the form shows it again."""
    if draft.person is None:
        return {}
    others = [one for one in draft.targets if one.pk != draft.me]
    chosen = ["me"] if len(others) < len(draft.targets) else []
    return {"aimed": [*chosen, *(["others"] if others else [])], **dict(zip(NAMES, (str(one.uuid) for one in others), strict=False))}


def told(draft: Draft) -> Iterator[tuple[str, str]]:
    """Its row on check answers and on the reporter's own page."""
    if draft.person is not None and draft.targets:
        yield "Aimed at", "\n".join("Me" if one.pk == draft.me else one.name for one in draft.targets)
