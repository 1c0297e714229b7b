"""All wordings of all rooms, by law: four things may be named, and every code in use is worded (DESIGN 4, 5)."""

import ast
from uuid import uuid4

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import IfNode

from foundation.messages import wording
from foundation.messages.models import Message
from foundation.people.models import Person
from tests.laws import house

MAILS = [path for path in house.templates() if path.parent.name == "mail" and path.suffix == ".txt"]
QUEUES = {"queue", "Notice"}


def parts(nodes):
    for node in nodes:
        yield node
        if isinstance(node, IfNode):
            for _, inner in node.conditions_nodelists:
                yield from parts(inner)


def names(nodes):
    """The expressions that are printed, and those that are asked."""
    for node in parts(nodes):
        if isinstance(node, VariableNode):
            yield node.filter_expression.token
        elif isinstance(node, IfNode):
            yield from (str(condition.value.token) for condition, _ in node.conditions_nodelists if condition is not None)


def unknown(text):
    nodes = engines["django"].from_string(text).template.nodelist
    odd = [type(node).__name__ for node in parts(nodes) if not isinstance(node, TextNode | VariableNode | IfNode)]
    return odd + [name for name in names(nodes) if name not in wording.GIVEN]


@pytest.mark.parametrize("path", MAILS, ids=house.name)
def test_it_names_what_it_is_given_and_nothing_else(path):
    assert unknown(path.read_text()) == []


@pytest.mark.parametrize("text", [
    "{{ request.user }}", "{{ link.0 }}", "{{ reference|safe }}", "{% load tz %}", '{% include "x" %}', "{% if person %}x{% endif %}",
    "{% if due_at %}{{ name }}{% endif %}",
])
def test_the_law_can_fail(text):
    assert unknown(text)


@pytest.fixture
def row(at):
    return Message(uuid=uuid4(), reference="R-4F7K-9QXT", path="/triage/R-4F7K-9QXT/", to=Person(email="sasha@northgate.example"),
                   due_at=at, message_id="<x@y>")


@pytest.mark.parametrize("path", MAILS, ids=house.name)
def test_it_has_a_subject_and_a_body(path, row, wordings, at):
    row.code = path.stem
    mail = wording.letter([row], at)
    assert 5 <= len(mail.subject) <= 80
    assert "\n" not in mail.subject
    assert len(mail.body) > 40


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def codes():
    """Every code that is queued by name, with where."""
    for path in house.code():
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.Call) and called(node) in QUEUES:
                yield from ((house.name(path), word.value.value) for word in node.keywords
                            if word.arg == "code" and isinstance(word.value, ast.Constant))


def test_every_code_in_use_is_worded(row, at):
    silent = []
    for where, code in codes():
        row.code = code
        try:
            wording.letter([row], at)
        except TemplateDoesNotExist:
            silent.append(f"{where}: {code}")
    assert silent == []


@pytest.mark.usefixtures("wordings")
def test_a_line_break_that_slipped_by_makes_no_header(row, at):
    row.code, row.reference = "test.waiting", "R\r\nBcc: all@northgate.example"
    headers = wording.letter([row], at).message()
    assert headers["Bcc"] is None
    assert headers["Subject"] == "A report is waiting for you: R"


@pytest.mark.usefixtures("wordings")
def test_text_is_not_escaped_like_a_page(row, at, settings):
    row.code, settings.TRUST_NAME = "test.waiting", "St Mary's & All Saints' Trust"
    assert "St Mary's & All Saints' Trust" in wording.letter([row], at).body
