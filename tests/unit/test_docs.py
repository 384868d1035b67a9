"""What there is, is documented: settings, commands, questions, figures, rules, entities and codes.

Each test holds the documentation against the code and names what is missing, in both directions where a
table has a row for each thing.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain import definitions, glossary, titles
from domain.definitions.day_rules import DAY_RULES
from domain.entities import ENTITIES, Column, Kind
from etl.__main__ import _parser as etl_parser
from etl.rules import RULES, Severity
from queries import questions
from report.__main__ import parser as report_parser
from store.__main__ import build_parser as store_parser

PROJECT = Path(__file__).resolve().parents[2]
MIGRATIONS = PROJECT / "store" / "migrations" / "versions"
ROOMS = ("bench", "domain", "etl", "pages", "queries", "report", "store", "tests", "ui")
KINDS = {
    Kind.ID: "id",
    Kind.PERSON: "person-id",
    Kind.TEXT: "text",
    Kind.CODE: "kod",
    Kind.DATE: "dag",
    Kind.MONTH: "månad",
    Kind.TIME: "tidpunkt",
    Kind.INTEGER: "heltal",
    Kind.NUMBER: "tal",
    Kind.MONEY: "kronor",
    Kind.FLAG: "ja/nej",
}


def text_of(*names: str) -> str:
    return (PROJECT.joinpath(*names)).read_text(encoding="utf-8")


def table_rows(text: str) -> list[list[str]]:
    """The rows of every table, as cells; headings and rules of tables are left out."""
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line[:1] == "|"
    ]
    return [row for row in rows if row[0].startswith("`")]


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"avsnittet {heading} saknas"
    return found[1]


def documented(text: str) -> set[str]:
    """The names in code type that begin the rows of tables."""
    return {row[0].split("`")[1] for row in table_rows(text)}


def literals_joined(name: str) -> str:
    """A migration's text in which a string written on several lines is one."""
    return re.sub(r"'[ \t]*\n\s*'(?=[^',])", "", text_of("store", "migrations", "versions", name))


# Settings


def settings_in_code() -> set[str]:
    files = [path for room in ROOMS for path in (PROJECT / room).rglob("*.py")]
    files += [
        PROJECT / name for name in ("Makefile", ".ci/run", "app.py", "asgi.py", ".streamlit/config.toml")
    ]
    return {
        name for path in files for name in re.findall(r"INSATSKOLLEN_[A-Z_]*[A-Z]", path.read_text("utf-8"))
    }


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    listed = documented(section(text_of("docs", "operations.md"), "Inställningar"))
    assert {name for name in listed if name.startswith("INSATSKOLLEN_")} == settings_in_code()


def test_every_variable_and_target_of_make_is_documented() -> None:
    makefile, operations = text_of("Makefile"), text_of("docs", "operations.md")
    variables = set(re.findall(r"^([A-Z]+) \?=", makefile, re.MULTILINE))
    assert variables <= documented(section(operations, "Inställningar"))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    for target in phony[1].split():
        assert f"`make {target}`" in operations, f"make {target}"


# Commands


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, set[str]]]:
    """Each command as it is written, with its options."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in inner:
        for sub in action.choices.values():
            yield from commands(sub)
    if not inner:
        long = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
        yield parser.prog, long - {"--help"}


def options_told(rows: list[list[str]], command: str) -> set[str] | None:
    """The options told of in a command's own row; None where no row begins with the command."""
    told: set[str] | None = None
    for row in rows:
        if re.match(rf"`{re.escape(command)}(?![\w-])", row[0]):
            told = (told or set()) | set(re.findall(r"--[a-z][a-z-]*", row[0]))
    return told


@pytest.mark.parametrize(
    ("parser", "document", "shared"),
    [
        pytest.param(store_parser(), "operations.md", {}, id="store"),
        pytest.param(report_parser(), "operations.md", {}, id="report"),
        pytest.param(
            etl_parser(),
            "deliveries.md",
            {"python -m etl load": "--confirm", "python -m etl check": ""},
            id="etl",
        ),
    ],
)
def test_every_command_and_option_is_documented(
    parser: argparse.ArgumentParser, document: str, shared: dict[str, str]
) -> None:
    rows = table_rows(text_of("docs", document))
    common = {
        name for row in rows if row[0].startswith("`--") for name in re.findall(r"--[a-z][a-z-]*", row[0])
    }
    written = dict(commands(parser))
    assert written
    for command, options in written.items():
        told = options_told(rows, command)
        assert told is not None, f"{command} saknas i docs/{document}"
        told |= common if command in shared else set()
        assert options <= told, f"{command}: {sorted(options - told)} saknas i docs/{document}"
    beginnings = [row[0].split("`")[1] for row in rows if row[0].startswith(f"`{parser.prog} ")]
    for line in beginnings:
        assert any(line == name or line.startswith(f"{name} ") for name in written), f"{line} finns inte"


