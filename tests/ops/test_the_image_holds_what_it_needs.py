"""A room that is not copied into the image is missed on the first start in production, so it is missed here."""

from tests.laws import house

IGNORED = (house.ROOT / ".dockerignore").read_text().splitlines()


def test_every_room_is_copied():
    assert {f"!{room}" for room in (*house.ROOMS, "templates", "static", "manage.py", "requirements/run.lock")} <= set(IGNORED)


def test_nothing_else_is():
    assert IGNORED[0] == "*"
    assert not {"!tests", "!var", "!.env", "!.git"} & set(IGNORED)


def test_the_image_is_not_run_by_root():
    assert "\nUSER tmt\n" in (house.ROOT / "Dockerfile").read_text()
