"""The grid that is laid over a picture to black parts of it out, and what was ticked in it."""

import re
from collections.abc import Iterable

from foundation.dossiers.rules import Refused

BLACK, CROP = "black", "crop"
HOWS = {BLACK: "Black out what I ticked", CROP: "Keep only what I ticked, and cut the rest away"}
COLUMNS = 12
_LEAST_ROWS, _MOST_ROWS = 3, 36  # with twelve columns still fewer fields than one form may have
_CELL = re.compile(r"[0-9]{1,2}-[0-9]{1,2}")

Cell = tuple[int, int]  # row and column, from 0


def rows_of(width: int, height: int) -> int:
    """How many rows the grid of a picture has, so that its cells are about square; a very long picture gets taller ones."""
    return max(_LEAST_ROWS, min(_MOST_ROWS, round(COLUMNS * height / width)))


def cells_of(ticked: Iterable[str], rows: int) -> set[Cell]:
    """The cells that came with the form as "row-column". Raises Refused for none, and for what is not on the grid."""
    cells = {tuple(map(int, one.split("-"))) for one in ticked if _CELL.fullmatch(one)}
    cells = {(row, column) for row, column in cells if row < rows and column < COLUMNS}
    if not cells:
        raise Refused("Tick the parts of the picture first.", field="cells")
    return cells


def boxes(cells: Iterable[Cell], rows: int, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """(left, top, right, bottom) of each cell in points of the picture, rounded outwards: what is under its edge is covered too."""
    return [
        (column * width // COLUMNS, row * height // rows, -(-(column + 1) * width // COLUMNS), -(-(row + 1) * height // rows))
        for row, column in cells
    ]


def around(found: list[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    """The smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
