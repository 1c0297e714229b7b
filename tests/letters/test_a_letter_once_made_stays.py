"""Begun, changed, made, replaced: what was made is sealed, signed, and never changed; the next version stands beside it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from foundation.dossiers import sealing
from foundation.dossiers.rules import Refused, Stale
from foundation.evidence import vault
from foundation.evidence.services import sweep as sweep_evidence
from foundation.face.forms import NOT_KEPT
from foundation.letters import rules, selectors, services
from foundation.letters.forms import TextForm
from foundation.letters.models import Letter
from foundation.letters.services import making
from foundation.signatures.selectors import check, is_valid
from foundation.trail.models import Event

pytestmark = pytest.mark.django_db


def actions(letter):
    return [one.action for one in Event.objects.filter(chain=letter.dossier.uuid, ids__letter=letter.reference).order_by("seq")]


def files():
    return sorted(vault.root(rules.ROOM).glob("??/*"))


def test_it_is_begun_changed_and_made(begin, hana, at):
    draft = begin()
    assert "Zinnober can be recognised from it." in selectors.words(draft)
    draft = services.edit(draft, text="Dear Tam\r\n\r\nAnother word.", by=hana, at=at, version=0)
    made = services.freeze(draft, by=hana, at=at, version=1)
    assert selectors.words(made) == "Dear Tam\n\nAnother word."
    assert (made.frozen_by, made.frozen_at, made.size) == (hana, at, len(selectors.content(made)))
    assert actions(made) == ["letter.begun", "letter.edited", "letter.frozen"]


def test_what_was_made_is_signed_and_bound_to_its_event(freeze, at):
    made = freeze()
    assert check(selectors.content(made)).at == at
    assert Event.objects.get(action="letter.frozen").ids["sha256"] == made.sha256[:40]


@pytest.mark.beats(18)
def test_one_changed_byte_of_a_letter_shows_and_so_does_one_more(freeze):
    data = selectors.content(freeze())
    changed = (data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in range(0, len(data), 97))
    assert not any(map(is_valid, changed))
    assert not any(map(is_valid, (data + b"\n", data + b"%%EOF\n", data[:-1])))


def test_it_lies_sealed_under_no_name_of_its_own(freeze):
    made = freeze()
    (path,) = files()
    assert path.name == made.stored_name
    assert b"%PDF" not in path.read_bytes()
    assert made.reference not in str(path)


def test_a_draft_is_no_letter_yet(begin):
    with pytest.raises(Refused, match="only a draft"):
        selectors.content(begin())


def test_once_made_it_is_not_changed(freeze, hana, at):
    made = freeze()
    for again in (
        lambda: services.edit(made, text="Another.", by=hana, at=at, version=made.version),
        lambda: services.freeze(made, by=hana, at=at, version=made.version),
    ):
        with pytest.raises(Refused, match="has been made"):
            again()
    assert len(files()) == 1


def test_made_twice_from_one_draft_is_made_once(begin, hana, at):
    draft = begin()
    first, second = (services.freeze(draft, by=hana, at=at, version=0) for _ in range(2))
    assert first.sha256 == second.sha256
    assert len(files()) == 1


def test_whoever_is_second_by_a_moment_gets_the_first_one_s_letter(begin, hana, at, monkeypatch):
    """Between the printing and the lock somebody else has made it: the file that is not needed goes."""
    draft, real = begin(), making._printed

    def slowly(letter, at):
        monkeypatch.setattr(making, "_printed", real)
        services.freeze(draft, by=hana, at=at, version=0)
        return real(letter, at)

    monkeypatch.setattr(making, "_printed", slowly)
    late = services.freeze(draft, by=hana, at=at, version=0)
    assert [path.name for path in files()] == [late.stored_name]
    assert actions(late).count("letter.frozen") == 1


def test_the_next_version_says_which_it_replaces_and_the_old_one_stays(freeze, hana, at):
    old = freeze()
    before = selectors.content(old)
    draft = services.revise(old, by=hana, at=at)
    assert services.revise(old, by=hana, at=at) == draft
    new = services.freeze(services.edit(draft, text="Better.", by=hana, at=at, version=0), by=hana, at=at, version=1)
    assert new.supersedes == old
    assert selectors.content(Letter.objects.get(pk=old.pk)) == before
    assert is_valid(before)
    assert [one.reference for one in selectors.versions(new)] == [new.reference, old.reference]
    with pytest.raises(Refused, match="newer version"):
        services.revise(old, by=hana, at=at)


def test_about_one_thing_there_is_one_letter(begin):
    first = begin()
    assert begin(about=first.about, why="Something else.") == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(dossier=first.dossier, about=first.about, template=first.template, template_version=1, path="/",
                              reference="P-2222-2222", right="x", created_at=first.created_at, created_by=first.created_by)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(begin, hana, at):
    draft = begin()
    services.edit(draft, text="First.", by=hana, at=at, version=0)
    for late in (services.edit, services.freeze):
        with pytest.raises(Stale):
            late(draft, by=hana, at=at, version=0, **({"text": "Second."} if late is services.edit else {}))
    assert files() == []


@pytest.mark.parametrize("text, sentence", [
    (" \n ", "cannot be empty"), ("x" * (rules.MOST_TEXT + 1), "This one is longer"), ("x\n" * rules.MOST_LINES, "This one is longer"),
    ("a bell\x07", "hidden characters"), ("evil \u202e order", "hidden characters"),
])
def test_what_no_letter_may_be_is_refused(begin, hana, at, text, sentence):
    draft = begin()
    with pytest.raises(Refused, match=sentence):
        services.edit(draft, text=text, by=hana, at=at, version=0)
    assert "Zinnober" in selectors.words(Letter.objects.get(pk=draft.pk))


def test_a_password_is_not_kept():
    form = TextForm({"text": "Dear Tam\n\nThe password is Summer2026!", "version": "0"})
    assert form.errors["text"] == [NOT_KEPT]


@pytest.mark.parametrize("who", ["rhys", "teo", "tam", "sasha", "olu", "cleo"])
def test_only_whoever_may_ask_writes(begin, freeze, cast, at, who):
    draft, made, by = begin(), freeze(), {"by": cast[who], "at": at}
    for step in (
        lambda: services.edit(draft, text="Mine.", version=0, **by),
        lambda: services.freeze(draft, version=0, **by),
        lambda: services.revise(made, **by),
    ):
        with pytest.raises(Refused, match="somebody else"):
            step()


def test_a_sign_that_cannot_be_printed_leaves_the_draft(begin, hana, at):
    with pytest.raises(Refused, match="😀"):
        services.freeze(begin(why="It ends with 😀."), by=hana, at=at, version=0)
    assert files() == []


def test_a_making_that_is_taken_back_leaves_no_file(begin, hana, at, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(making, "record", fails)
    with pytest.raises(RuntimeError):
        services.freeze(begin(), by=hana, at=at, version=0)
    assert files() == []


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x")])
def test_a_changed_file_is_not_given_out_and_leaves_an_event(freeze, hana, at, spoil):
    made = freeze()
    spoil(files()[0])
    with pytest.raises(Refused, match="no longer what was made"):
        services.download(made, by=hana, at=at)
    assert actions(made)[-1] == "letter.damaged"
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("check_letters")


def test_a_letter_of_another_row_does_not_open_in_its_place(freeze):
    one, other = freeze(), freeze()
    Letter.objects.filter(pk=one.pk).update(stored_name=None, frozen_at=None, frozen_by=None, size=None, sha256="")
    Letter.objects.filter(pk=other.pk).update(stored_name=one.stored_name)
    with pytest.raises(Refused, match="no longer what was made"):
        selectors.content(Letter.objects.select_related("dossier").get(pk=other.pk))


def test_without_its_key_nobody_opens_it(freeze):
    made = freeze()
    sealing.destroy_key(made.dossier)
    with pytest.raises(Refused, match="disposed of"):
        selectors.content(made)


def test_the_sweep_for_evidence_leaves_letters_alone(freeze, at):
    made = freeze()
    far = made.frozen_at.replace(year=2030)
    sweep_evidence(at=far, remove=True)
    assert services.sweep(at=far, remove=True) == []
    assert selectors.content(made)


def test_what_belongs_to_no_letter_is_swept(freeze, at):
    made = freeze()
    with vault.writing(b"left over", room=rules.ROOM) as (name,):
        far = made.frozen_at.replace(year=2030)
        assert services.sweep(at=far, remove=False) == [name]
        services.sweep(at=far, remove=True)
    assert [path.name for path in files()] == [made.stored_name]


def test_disposal_takes_files_along(freeze, hana, at, django_capture_on_commit_callbacks):
    made = freeze()
    services.freeze(services.revise(made, by=hana, at=at), by=hana, at=at, version=0)
    with django_capture_on_commit_callbacks(execute=True):
        services.dispose(made.dossier)
    assert files() == []
    assert not Letter.objects.exists()


def test_the_database_knows_no_half_made_letter(begin, hana, at):
    draft = begin()
    for half in ({"sha256": "x"}, {"frozen_at": at}, {"stored_name": "x", "size": 1, "frozen_at": at, "frozen_by": hana}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=draft.pk).update(**half)
