"""Where providers are: real municipalities, by their code and the place of their centre."""

from __future__ import annotations

PLACES = {
    "0180": (59.33, 18.07),
    "0380": (59.86, 17.64),
    "0480": (58.75, 17.01),
    "0484": (59.37, 16.51),
    "0580": (58.41, 15.62),
    "0581": (58.59, 16.19),
    "0680": (57.78, 14.16),
    "0780": (56.88, 14.81),
    "0880": (56.66, 16.36),
    "1280": (55.60, 13.00),
    "1480": (57.71, 11.97),
    "1490": (57.72, 12.94),
    "1780": (59.38, 13.50),
    "1880": (59.27, 15.21),
    "1980": (59.61, 16.55),
    "2080": (60.61, 15.63),
    "2180": (60.67, 17.14),
    "2281": (62.39, 17.31),
}
"""Latitude and longitude (WGS 84), by municipality code."""

NEAR = ("0380", "0480", "0484", "1880", "1980", "2080", "2180")
"""The neighbours of the demo municipality, which itself is nowhere."""
