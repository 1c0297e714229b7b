"""SQLite takes a code that is longer than its column, PostgreSQL does not: every code a constraint names fits where it is kept."""

from django.apps import apps
from django.db.models import CharField, CheckConstraint, Q


def codes(condition):
    """(column, code) for every text a condition names."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from codes(child)
        elif isinstance(child, tuple):
            name, value = child
            yield from ((name.split("__")[0], one) for one in (value if isinstance(value, list | tuple | set | frozenset) else [value]))


def test_every_code_has_room():
    too_long = []
    for model in apps.get_models():
        columns = {one.name: one for one in model._meta.concrete_fields if isinstance(one, CharField)}
        for constraint in (one for one in model._meta.constraints if isinstance(one, CheckConstraint)):
            named = ((name, code) for name, code in codes(constraint.condition) if name in columns and isinstance(code, str))
            too_long += [(model._meta.label, name, code) for name, code in named if len(code) > columns[name].max_length]
    assert too_long == []
