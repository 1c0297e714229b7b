"""What a form hides, keeps, and carries along."""

from uuid import UUID, uuid4

import pytest

from foundation.face import fields
from foundation.face.forms import INCOMPLETE, TmtForm, Versioned
from tests.face.questions import GOOD, EveryQuestion


def test_a_hidden_question_is_forgiven_and_forgotten():
    form = EveryQuestion(GOOD | {"platform": "x", "other": "y" * 900})
    assert "other" not in form.errors
    assert form.cleaned_data["other"] == ""


def test_a_revealed_question_must_be_answered():
    assert EveryQuestion(GOOD | {"platform": "other"}).errors["other"] == ["Enter the platform's name"]


def test_a_question_hidden_twice_over_is_hidden():
    class Nested(TmtForm):
        a = fields.YesNo("A?")
        b = fields.YesNo("B?", reveal_for=("a", "yes"))
        c = fields.Line("C", reveal_for=("b", "yes"))

    assert Nested({"a": "no", "b": "yes"}).is_valid()
    assert set(Nested({"a": "yes", "b": "yes"}).errors) == {"c"}


@pytest.mark.parametrize("sent", [{}, {"once": ""}, {"once": "nonsense"}, {"once": ["a", "b"]}, {"once": 5}])
def test_without_its_key_a_page_was_cut_off_and_nothing_typed_is_lost(sent):
    form = EveryQuestion({**GOOD, "once": "", "what": "typed"} | sent)
    assert form.errors == {"__all__": [INCOMPLETE]}
    assert "typed" in str(form["what"])
    assert UUID(form["once"].value()) != UUID(GOOD["once"])


def test_a_key_is_kept_when_the_form_comes_back():
    key = str(uuid4())
    form = EveryQuestion({"once": key})
    assert key in str(form["once"])
    assert str(form.fields["once"].clean(form["once"].data)) == key


@pytest.mark.parametrize("sent, version", [("4", 4), ("", -1), ("-1", -1), ("x", -1), ("9" * 99, -1), (None, -1)])
def test_a_spoilt_version_is_one_that_no_row_has(sent, version):
    form = Versioned({"version": sent})
    assert form.is_valid()
    assert form.cleaned_data["version"] == version


def test_a_stale_form_stands_on_the_present_version_and_loses_nothing():
    form = EveryQuestion(GOOD | {"version": "3", "what": "typed"})
    assert form.is_valid()
    form.stale("Somebody has changed this.", 4)
    assert form.non_field_errors() == ["Somebody has changed this."]
    assert 'value="4"' in str(form["version"])
    assert "typed" in str(form["what"])


def test_a_refusal_stands_beside_its_question():
    form = EveryQuestion(GOOD)
    form.refuse("This person has a conflict", field="who")
    form.refuse("Not now", field="no such question")
    assert form.errors["who"] == ["This person has a conflict"]
    assert form.non_field_errors() == ["Not now"]
