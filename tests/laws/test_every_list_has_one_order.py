"""Rows that are alike in what a list is ordered by would come in any order, and another one after each change: then what somebody in
conflict may not know of would move what they see (BEATS 7)."""

import ast

from django.apps import apps

from tests.laws import house

# no two rows of what is ordered by it are alike
UNIQUE = {"pk", "id", "uuid", "reference", "seq", "number", "revision", "day", "chain", "dossier", "effective_from", "first"}
UNIQUE |= {"c_pk", "c_number"}  # of rows of several tables in one query


def last_of(node: ast.Call) -> str | None:
    """The last column ordered by, where it is written down here."""
    words = [one.value for one in ast.walk(node.args[-1]) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return words[-1].removeprefix("-").rpartition("__")[2] if words else None


def ordered():
    """Every `.order_by(…)` of the house, with the names of what is chained behind it."""
    for path in house.code():
        tree = house.tree(path)
        behind = {id(one.value): one for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
        calls = {id(one.func): one for one in ast.walk(tree) if isinstance(one, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by" and node.args:
                after = calls.get(id(behind.get(id(node))))
                yield f"{house.name(path)}:{node.lineno}", last_of(node), after


def only_this(column, after) -> bool:
    """What is ordered by is all that is read: rows that are alike cannot be told apart."""
    return after is not None and after.func.attr in ("values", "values_list") and [one.value for one in after.args] == [column]


def test_whatever_is_ordered_is_ordered_to_the_end():
    assert [where for where, column, after in ordered()
            if column is not None and column not in UNIQUE and not only_this(column, after)] == []


def test_so_is_what_has_an_order_of_its_own():
    loose = [f"{model.__name__} by {model._meta.ordering}" for model in apps.get_models()
             if model._meta.ordering and model._meta.ordering[-1].removeprefix("-") not in UNIQUE and house_of(model)]
    assert loose == []


def house_of(model) -> bool:
    return model.__module__.split(".")[0] in house.ROOMS
