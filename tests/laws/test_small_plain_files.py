"""Files one can read in one sitting, and nothing hidden in them."""

import ast

from tests.laws import house


def test_no_file_is_longer_than_300_lines():
    assert [house.name(path) for path in house.code() if path.read_text().count("\n") > 300] == []


def test_no_function_is_longer_than_40_lines():
    assert [f"{house.name(path)}:{made.name}" for path in house.code() for made in house.functions(path)
            if made.end_lineno - made.lineno >= 40] == []


def test_no_import_hides_in_a_function():
    assert [f"{house.name(path)}:{node.lineno}" for path in house.code() for made in house.functions(path)
            for node in ast.walk(made) if isinstance(node, ast.Import | ast.ImportFrom)] == []


def test_no_import_hides_in_a_condition_or_a_string():
    hidden = [f"{house.name(path)}:{node.lineno}" for path in house.code() for node in house.tree(path).body
              if isinstance(node, ast.If | ast.Try) for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
    calls = r"\bimport_module\(|\b__import__\(|\bimport_string\("
    by_string = [line for path in house.code() for line in house.lines_matching(path, calls)]
    assert hidden + by_string == []


def test_no_signal_carries_work():
    words = r"@receiver\b|django\.dispatch|\b(models|core|celery|backends)\.signals|\b(pre|post)_(save|delete|init|migrate)\b"
    assert [line for path in house.code() for line in house.lines_matching(path, words)] == []


def _swallows(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(step, ast.Pass | ast.Continue) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
               for step in handler.body)


def test_no_error_is_swallowed():
    handlers = [f"{house.name(path)}:{node.lineno}" for path in house.code() for node in ast.walk(house.tree(path))
                if isinstance(node, ast.ExceptHandler) and (_swallows(node) or node.type is None)]
    suppressed = [line for path in house.code() for line in house.lines_matching(path, r"suppress\((Base)?Exception\)")]
    assert handlers + suppressed == []


def test_no_module_is_a_grab_bag():
    bags = {"utils", "util", "common", "core", "helpers", "helper", "misc", "shared", "lib", "tools"}
    assert [house.name(path) for path in house.code() if {path.stem, *path.parent.relative_to(house.ROOT).parts} & bags] == []


def test_every_room_is_seen():
    assert {house.name(path).split("/")[0] for path in house.code()} == set(house.ROOMS)
