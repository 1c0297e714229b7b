"""The trust's colour, the compiled files and what they may hold."""

import gzip
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.face.brand import DEFAULT, READABLE, contrast, palette, stylesheet

STATIC = Path(__file__).resolve().parents[2] / "static"


def test_contrast_is_that_of_the_guidelines():
    assert (round(contrast("#000000")), contrast("#ffffff")) == (21, 1)
    assert round(contrast("#767676"), 2) == 4.54


def test_every_shade_of_the_default_can_be_read():
    shades = palette(DEFAULT)
    assert contrast(shades["brand"], shades["tint"]) > READABLE
    assert contrast(shades["dark"], shades["tint"]) > READABLE


@pytest.mark.parametrize("colour", ["purple", "#fff", "#5b2a6e;}body{display:none", "#5b2a6eff", "", "#5b2a6e\n"])
def test_what_is_no_colour_stops_the_start(colour):
    with pytest.raises(ImproperlyConfigured, match="six digits"):
        palette(colour)


def test_a_colour_nobody_could_read_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="too light"):
        palette("#ffd700")


def test_another_colour_changes_properties_only():
    assert stylesheet("#004d40").startswith(":root{--tmt-brand:#004d40;")


def test_the_default_stands_in_the_stylesheet():
    assert all(f"--tmt-{name}:{shade}" in (STATIC / "css/brand.css").read_text() for name, shade in palette(DEFAULT).items())


@pytest.mark.parametrize("name", ["css/tmt.css", "css/brand.css", "js/tmt.js"])
def test_the_compressed_copy_is_a_copy(name):
    assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == (STATIC / name).read_bytes()


def test_what_belongs_to_others_is_named_or_left_out():
    assert "GDS Transport" not in (STATIC / "css/tmt.css").read_text()
    assert "MIT License" in (STATIC / "vendor/NOTICE.md").read_text()
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text().upper()


def test_a_first_visit_is_light():
    parts = ["css/tmt.css.gz", "css/brand.css.gz", "js/tmt.js.gz", "js/enabled.js", "fonts/atkinson-latin.woff2", "img/icon.svg"]
    assert sum((STATIC / part).stat().st_size for part in parts) < 70_000
