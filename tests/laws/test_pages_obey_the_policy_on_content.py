"""Templates: nothing inline, nothing from elsewhere, and each one compiles."""

import re

import pytest
from django.template import engines

from tests.laws import house

INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["'{]|<style\b|javascript:|<script\b(?![^>]*\bsrc=)(?![^>]*type="application/json")""", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"""<(script|link|img|iframe|source|video|audio|form)\b[^>]*\b(src|href|action)\s*=\s*["'](https?:)?//""", re.IGNORECASE
)


def pages():
    return [path for path in house.templates() if path.suffix == ".html"]


def test_no_template_has_inline_style_or_script():
    assert [house.name(path) for path in pages() if INLINE.search(path.read_text())] == []


def test_no_template_loads_anything_from_elsewhere():
    assert [house.name(path) for path in pages() if ELSEWHERE.search(path.read_text())] == []


def test_no_python_writes_inline_style_or_script():
    assert [line for path in house.code() for line in house.lines_matching(path, r"""<script|<style|[ "']style=\\?["']""")] == []


def test_nothing_typed_is_marked_safe():
    assert [line for path in house.templates() for line in house.lines_matching(path, r"\|\s*safe\b|autoescape off")
            if not line.split(":")[0].endswith(".txt")] == []
    assert [line for path in house.code() for line in house.lines_matching(path, r"\bmark_safe\(") if "foundation/face/" not in line] == []


@pytest.mark.parametrize("example", ['<p style="x">', "<p onclick='x'>", "<script>x</script>", "<style>", '<a href="javascript:x">'])
def test_the_law_on_inline_content_can_fail(example):
    assert INLINE.search(example)


@pytest.mark.parametrize("path", house.templates(), ids=house.name)
def test_it_compiles(path):
    engines["django"].from_string(path.read_text())
