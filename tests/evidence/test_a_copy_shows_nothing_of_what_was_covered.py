"""Parts blacked out or cut away by the server, on the pixels; the original stays; only who works on it makes one."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from foundation.dossiers.rules import Refused
from foundation.evidence import rules, selectors, services
from foundation.evidence.models import Exhibit
from foundation.evidence.rules import covering
from foundation.trail.models import Event

from .files import pdf
from .pictures import picture, with_place


def speckled(size=(48, 48)):
    """No two points alike, so that anything left over would show."""
    image = Image.new("RGB", size)
    image.putdata([((x * 5) % 256, (y * 5) % 256, 120) for y in range(size[1]) for x in range(size[0])])
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def opened(exhibit):
    with Image.open(BytesIO(selectors.content(exhibit))) as image:
        return image.convert("RGB")


@pytest.fixture
def cover(hana, at):
    def covering_it(exhibit, *ticked, how="black", by=hana, key=None):
        return Exhibit.objects.get(uuid=services.cover(exhibit, ticked=ticked, how=how, by=by, at=at, key=key or uuid4()))

    return covering_it


def test_what_was_ticked_is_black_and_the_rest_is_as_it_was(add, cover):
    before = add(speckled())
    after = opened(cover(before, "0-0", "11-11"))
    same = opened(before)
    for x in range(48):
        for y in range(48):
            black = (x < 4 and y < 4) or (x >= 44 and y >= 44)
            assert after.getpixel((x, y)) == ((0, 0, 0) if black else same.getpixel((x, y)))


def test_what_was_not_ticked_is_cut_away(add, cover):
    before = add(speckled())
    after = opened(cover(before, "1-1", "2-3", how="crop"))
    assert after.size == (12, 8)
    assert after.getpixel((0, 0)) == opened(before).getpixel((4, 4))


def test_the_original_is_untouched_and_the_copy_points_at_it(add, cover, at, hana):
    before = add(speckled())
    copy = cover(before, "0-0")
    assert selectors.content(before) == speckled()
    assert (copy.original, copy.number, copy.covered, copy.captured_by, copy.state) == (before, 2, True, hana, rules.READY)
    assert cover(copy, "1-1").original == before
    assert Event.objects.filter(chain=before.dossier.uuid).latest("seq").action == "evidence.covered"


def test_the_copys_preview_shows_nothing_either(add, cover):
    with Image.open(BytesIO(selectors.preview(cover(add(picture(size=(480, 480))), "0-0")))) as shown:
        assert max(shown.getpixel((10, 10))) < 12


def test_place_and_device_are_not_in_the_copy(add, cover):
    copy = cover(add(picture("JPEG", size=(48, 48), exif=with_place()), "shot.jpg"), "0-0")
    assert b"Telephone" not in selectors.content(copy)
    assert copy.stripped


@pytest.mark.parametrize("kind, name", [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_see_through_parts_hide_nothing(add, cover, kind, name):
    data = picture(kind, size=(24, 24)) if kind == "JPEG" else picture(kind, size=(24, 24), mode="RGBA", colour=(9, 9, 9, 0))
    assert max(opened(cover(add(data, name), "0-0")).getpixel((0, 0))) < 12


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_every_point_lies_under_a_box(width, height):
    rows = covering.rows_of(width, height)
    every = [(row, column) for row in range(rows) for column in range(covering.COLUMNS)]
    assert len(every) < 450  # fewer than the fields one form may have
    found = covering.boxes(every, rows, width, height)
    assert covering.around(found) == (0, 0, width, height)
    for one in range(covering.COLUMNS - 1):
        assert found[one][2] >= found[one + 1][0]


@pytest.mark.parametrize("ticked", [[], ["0"], ["99-99"], ["0-12"], ["-1-0"], ["a-b"], ["0-0-0"], ["\u0660-\u0660"], ["0-0\n"]])
def test_what_is_not_on_the_grid_is_refused(add, hana, at, ticked):
    with pytest.raises(Refused, match="Tick the parts"):
        services.cover(add(speckled()), ticked=ticked, how="black", by=hana, at=at, key=uuid4())


def test_pressed_twice_makes_one_copy(add, cover):
    before, key = add(speckled()), uuid4()
    assert cover(before, "0-0", key=key) == cover(before, "0-0", key=key)
    assert Exhibit.objects.count() == 2


def test_only_a_picture_can_be_covered(add, hana, at):
    with pytest.raises(Refused, match="Only a picture"):
        services.cover(add(pdf(), "a.pdf"), ticked=["0-0"], how="black", by=hana, at=at, key=uuid4())


def test_who_handed_it_in_is_told_that_it_is_not_theirs_to_change(exhibit, teo, client_of):
    client = client_of(teo)
    address = reverse("evidence:cover", args=[exhibit.uuid])
    assert address not in client.get(reverse("evidence:show", args=[exhibit.uuid])).content.decode()
    assert client.get(address).status_code == client.post(address, {"cells": "0-0", "how": "black"}).status_code == 422
    assert Exhibit.objects.count() == 1


def test_what_may_show_a_child_is_not_covered_and_its_copies_are_sealed_with_it(add, cover, hana, at, client_of):
    before = add(speckled())
    copy = cover(before, "0-0")
    services.mark_may_show_child(copy, by=hana, at=at, alert=lambda exhibit, *, by, at: None)
    before.refresh_from_db()
    assert before.may_show_child
    with pytest.raises(Refused, match="sealed"):
        cover(before, "1-1")
    assert client_of(hana).get(reverse("evidence:cover", args=[before.uuid])).status_code == 422


def test_the_page_has_a_box_for_each_part_and_keeps_what_was_ticked(add, hana, client_of):
    client, address = client_of(hana), reverse("evidence:cover", args=[add(speckled()).uuid])
    page = client.get(address).content.decode()
    assert page.count('name="cells"') == 144
    assert "Row 12, column 12" in page
    answer = client.post(address, {"cells": ["3-4"], "how": ""})
    assert answer.status_code == 422
    assert 'value="3-4" checked' in answer.content.decode()


def test_the_page_makes_the_copy_and_leads_to_it(add, hana, client_of):
    before = add(speckled())
    client = client_of(hana)
    page = client.post(reverse("evidence:cover", args=[before.uuid]), {"cells": ["0-0", "0-1"], "how": "black"}, follow=True)
    assert b"Exhibit E-2" in page.content
    assert b"blacked out" in page.content
