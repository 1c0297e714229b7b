"""No text is ever source: hostile words stand in the PDF as they were typed, and whatever cannot be printed is a sentence (PDF/UA-1)."""

import json
import logging
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.dossiers.rules import Refused
from foundation.face.words import HIDDEN, clean
from foundation.letters import printing, rules
from foundation.letters.press import press
from tests.letters.papers import headings, inside

HOSTILE = [
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.0"', '#panic("x")', "#{ while true {} }", "#strong[x]", "$ sum_(i=0)^n $", "`raw`",
    '"] #panic() [', '"}, "blocks": [', "\\u{41}\\", "#sys.inputs", "<label> @label",
    "// no comment", "/* no comment", "#set page(width: 1pt)",
    "{{ settings.SECRET_KEY }}", "{recipient}", "*bold* _it_ ~ --- ...", "= Heading", "</w:t><script>", "%PDF-1.4\n%%EOF", "%SIGNED 1 s1",
]
LETTER = {"title": "A title", "trust": "The Trust", "colour": "#5b2a6e", "head": ["Monday"], "foot": "P-2222-2222", "proof": "Check it."}
LOG = "foundation.letters.printing"


def printed(text, **changed):
    return printing.printed(text, **{**LETTER, **changed})


def test_the_same_words_are_the_same_file_a_second_later():
    first = printed("Please read this.")
    time.sleep(1.1)
    assert printed("Please read this.") == first


def heading_of(words):
    """How a reader of the PDF's structure finds this heading."""
    (_, (level, title)) = headings(printed(f"# {words}"))
    assert level == 2
    return title.replace("\\(", "(").replace("\\)", ")").replace("\\\\", "\\")


@pytest.mark.parametrize("words", [one for one in HOSTILE if "\n" not in one])
def test_hostile_words_stand_as_they_were_typed(words):
    assert heading_of(words) == words


def test_they_change_nothing_about_the_letter_around_them():
    plain = printed("# Why\n\nBecause.\n\n- One")
    hostile = printed("# Why\n\n" + "\n\n".join(HOSTILE) + "\n\n- " + "\n- ".join(one.split("\n")[0] for one in HOSTILE))
    assert headings(hostile) == headings(plain) == [(1, "A title"), (2, "Why")]


@pytest.mark.parametrize("field", ["title", "trust", "foot", "proof"])
def test_nor_does_what_stands_around_the_text(field):
    made = printed("Words", **{field: HOSTILE[0]})
    assert made.startswith(b"%PDF-")
    assert b"root:" not in inside(made)


def test_the_form_is_never_put_together_from_words():
    source = (printing._PRESS.parent / "letter.typ").read_text()
    assert [word for word in ("eval", "#import", "#include", "read(", "@preview", "plugin") if word in source] == []
    assert source.count("sys.inputs") == 1


@settings(max_examples=15)
@given(st.text(max_size=200))
def test_any_text_is_a_letter_or_a_sentence(text):
    assert said_of(text) in ("%PDF-", "A letter cannot print", HIDDEN)


def said_of(text):
    try:
        return printed(clean(text) or "Empty")[:5].decode()
    except ValueError as wrong:
        return str(wrong)
    except Refused as refused:
        return refused.sentence.split(" “")[0]


@pytest.mark.parametrize("sign", ["😀", "漢"])
def test_a_sign_without_a_picture_is_named(sign):
    with pytest.raises(Refused, match=f"cannot print “{sign}”"):
        printed(f"It was posted with {sign} below.")


@pytest.mark.parametrize("words", ["Siân Ŵyn, Łukasz, Zoë, Çağla", "£5 – “quoted” … ½ 20°", "Ελένη, Ольга"])
def test_names_of_people_here_are_printed(words):
    assert printed(words).startswith(b"%PDF-")


def test_headings_title_and_language_are_in_the_file():
    made = inside(printed("# What\n\nA.\n\n# Why\n\nB."))
    assert headings(made) == [(1, "A title"), (2, "What"), (2, "Why")]
    assert b"/Lang(en-GB)" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b">A title</rdf:li>" in made
    assert b"/Marked true" in made
    assert b"/FontFile2" in made or b"/FontFile3" in made


def test_a_long_address_stays_on_the_page():
    assert len(printed(f"See https://x.example/{'a' * 3000}")) < rules.MOST_PDF


def test_what_takes_too_long_is_given_up(monkeypatch, caplog):
    monkeypatch.setattr(rules, "SECONDS", 0.01)
    with caplog.at_level(logging.ERROR, LOG), pytest.raises(Refused, match="took too long"):
        printed("Zinnober")
    assert "Zinnober" not in caplog.text


def test_the_press_gives_itself_up_when_it_works_too_long(tmp_path):
    """The limit is on the processor's time, so it holds where nobody waits for it, too."""
    busy = f"import sys; sys.path.insert(0, {str(printing._PRESS.parent)!r}); import press; press.SECONDS = 1; press.limit()\nwhile 1: 1"
    began = time.monotonic()
    assert subprocess.run([sys.executable, "-I", "-c", busy], check=False).returncode < 0
    assert time.monotonic() - began < 60
    assert press.SECONDS <= rules.SECONDS


def test_the_process_that_prints_holds_no_key(monkeypatch, tmp_path, caplog):
    spy, found = tmp_path / "spy.py", tmp_path / "found"
    spy.write_text(f"import json, os\nopen({str(found)!r}, 'w').write(json.dumps(dict(os.environ)))")
    monkeypatch.setattr(printing, "_PRESS", spy)
    monkeypatch.setenv("DOSSIER_KEYS", "k1:secret")
    with caplog.at_level(logging.ERROR, LOG), pytest.raises(Refused, match="could not be made"):
        printed("Zinnober")
    assert "DOSSIER_KEYS" not in json.loads(found.read_text())
    assert "Zinnober" not in caplog.text
    assert os.environ["DOSSIER_KEYS"]
