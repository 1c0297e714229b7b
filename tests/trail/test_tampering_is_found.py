"""Somebody who owns the database, but neither the seal's key nor what was exported, changes rows by hand."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from foundation.trail import rules, selectors, triggers
from foundation.trail.models import ChainHead, Event, Seal
from tests.trail.scene import ALDER, BIRCH, NINE

pytestmark = pytest.mark.beats(9)


def found(exported=None):
    triggers.install(connection)  # the thief covers that track
    return selectors.verify(exported)


def row(seq, chain=ALDER):
    return Event.objects.filter(chain=chain, seq=seq)


def copy_to(seq, source):
    forged = row(source).get()
    forged.pk, forged.seq = None, seq
    forged.save()


def edit_a_field(rehash):
    row(3).update(to_state="REJECTED")


def edit_the_last_event(rehash):
    row(5).update(actor="anonymous")


def edit_the_ids(rehash):
    row(2).update(ids={"round": 99})


def edit_and_rehash_one(rehash):
    row(3).update(reason="other")
    rehash(ALDER, 3, 3, head=False)


def delete_in_the_middle(rehash):
    row(3).delete()


def delete_in_the_middle_and_renumber(rehash):
    row(3).delete()
    for seq in (4, 5):
        row(seq).update(seq=seq - 1)


def swap_two(rehash):
    row(2).update(seq=99)
    row(3).update(seq=2)
    row(99).update(seq=3)


def insert_between(rehash):
    for seq in (5, 4, 3):
        row(seq).update(seq=seq + 1)
    copy_to(3, source=2)
    rehash(ALDER, 3, 3, head=False)


def append_past_the_head(rehash):
    copy_to(6, source=5)
    rehash(ALDER, 6, head=False)


def cut_the_first(rehash):
    row(1).delete()


def cut_the_last(rehash):
    row(5).delete()


def back_date(rehash):
    row(4).update(at=NINE - timedelta(days=90))


def back_date_and_rehash_all(rehash):
    row(5).update(at=NINE - timedelta(days=90))
    rehash(ALDER)


def forge_a_head(rehash):
    ChainHead.objects.filter(chain=ALDER).update(digest="0" * 64)


def take_a_head_away(rehash):
    ChainHead.objects.filter(chain=ALDER).delete()


def move_to_another_chain(rehash):
    row(5, BIRCH).update(chain=ALDER, seq=6)


def empty_a_chain(rehash):
    Event.objects.filter(chain=ALDER).delete()


FOUND_IN_THE_ROWS = {
    edit_a_field: (3, "changed after"), edit_the_last_event: (5, "changed after"), edit_the_ids: (2, "changed after"),
    edit_and_rehash_one: (3, "changed or replaced"), delete_in_the_middle: (3, "gone"),
    delete_in_the_middle_and_renumber: (3, "changed after"), swap_two: (2, "changed after"), insert_between: (4, "changed after"),
    append_past_the_head: (6, "after the head"), cut_the_first: (1, "gone"), cut_the_last: (4, "events at the end are gone"),
    back_date: (4, "changed after"), back_date_and_rehash_all: (5, "dated before"), forge_a_head: (5, "not the one the head holds"),
    take_a_head_away: (5, "head of this chain is gone"), move_to_another_chain: (6, "changed after"),
    empty_a_chain: (1, "all of its events are gone"),
}


@pytest.mark.parametrize("tamper", FOUND_IN_THE_ROWS, ids=lambda tamper: tamper.__name__)
def test_the_rows_themselves_show_it(tamper, sealed, rehash):
    tamper(rehash)
    seq, what = FOUND_IN_THE_ROWS[tamper]
    first = found()[0]
    assert (first.chain, first.seq) == (ALDER, seq)
    assert what in first.what


def rewrite_all(rehash):
    row(2).update(reason="other")
    rehash(ALDER)


def cut_the_tail_and_move_the_head(rehash):
    row(5).delete()
    ChainHead.objects.filter(chain=ALDER).update(sealed_seq=4, sealed_in=1)
    rehash(ALDER)


def delete_chain_and_head(rehash):
    Event.objects.filter(chain=ALDER).delete()
    ChainHead.objects.filter(chain=ALDER).delete()


def edit_a_seal(rehash):
    Seal.objects.filter(number=1).update(at=NINE - timedelta(days=1))


def forge_a_seal(rehash):
    forged = {"number": 3, "at": NINE, "heads": {}, "previous": Seal.objects.get(number=2).digest}
    Seal.objects.create(**forged, digest=rules.seal_digest(b"not the key of the trust", **forged))


def delete_the_first_seal(rehash):
    Seal.objects.filter(number=1).delete()


def delete_the_last_seal(rehash):
    Seal.objects.filter(number=2).delete()


def pretend_it_is_sealed(rehash):
    copy_to(6, source=5)
    rehash(ALDER)
    ChainHead.objects.filter(chain=ALDER).update(sealed_seq=F("seq"))


def say_it_is_sealed_nowhere(rehash):
    ChainHead.objects.filter(chain=ALDER).update(sealed_in=0)


FOUND_BY_A_SEAL = {
    rewrite_all: "chain {alder}, event 4: this event or one before it was rewritten after seal 1",
    cut_the_tail_and_move_the_head: "chain {alder}, event 5: this event is gone; seal 2 holds it",
    delete_chain_and_head: "chain {alder}, event 4: this event is gone; seal 1 holds it",
    edit_a_seal: "trail: seal 1 was not made with the trust's key",
    forge_a_seal: "trail: seal 3 was not made with the trust's key",
    delete_the_first_seal: "trail: seal 1 is gone; the next one is 2",
    delete_the_last_seal: "chain {alder}: seal 2 is gone, in which this chain was sealed",
    pretend_it_is_sealed: "chain {alder}, event 6: the head says it was sealed in seal 2, which does not hold it",
    say_it_is_sealed_nowhere: "chain {alder}, event 5: the head says it was sealed, but not in which seal",
}


@pytest.mark.parametrize("tamper", FOUND_BY_A_SEAL, ids=lambda tamper: tamper.__name__)
def test_a_seal_shows_it(tamper, sealed, rehash):
    tamper(rehash)
    assert str(found()[0]) == FOUND_BY_A_SEAL[tamper].format(alder=ALDER)


def take_back_the_last_hour(rehash):
    """Seal, event and head all as they stood before: nothing left in the database can tell."""
    delete_the_last_seal(rehash)
    cut_the_tail_and_move_the_head(rehash)


def test_only_an_exported_seal_shows_an_hour_taken_back(sealed, rehash):
    take_back_the_last_hour(rehash)
    assert found() == []
    assert [str(finding) for finding in found(sealed)] == [
        "trail: seal 2 is gone; it was exported", f"chain {ALDER}, event 5: this event is gone; seal 2 holds it"]


def test_an_exported_seal_shows_one_made_anew_with_the_stolen_key(sealed, rehash, settings):
    last = Seal.objects.get(number=2)
    anew = {"number": 2, "at": last.at + timedelta(minutes=1), "heads": last.heads, "previous": last.previous}
    Seal.objects.filter(number=2).update(at=anew["at"], digest=rules.seal_digest(settings.SEAL_KEY, **anew))
    assert found() == []
    assert [str(finding) for finding in found(sealed)] == ["trail: seal 2 is not the one that was exported"]


def test_an_old_seal_made_anew_with_the_stolen_key_fits_no_longer(sealed, rehash, settings):
    first = Seal.objects.get(number=1)
    anew = {"number": 1, "at": first.at + timedelta(minutes=1), "heads": first.heads, "previous": ""}
    Seal.objects.filter(number=1).update(at=anew["at"], digest=rules.seal_digest(settings.SEAL_KEY, **anew))
    assert [str(finding) for finding in found()] == ["trail: seal 2 does not follow the seal before it"]


def test_a_forged_export_accuses_nobody(sealed):
    forged = [{**sealed[0], "heads": {str(ALDER): [4, "0" * 64]}}]
    assert [str(finding) for finding in selectors.verify(forged)] == ["trail: the exported seal 1 was not made with the trust's key"]


def test_triggers_taken_away_are_found(sealed, unguarded):
    assert [str(finding) for finding in selectors.verify()] == [
        "trail: the database no longer refuses changes to trail_event", "trail: the database no longer refuses changes to trail_seal"]


def test_a_broken_chain_hides_no_other(sealed, rehash):
    row(3).delete()
    row(2, BIRCH).delete()
    assert [(finding.chain, finding.seq) for finding in found()[:2]] == [(ALDER, 3), (BIRCH, 2)]
    assert len(selectors.verify(limit=1)) == 1


def test_a_trail_nobody_touched_is_whole(sealed):
    assert selectors.verify(sealed) == []


def test_the_command_exits_with_the_first_bad_row(sealed, rehash):
    edit_a_field(rehash)
    triggers.install(connection)
    with pytest.raises(CommandError, match=rf"First: chain {ALDER}, event 3: changed after") as refusal:
        call_command("verify_trail")
    assert refusal.value.returncode == 1


def test_the_command_compares_with_a_file_it_wrote(sealed, rehash, tmp_path):
    triggers.install(connection)
    call_command("verify_trail", export_seals=tmp_path / "seals")
    triggers.remove(connection)
    take_back_the_last_hour(rehash)
    triggers.install(connection)
    with pytest.raises(CommandError, match="seal 2 is gone; it was exported"):
        call_command("verify_trail", seals=tmp_path / "seals")


def test_the_command_says_what_it_has_proved(sealed, capsys):
    call_command("verify_trail")
    assert capsys.readouterr().out == "The trail is whole: 10 events in 2 chains under 2 seals.\n"


@pytest.mark.parametrize("text", ["{", "[]", '{"number": 1}', "\n"])
def test_a_file_of_something_else_is_not_believed(text, sealed, tmp_path):
    (tmp_path / "seals").write_text(text)
    with pytest.raises(CommandError, match="not a file of exported seals"):
        call_command("verify_trail", seals=tmp_path / "seals")
