"""The borders of the municipalities, as they are read from the package's file."""

from __future__ import annotations

import struct

import pytest

from ui.municipalities import municipalities, parts_of


def _polygon(*rings: list[tuple[float, float]]) -> bytes:
    made = struct.pack("<BII", 1, 3, len(rings))
    for ring in rings:
        made += struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *point) for point in ring)
    return made


def test_all_290_are_there_with_code_name_and_borders_inside_the_country() -> None:
    found = municipalities()
    assert len(found) == 290
    assert found["0680"].name == "Jönköping" and found["2584"].name == "Kiruna"
    for each in found.values():
        assert each.parts
        for ring in (ring for part in each.parts for ring in part):
            assert ring[0] == ring[-1]
            assert all(10 < x < 25 and 55 < y < 70 for x, y in ring), each.name


def test_a_shape_has_its_parts_and_holes_with_three_decimals() -> None:
    outer = [(12.00049, 57.0), (13.0, 57.0), (13.0, 58.0), (13.0001, 58.0001), (12.00049, 57.0)]
    hole = [(12.1, 57.1), (12.2, 57.1), (12.2, 57.2), (12.1, 57.1)]
    shape = struct.pack("<BII", 1, 6, 2) + _polygon(outer, hole) + _polygon(hole)
    first, second = parts_of(shape)
    # two points that are one after rounding are one
    assert first == [[(12.0, 57.0), (13.0, 57.0), (13.0, 58.0), (12.0, 57.0)], hole]
    assert second == [hole] == parts_of(_polygon(hole))[0]


def test_what_is_no_polygon_is_refused() -> None:
    with pytest.raises(ValueError, match="WKB"):
        parts_of(struct.pack("<BIIdd", 1, 1, 0, 12.0, 57.0))