# Questions and figures


def test_every_question_is_documented_with_its_sentence() -> None:
    listed = {
        row[0].strip("`"): row[1]
        for row in table_rows(section(text_of("docs", "figures.md"), "Questions (queries/)"))
    }
    assert set(listed) == set(questions.every())
    assert all(listed.values())


def test_every_figure_has_its_heading_in_figures() -> None:
    headings = re.findall(r"^## (.*)$", text_of("docs", "figures.md"), re.MULTILINE)
    assert len(definitions.EVERY) >= 20
    for figure in definitions.EVERY:
        assert any(re.search(rf"(^|and ){figure.name}\b", h, re.IGNORECASE) for h in headings), figure.name


def test_every_figure_has_a_place_and_a_question_that_exist() -> None:
    codes = [figure.code for figure in definitions.EVERY]
    assert len(set(codes)) == len(codes) == len({figure.name for figure in definitions.EVERY})
    assert all(re.fullmatch(r"[a-z0-9-]+", code) for code in codes)
    assert {figure.question for figure in definitions.EVERY} <= set(questions.every())


def test_every_day_rule_is_documented() -> None:
    assert set(DAY_RULES) <= documented(
        section(text_of("docs", "figures.md"), "Vårddygn (care_days, placement_days)")
    )


def test_the_glossary_is_in_order_and_whole() -> None:
    order = str.maketrans("åäö", "{|}")
    words = list(glossary.GLOSSARY)
    assert words == sorted(words, key=lambda word: word.casefold().translate(order))
    assert all(meaning.endswith(".") for meaning in glossary.GLOSSARY.values())


# Names on screens


def test_every_entity_and_rule_has_a_name_on_the_screens() -> None:
    assert list(titles.ENTITIES) == list(ENTITIES)
    headings = dict(re.findall(r"^### (\w+): (.*)$", text_of("docs", "deliveries.md"), re.MULTILINE))
    assert headings == titles.ENTITIES
    remarking = {rule.code for rule in RULES}
    assert set(titles.RULES) == codes_rejecting() | remarking | set(finding_rules()) | {"placement_missing"}
    named = {rule.code: rule.title for rule in RULES if rule.code != "missing"}
    assert {code: titles.rule(code) for code in named} == named


def test_every_field_of_completeness_has_a_name_on_the_screens() -> None:
    view = text_of("store", "migrations", "versions", "0001_counts.sql")
    begin = view.index("create view report.completeness")
    fields = set(re.findall(r"\(\s*'(\w+)',\s+(?:\w\.\w+ is not null|not x\.|x\.)", view[begin:]))
    assert fields == set(titles.FIELDS)


# Rules


def codes_rejecting() -> set[str]:
    """Rules on rows as they are read, and those between rows of one date and revision."""
    of_rows = {rule.code for rule in RULES if rule.severity is Severity.REJECTS}
    of_keys = set(re.findall(r"_reject\([^\"]*\"(\w+)\"", text_of("etl", "records.py")))
    assert {"key_twice", "revision_needed"} <= of_keys
    return of_rows | of_keys


def finding_rules() -> dict[str, tuple[str, str]]:
    """Each finding's severity and sentence, as the migrations write them."""
    found = re.findall(r"\(\s*'(\w+)',\s*'(\w+)',\s*'([^']*)'\s*\)", literals_joined("0001_rules.sql"))
    assert len(found) >= 13
    return {rule: (severity, message) for rule, severity, message in found}


def test_every_rule_that_rejects_is_documented() -> None:
    assert documented(section(text_of("docs", "rules.md"), "Avvisar raden")) == codes_rejecting()


