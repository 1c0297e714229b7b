"""rules.py is pure, views hold no query, forms never save, services take their time and actor from the caller."""

import ast

import pytest

from tests.laws import house

ORM = r"^\s*(from|import) django\.(db|contrib\.auth\.models)|\.objects\b"
QUERY = r"\.objects\b|\.(save|filter|exclude|delete|select_related|prefetch_related)\(|get_object_or_404"
CLOCK = r"timezone\.now\(|datetime\.(now|today|utcnow)\(|date\.today\(|time\.time\("


def offences(names, pattern):
    return [line for path in house.room_files(*names) for line in house.lines_matching(path, pattern)]


def test_rules_know_no_database():
    assert offences(["rules"], ORM) == []


def test_views_and_urls_hold_no_query():
    assert offences(["views", "urls"], QUERY) == []


def test_forms_never_save():
    assert offences(["forms"], r"\.save\(|\.objects\b|\.create\(|ModelForm") == []


@pytest.mark.parametrize("kind", ["rules", "services", "selectors", "models", "forms"])
def test_the_clock_is_read_by_the_caller(kind):
    assert offences([kind], CLOCK) == []


def test_services_take_everything_by_name():
    """One verb a function; what it is done to may come without a name, everything chosen may not."""
    loose = [f"{house.name(path)}:{made.name}" for path in house.room_files("services") for made in house.tree(path).body
             if isinstance(made, ast.FunctionDef) and not made.name.startswith("_") and len(made.args.args) > 4]
    assert loose == []


def test_tasks_and_commands_hold_no_query():
    assert [line for path in house.code() if path.stem == "tasks" or "commands" in path.parts
            for line in house.lines_matching(path, r"\.objects\b|\.save\(")] == []


def test_nothing_but_settings_reads_the_environment():
    allowed = {"tmt_policy/settings.py", "tmt_policy/keys.py", "tmt_policy/celery.py", "tmt_policy/wsgi.py", "tmt_policy/asgi.py",
               "tmt_policy/processes.py", "tmt_policy/backup/programs.py", "tmt_policy/management/commands/demo.py"}
    assert [line for path in house.code() if house.name(path) not in allowed
            for line in house.lines_matching(path, r"os\.environ|getenv\(|environ\.Env")] == []
