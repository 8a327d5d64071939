"""The order in which the blocks of a page are read: column by column, between what runs across the columns."""

from __future__ import annotations

from typing import Final

from graphkit.ingest.pdfpages import Line

Block = tuple[Line, ...]

#: So wide is the space between two columns at least, in points.
_GUTTER: Final = 5
#: A column of running text is wider than this, in points: the numbers of a list and the cells of a table are not.
_COLUMN: Final = 90


def in_reading_order(blocks: list[Block]) -> list[Block]:
    """The blocks, columns from left to right, each from top to bottom."""
    if len(blocks) < 2:
        return blocks
    at = _gutter(blocks)
    if at is not None:
        left = [b for b in blocks if _left(b) < at]
        return in_reading_order(left) + in_reading_order([b for b in blocks if _left(b) >= at])
    bands = _bands(blocks)
    if len(bands) == 1:
        return sorted(blocks, key=lambda b: (-_high(b), _left(b)))
    return [block for band in _joined(bands) for block in in_reading_order(band)]


def _left(block: Block) -> float:
    return min(line.left for line in block)


def _right(block: Block) -> float:
    return max(line.right for line in block)


def _high(block: Block) -> float:
    return max(line.high for line in block)


def _low(block: Block) -> float:
    return min(line.low for line in block)


def _gutter(blocks: list[Block]) -> float | None:
    """Where a column ends and the next begins, or None where nothing parts the blocks from top to bottom."""
    ordered = sorted(blocks, key=_left)
    reach, widest, at = _right(ordered[0]), 0.0, None
    for block in ordered[1:]:
        if _left(block) - reach > max(widest, _GUTTER):
            widest, at = _left(block) - reach, _left(block)
        reach = max(reach, _right(block))
    if at is None:
        return None
    sides = [b for b in blocks if _left(b) < at], [b for b in blocks if _left(b) >= at]
    wide = all(max(map(_right, side)) - min(map(_left, side)) > _COLUMN for side in sides)
    beside = min(max(map(_high, side)) for side in sides) > max(min(map(_low, side)) for side in sides)
    return at if wide and beside else None


def _bands(blocks: list[Block]) -> list[list[Block]]:
    """Blocks that stand beside each other, from top to bottom."""
    bands: list[list[Block]] = []
    floor = 0.0
    for block in sorted(blocks, key=lambda b: -_high(b)):
        if not bands or _high(block) <= floor:
            bands.append([])
            floor = _low(block)
        bands[-1].append(block)
        floor = min(floor, _low(block))
    return bands


def _joined(bands: list[list[Block]]) -> list[list[Block]]:
    """Bands that are the same columns together, so that a space at the same height in both does not part them."""
    found: list[list[Block]] = []
    for band in bands:
        if found and _gutter([*found[-1], *band]) is not None:
            found[-1] = [*found[-1], *band]
        else:
            found.append(band)
    return found if len(found) > 1 else bands
