"""Reading the questions: one .sql file each, with a header that says what it answers.

The header is the comment at the top of the file: one sentence, then `one row per …`, then what is special
(`writes`: asked through the writing door; `individuals`: gives rows about individuals, read under an
opening), then one line for each parameter (`:name – meaning`). Binding is done here, on the words outside
strings and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from domain.errors import QueryError

FOLDER = Path(__file__).parent
_HEADER = re.compile(r"\A(?:[ \t]*--[^\n]*\n)+")
_DECLARED = re.compile(r":([a-z][a-z0-9_]*)\s+–\s+(.+)")
_WRITES, _INDIVIDUALS = "writes", "individuals"
_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|\$\$.*?\$\$|::|:(?P<name>[a-z][a-z0-9_]*)|%", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the store. `sql` is the file's statement as written, `bound` what is sent."""

    name: str
    sentence: str
    grain: str
    parameters: dict[str, str]
    sql: str
    bound: str
    writes: bool = False
    individuals: bool = False

    def check(self, given: set[str]) -> None:
        """Raise QueryError unless exactly the declared parameters were given."""
        declared = set(self.parameters)
        if declared != given:
            wrong = ", ".join(sorted(declared ^ given))
            raise QueryError(f"Frågan {self.name} ställdes med fel parametrar: {wrong}.")


def parse(name: str, text: str) -> Question:
    """Read one question; QueryError on a missing header or an undeclared, unused or duplicate parameter."""
    header = _HEADER.match(text)
    if header is None:
        raise QueryError(f"queries/{name}.sql saknar rubrik.")
    sentence, grain, parameters, special = _read_header(name, header.group())
    sql = text[header.end() :].strip().removesuffix(";").rstrip()
    used: set[str] = set()

    def bind(match: re.Match[str]) -> str:
        parameter = match.group("name")
        if parameter is None:
            return match.group().replace("%", "%%")
        used.add(parameter)
        return f"%({parameter})s"

    bound = _TOKEN.sub(bind, sql)
    if undeclared := sorted(used - set(parameters)):
        raise QueryError(f"queries/{name}.sql använder en parameter som inte är angiven: {undeclared[0]}.")
    if unused := sorted(set(parameters) - used):
        raise QueryError(f"queries/{name}.sql anger en parameter som inte används: {unused[0]}.")
    return Question(
        name, sentence, grain, parameters, sql, bound, _WRITES in special, _INDIVIDUALS in special
    )


def _read_header(name: str, header: str) -> tuple[str, str, dict[str, str], set[str]]:
    sentence: list[str] = []
    special: set[str] = set()
    grain = ""
    parameters: dict[str, str] = {}
    for line in (raw.strip().removeprefix("--").strip() for raw in header.splitlines()):
        if declared := _DECLARED.fullmatch(line):
            if declared.group(1) in parameters:
                raise QueryError(f"queries/{name}.sql anger parametern {declared.group(1)} två gånger.")
            parameters[declared.group(1)] = declared.group(2)
        elif line.startswith("one row per "):
            grain = line
        elif grain and line in (_WRITES, _INDIVIDUALS):
            special.add(line)
        elif line and not grain:
            sentence.append(line)
        elif line:
            raise QueryError(f"queries/{name}.sql har en rad i rubriken som inte går att läsa: {line}.")
    if not sentence or not grain:
        raise QueryError(f"queries/{name}.sql ska börja med en mening och ”one row per …”.")
    return " ".join(sentence), grain, parameters, special


@cache
def every() -> dict[str, Question]:
    """All questions by name. Raises QueryError when any of the files is badly written."""
    files = sorted(FOLDER.glob("*.sql"))
    return {file.stem: parse(file.stem, file.read_text(encoding="utf-8")) for file in files}


def named(name: str) -> Question:
    """The question with that name; QueryError when there is none."""
    try:
        return every()[name]
    except KeyError:
        raise QueryError(f"Frågan {name} finns inte.") from None
