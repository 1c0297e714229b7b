"""Templates are data: what they may say stands on a list, a used one never changes, and a value cannot add to the form of a letter."""

import hashlib

import pytest

from foundation.letters import rules
from foundation.letters.rules import templates
from tests.laws import house
from tests.letters.papers import VALUES

FILES = sorted((house.ROOT / "foundation" / "letters" / "data").glob("*.toml"))
# a wording that was used stays as it was: whoever wants another one adds a file with the next number, and its line here
DIGESTS = {
    "closing-note.1.toml": "023b08f60e040df6",
    "cooperation-request.1.toml": "9cc92e4ec55ce1ad",
    "hearing-invitation.1.toml": "eedd471a6bb2c8bc",
    "hearing-outcome.1.toml": "7452caba566f2556",
    "interview-invitation.1.toml": "82b31267a28a0ba4",
    "removal-anybody.1.toml": "a32fddd1cca92056",
    "removal-former.1.toml": "21f093de4ea9c781",
    "removal-parent.1.toml": "f1c3dcfdf7bcc040",
    "removal-pupil-parent.1.toml": "4fd16054a5fd6187",
    "removal-staff.1.toml": "8288b3a65e092edc",
    "removal-staff.2.toml": "7de353c7e8892d2a",
    "removal-staff.3.toml": "8372a60f8beffbd5",
    "subject-notification.1.toml": "6f3bfef034e877e8",
}
STAFF = templates.template("removal-staff")


def filled(**changed):
    return STAFF.filled(VALUES | changed)


def test_every_template_is_the_one_that_was_used():
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in FILES} == DIGESTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_fills_and_prints_nothing_of_its_own_signs(path):
    one = templates.read(path)
    text = one.filled({name: f"the {name}" for name in one.uses})
    assert "{" not in text
    assert len([block for block in rules.blocks(text) if block.kind == rules.HEADING]) >= 2
    rules.check_text(text)


def test_the_newest_version_is_taken_unless_one_is_named(monkeypatch):
    newer = templates.Template("removal-staff", 99, "Newer", frozenset(), frozenset(), "Words")
    monkeypatch.setitem(templates._templates()["removal-staff"], 99, newer)
    assert templates.template("removal-staff") is newer
    assert templates.template("removal-staff", STAFF.version) is STAFF


@pytest.mark.parametrize("body", ["Dear {nobody}", "Dear {recipient} {trust", "Dear {recipient}{{trust}}", "Dear {Recipient}", "Dear you"])
def test_a_template_that_uses_anything_else_does_not_load(tmp_path, body):
    path = tmp_path / "one.1.toml"
    path.write_text(f'title = "T"\nuses = ["recipient"]\nbody = """{body}"""')
    with pytest.raises(ValueError, match="uses what it does not name"):
        templates.read(path)


@pytest.mark.parametrize("changed", [{"why": " "}, {"recipient": ""}, {"narrative": "More"}, {"reporter": "Teo"}])
def test_a_value_missing_or_not_asked_for_is_refused(changed):
    with pytest.raises(ValueError, match="removal-staff"):
        filled(**changed)


def test_what_may_be_empty_leaves_its_line_out():
    assert "Helpline" in filled()
    assert "\n\n\n" not in filled(support="")


def test_a_value_is_never_filled_again():
    assert "{sender}" in filled(why="See {sender} and {nobody}.")


def test_a_value_of_one_line_begins_no_heading():
    text = filled(why="Because\n\n# A finding\n- You did it")
    titles = [block.text for block in rules.blocks(text) if block.kind == rules.HEADING]
    assert titles == [block.text for block in rules.blocks(filled()) if block.kind == rules.HEADING]


def test_the_text_is_read_as_headings_points_and_paragraphs():
    text = "Dear Tam\nline two\n\n# Why\nIt is\n- one\n* two\n\n- three\n#no heading\n-5 degrees"
    assert [(block.kind, block.lines) for block in rules.blocks(text)] == [
        ("paragraph", ("Dear Tam", "line two")), ("heading", ("Why",)), ("paragraph", ("It is",)), ("points", ("one", "two")),
        ("points", ("three",)), ("paragraph", ("#no heading", "-5 degrees")),
    ]


@pytest.mark.parametrize("word", ["x" * 300, "https://x.example/" + "a" * 90, "/" * 100, "a-b_c." * 30])
def test_a_long_word_gets_places_to_break_and_stays_the_same(word):
    broken = rules.breakable(f"See {word} here")
    assert broken.replace("\u200b", "") == f"See {word} here"
    assert word.startswith("//") or max(map(len, broken.split("\u200b"))) < 40


def test_an_ordinary_word_is_left_alone():
    assert rules.breakable("A safeguarding lead at www.example.com/page") == "A safeguarding lead at www.example.com/page"
