"""The sources that have a mapping: one TOML file each in etl/sources, described in docs/mappings.md."""

from __future__ import annotations

import tomllib
from pathlib import Path

from domain.errors import MappingError
from etl.mapping_rules import Source
from etl.mapping_toml import MappingParser

SOURCES = Path(__file__).parent / "sources"


def mapping_names(folder: Path = SOURCES) -> list[str]:
    """The sources that have a mapping."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def load_mapping(name: str, folder: Path = SOURCES) -> Source | None:
    """The mapping of a source; None if it has none. MappingError if it cannot be followed."""
    if name not in mapping_names(folder):
        return None
    path = folder / f"{name}.toml"
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"Mappningen {path.name} är inte giltig TOML: {error}.") from error
    return MappingParser(path).source(said)


def known_sources(folder: Path = SOURCES) -> list[Source]:
    """Every source with a mapping, by name: its `name`, `title` and `entities` are what a list of them
    shows.
    """
    loaded = [load_mapping(name, folder) for name in mapping_names(folder)]
    return [source for source in loaded if source is not None]