def test_every_rule_that_remarks_or_waits_is_documented() -> None:
    rules = text_of("docs", "rules.md")
    remarks = {rule.code for rule in RULES if rule.severity is Severity.REMARKS}
    assert documented(section(rules, "Anmärker på raden")) == remarks
    waiting = set(re.findall(r"'(\w+)' as rule", literals_joined("0001_report.sql"))) - set(finding_rules())
    assert documented(section(rules, "Väntar")) == waiting


def test_every_remark_is_shown_as_a_finding() -> None:
    assert {rule.code for rule in RULES if rule.severity is Severity.REMARKS} <= set(finding_rules())


def test_every_finding_is_documented_with_the_sentence_that_is_shown() -> None:
    rows = table_rows(section(text_of("docs", "rules.md"), "Iakttagelser"))
    assert {row[0].strip("`"): (row[1], row[2]) for row in rows} == finding_rules()


# Entities and codes


def words(column: Column) -> str:
    """How docs/deliveries.md tells what a column holds."""
    if column.name == "birth_date":
        return "dag"
    word = KINDS[column.kind]
    if column.vocabulary is not None:
        return f"{word} `{column.vocabulary}`"
    if column.low is not None and column.high is not None:
        return f"{word}, {column.low} till {column.high}"
    return word if column.low is None else f"{word}, minst {column.low}"


def entity_sections() -> dict[str, str]:
    text = section(text_of("docs", "deliveries.md"), "Entiteter och kolumner")
    parts = re.split(r"^### (\w+): .*$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_entity_is_documented_in_order() -> None:
    assert list(entity_sections()) == list(ENTITIES)


@pytest.mark.parametrize("name", ENTITIES)
def test_every_column_is_documented_as_it_is(name: str) -> None:
    entity, text = ENTITIES[name], entity_sections()[name]
    rows = table_rows(text)
    expected = [[f"`{c.name}`{'*' if c.required else ''}", words(c)] for c in entity.columns]
    assert [row[:2] for row in rows] == expected
    assert all(len(row) == 3 and row[2] for row in rows)
    assert f"Nyckel: {', '.join(f'`{key}`' for key in entity.key)}." in text
    assert (f"Väntar på sin rad i `{entity.parent}`." in text) == (entity.parent is not None)


def test_every_vocabulary_and_code_is_documented() -> None:
    in_store: dict[str, list[tuple[str, str]]] = {}
    code = r"\('([a-z_]+)', '([^']+)', '([^']*)', \d+, (?:null|'[^']*')\)"
    for vocabulary, name, label in re.findall(
        code, text_of("store", "migrations", "versions", "0001_codes.sql")
    ):
        in_store.setdefault(vocabulary, []).append((name, label))
    assert len(in_store) >= 31
    rows = table_rows(section(text_of("docs", "deliveries.md"), "Kodlistor"))
    told = {row[0].strip("`"): re.findall(r"`([^`]+)` (.+?)(?:; (?=`)|$)", row[1]) for row in rows}
    assert told == in_store


def test_every_vocabulary_of_a_column_has_codes() -> None:
    told = documented(section(text_of("docs", "deliveries.md"), "Kodlistor"))
    assert {c.vocabulary for entity in ENTITIES.values() for c in entity.columns if c.vocabulary} <= told


# The wall


def asking_for_an_opening() -> set[str]:
    """The views and functions in `report` whose text asks whether an opening has been written in the log."""
    asking = set()
    for path in MIGRATIONS.glob("0001_*.sql"):
        text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        for made in re.split(r"^(?=create )", text, flags=re.MULTILINE):
            named = re.match(r"create (?:or replace )?(?:view|function) report\.(\w+)", made)
            if named and "access.has_opened()" in made:
                asking.add(named[1])
    return asking


def test_what_needs_an_opening_is_told_in_the_documentation_of_the_wall() -> None:
    told = re.search(
        r"^- Rader om enskilda \((.*?)\)", text_of("docs", "security.md"), re.MULTILINE | re.DOTALL
    )
    assert told
    listed = re.findall(r"`(\w+)`", told[1])
    assert sorted(listed) == sorted(asking_for_an_opening())


# Links


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        *(f"docs/{p.name}" for p in (PROJECT / "docs").glob("*.md")),
    ],
)
def test_every_link_leads_somewhere(document: str) -> None:
    place = (PROJECT / document).parent
    for target in re.findall(r"\]\(([^)#]+)\)", text_of(*document.split("/"))):
        assert (place / target).exists(), target
