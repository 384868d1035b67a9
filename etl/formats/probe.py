"""The first pass over a file: what it is and whether it can be read, in constant memory."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from domain.errors import DeliveryError
from domain.personnummer import scrub

_CHUNK = 1 << 20
_SWEDISH_IN_UTF8 = tuple("åäöÅÄÖé".encode()[i : i + 2] for i in range(0, 14, 2))
_SIGNATURES = (
    (b"%PDF", "en PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "en gammal eller lösenordsskyddad Officefil"),
    (b"PK\x03\x04", "en komprimerad fil eller en arbetsbok"),
    (b"\x1f\x8b", "en komprimerad fil"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"PAR1", "en Parquetfil"),
)


@dataclass(frozen=True)
class Probe:
    """What the bytes of a file say. `name` is free of anything that looks like a personnummer."""

    path: Path
    name: str
    size_bytes: int
    sha256: str
    signature: str | None
    utf16: bool
    has_nul: bool
    ascii: bool
    valid_utf8: bool
    swedish_utf8: bool
    line_feeds: int
    carriage_returns: int
    blank: bool

    @property
    def is_workbook(self) -> bool:
        """Whether the name says that this is a workbook."""
        return self.path.suffix.lower() in (".xlsx", ".xlsm", ".xls")


def shown_name(path: Path) -> str:
    """The file's name as it may be shown and kept."""
    return scrub(path.name)


def probe(path: Path) -> Probe:
    """Read the file once. DeliveryError if it cannot be opened."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = line_feeds = returns = 0
    has_nul = swedish = False
    is_ascii = valid = blank = True
    head = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                head = head or chunk[:4096]
                digest.update(chunk)
                size += len(chunk)
                line_feeds += chunk.count(b"\n")
                returns += chunk.count(b"\r")
                has_nul = has_nul or b"\0" in chunk
                blank = blank and not chunk.strip(b" \t\r\n;,\xef\xbb\xbf")
                if chunk.isascii() and is_ascii:
                    continue
                is_ascii = False
                swedish = swedish or any(pair in chunk for pair in _SWEDISH_IN_UTF8)
                valid = valid and _decodes(decoder, chunk)
        valid = valid and _decodes(decoder, b"", final=True)
    except OSError as error:
        raise DeliveryError(
            f"Filen {shown_name(path)} kan inte läsas: {error.strerror or 'okänt fel'}."
        ) from error
    return Probe(
        path=path,
        name=shown_name(path),
        size_bytes=size,
        sha256=digest.hexdigest(),
        signature=next((label for magic, label in _SIGNATURES if head.startswith(magic)), None),
        utf16=_utf16(head),
        has_nul=has_nul,
        ascii=is_ascii,
        valid_utf8=valid,
        swedish_utf8=swedish,
        line_feeds=line_feeds,
        carriage_returns=returns,
        blank=blank,
    )


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    # Without a byte order mark: western text in UTF-16 has a NUL in nearly every other place.
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) / 2


def text_encoding(found: Probe, said: str | None) -> str:
    """The encoding of a text file: `utf-8` or `cp1252`, or what the mapping says.

    DeliveryError if the file is not text, is empty, or could be two things.
    """
    name = found.name
    if found.size_bytes == 0 or found.blank:
        raise DeliveryError(f"Filen {name} är tom: leverera den igen, minst med sin rubrikrad.")
    if found.signature is not None:
        raise DeliveryError(f"Filen {name} är inte en textfil utan {found.signature}: exportera den som CSV.")
    if found.utf16:
        raise DeliveryError(f"Filen {name} är kodad i UTF-16: spara den som CSV i UTF-8.")
    if found.has_nul:
        raise DeliveryError(
            f"Filen {name} innehåller NUL-tecken och är ingen hel textfil: exportera den på nytt."
        )
    if said is not None:
        return _said_encoding(found, said)
    if found.valid_utf8:
        return "utf-8"
    if found.swedish_utf8:
        raise DeliveryError(
            f"Filen {name} kan vara både UTF-8 och Windows-1252: spara den i en "
            "kodning, eller ange encoding i källans mappning."
        )
    return "cp1252"


def _said_encoding(found: Probe, said: str) -> str:
    try:
        encoding = codecs.lookup(said).name
    except LookupError as error:
        raise DeliveryError(f"Kodningen {said} som mappningen anger för {found.name} finns inte.") from error
    if encoding == "utf-8" and not found.valid_utf8:
        raise DeliveryError(f"Filen {found.name} är inte i UTF-8, som mappningen säger: spara den i UTF-8.")
    return encoding
