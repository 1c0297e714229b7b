import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.face.words import capital, clean, is_blank


def test_line_ends_become_one():
    assert clean("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


def test_letters_are_spelled_one_way():
    assert clean("ŵ") == clean("w\u0302") == "\u0175"


def test_outer_white_space_goes_and_inner_stays():
    assert clean(" \n a\tb \n") == "a\tb"


@pytest.mark.parametrize("letter", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\u2069"])
def test_hidden_characters_are_refused_without_being_repeated(letter):
    with pytest.raises(ValueError, match="hidden characters") as refusal:
        clean(f"secret{letter}word")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("text", ["Łukasz ŵyn", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩‍👧", "السلام", "=1+1", "<script>", "' OR 1=1 --", "100%", "{{ x }}", "a\u200bb"])
def test_what_people_write_is_kept(text):
    assert clean(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_cleaning_twice_changes_nothing(text):
    try:
        once = clean(text)
    except ValueError:
        return
    assert clean(once) == once


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d", "\u2800", "\u3164"])
def test_what_cannot_be_seen_is_blank(text):
    assert is_blank(text)
    assert not is_blank(text + "x")


def test_only_the_first_letter_is_raised():
    assert capital("the URL") == "The URL"
