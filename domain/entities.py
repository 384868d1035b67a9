"""The entities of a delivery: keys, columns, types and vocabularies, described once.

From this description the ETL knows what to read and check, the merge knows what makes two versions
of a fact differ, and a test knows that the tables of schema `core` have exactly these columns.

A column has a name in the delivery (`Column.name`) and a name in the store (`Column.stored`): the
person's id becomes `person_key` and money becomes whole öre (`_ore`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a delivered cell means, and how it is kept."""

    ID = "id"  # key or reference of the source, text
    PERSON = "person"  # id of a person, hashed while it is read, text
    TEXT = "text"  # free text
    CODE = "code"  # code of a vocabulary, text
    DATE = "date"
    MONTH = "month"  # kept as the first day of the month
    TIME = "time"  # time stamp with zone; without one: Europe/Stockholm
    INTEGER = "integer"
    NUMBER = "number"  # decimal number, numeric
    MONEY = "money"  # kronor in the delivery, whole öre (bigint) in the store
    FLAG = "flag"  # ja or nej


SQL_TYPES = {
    Kind.ID: "text",
    Kind.PERSON: "text",
    Kind.TEXT: "text",
    Kind.CODE: "text",
    Kind.DATE: "date",
    Kind.MONTH: "date",
    Kind.TIME: "timestamptz",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "numeric",
    Kind.MONEY: "bigint",
    Kind.FLAG: "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an entity: its meaning, whether it must be there, and the values it may hold.

    `low` and `high` are inclusive, in the unit of the delivery (kronor for money).
    """

    name: str
    kind: Kind
    required: bool = False
    vocabulary: str | None = None
    low: int | None = None
    high: int | None = None
    stored: str = ""

    def __post_init__(self) -> None:
        if (self.kind is Kind.CODE) != (self.vocabulary is not None):
            raise ValueError(f"{self.name}: a code and its vocabulary go together")
        if not self.stored:
            object.__setattr__(self, "stored", self._default_stored())

    def _default_stored(self) -> str:
        if self.kind is Kind.PERSON:
            return self.name.replace("person_id", "person_key")
        if self.kind is Kind.MONEY:
            return f"{self.name}_ore"
        return self.name

    @property
    def sql_type(self) -> str:
        """The PostgreSQL type that the column is kept in."""
        return SQL_TYPES[self.kind]


@dataclass(frozen=True, slots=True)
class Order:
    """A rule within one row: `later` may not come before `earlier` (both dates); breaking it rejects."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of fact: what it is called, what identifies it, what it consists of.

    `parent` is the entity whose missing row makes a row of this entity wait (promise 5 of the ETL).
    `dated` names the columns that tell of events: after the cut-off they are a finding.
    `one_of` lists groups of columns of which at least one must be filled in.
    """

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    orders: tuple[Order, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    parent: str | None = None
    dated: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column is named twice")
        mentioned = [*self.key, *self.dated, *(c for group in self.one_of for c in group)]
        mentioned += [c for order in self.orders for c in (order.earlier, order.later)]
        for name in mentioned:
            if name not in names:
                raise ValueError(f"{self.name}: no column {name}")
        for name in self.key:
            if not self.column(name).required:
                raise ValueError(f"{self.name}: the key column {name} must be required")

    def column(self, name: str) -> Column:
        """The column with that name in the delivery; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def stored_key(self) -> tuple[str, ...]:
        """The key's columns by their names in the store."""
        return tuple(self.column(name).stored for name in self.key)

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """All columns by their names in the store, in order."""
        return tuple(column.stored for column in self.columns)

    @property
    def stored_values(self) -> tuple[str, ...]:
        """The columns outside the key by their names in the store, in order."""
        return tuple(name for name in self.stored_columns if name not in self.stored_key)

    @property
    def table(self) -> str:
        """The table that keeps the facts, with its schema."""
        return f"core.{self.name}"


def _id(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.ID, required)


def _person(name: str = "person_id", *, required: bool = True) -> Column:
    return Column(name, Kind.PERSON, required)


def _code(name: str, vocabulary: str = "", *, required: bool = False) -> Column:
    return Column(name, Kind.CODE, required, vocabulary or name)


def _date(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.DATE, required)


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TEXT, required)


def _int(name: str, low: int | None = None, high: int | None = None, *, required: bool = False) -> Column:
    return Column(name, Kind.INTEGER, required, None, low, high)


def _number(name: str, low: int | None = None, high: int | None = None, *, required: bool = False) -> Column:
    return Column(name, Kind.NUMBER, required, None, low, high)


def _money(name: str, low: int | None = None, *, required: bool = False) -> Column:
    return Column(name, Kind.MONEY, required, None, low)


def _flag(name: str) -> Column:
    return Column(name, Kind.FLAG)


def _month(name: str = "month") -> Column:
    return Column(name, Kind.MONTH, required=True)


_LEVEL = (1, 7)
_SCORES = (
    "competence",
    "management_support",
    "complexity",
    "financing",
    "saving",
    "quality",
    "requirements",
    "goal_attainment",
)

_ALL = (
    Entity(
        "persons",
        "Personer",
        ("person_id",),
        (
            _person(),
            _int("birth_year", 1880, 2100, required=True),
            Column("birth_date", Kind.FLAG, stored="disposal_exempt_day"),
            _code("sex", required=True),
            _flag("protected_identity"),
            _text("district"),
        ),
    ),
    Entity(
        "person_merges",
        "Sammanförda personer",
        ("old_person_id",),
        (_person("old_person_id"), _person("new_person_id"), _date("from_on")),
    ),
    Entity(
        "units",
        "Enheter",
        ("unit",),
        (
            _id("unit", required=True),
            _text("name", required=True),
            Column("board", Kind.TEXT, stored="board_name"),
            _date("valid_from"),
            _date("valid_to"),
            _id("successor"),
        ),
    ),
    Entity(
        "referrals",
        "Aktualiseringar",
        ("referral_id",),
        (
            _id("referral_id", required=True),
            _id("case_id", required=True),
            _person(),
            _date("received_on", required=True),
            _code("kind", "referral_kind", required=True),
            _code("subject", required=True),
            _text("source"),
            _text("reason"),
            _id("unit"),
            _date("safety_assessed_on"),
            _date("assessed_on"),
            _code("preliminary_outcome"),
        ),
        dated=("received_on", "safety_assessed_on", "assessed_on"),
    ),
    Entity(
        "investigations",
        "Utredningar",
        ("investigation_id",),
        (
            _id("investigation_id", required=True),
            _id("case_id", required=True),
            _id("referral_id"),
            _person(),
            _date("opened_on", required=True),
            _date("closed_on"),
            _date("extended_to"),
            _code("subject", required=True),
            _id("unit"),
        ),
        dated=("opened_on", "closed_on"),
    ),
    Entity(
        "decisions",
        "Beslut",
        ("decision_id",),
        (
            _id("decision_id", required=True),
            _id("case_id", required=True),
            _id("investigation_id"),
            _person(),
            _date("decided_on", required=True),
            _code("outcome", "decision_outcome", required=True),
            _code("legal_basis", required=True),
            _code("intervention_type"),
            _code("care_form"),
            _number("scope_amount", 0),
            _text("scope_unit"),
            _int("level", *_LEVEL),
            _date("valid_from"),
            _date("valid_to"),
            _code("decided_by"),
            _id("unit"),
        ),
        dated=("decided_on",),
    ),
    Entity(
        "execution_events",
        "Verkställighetshändelser",
        ("decision_id", "kind", "on"),
        (
            _id("decision_id", required=True),
            _code("kind", "execution_event_kind", required=True),
            Column("on", Kind.DATE, required=True, stored="occurred_on"),
            _text("reason"),
        ),
        dated=("on",),
    ),
    Entity(
        "interventions",
        "Insatser",
        ("intervention_id",),
        (
            _id("intervention_id", required=True),
            _id("decision_id"),
            _id("case_id"),
            _person(),
            _code("intervention_type", required=True),
            _id("provider_id"),
            _date("started_on", required=True),
            _date("ended_on"),
            _number("hours_per_week", 0, 168),
            _int("level", *_LEVEL),
            _code("support_form"),
            _id("unit"),
            _code("end_reason"),
        ),
        orders=(Order("started_on", "ended_on"),),
        dated=("started_on", "ended_on"),
    ),
    Entity(
        "placements",
        "Placeringar",
        ("placement_id",),
        (
            _id("placement_id", required=True),
            _id("decision_id"),
            _id("case_id"),
            _person(),
            _id("provider_id", required=True),
            _code("care_form", required=True),
            _date("moved_in_on", required=True),
            _date("moved_out_on"),
            _code("target_group"),
            _code("main_reason"),
            _code("procurement"),
            _code("outside_reason"),
            _text("tender_area"),
            _date("agreement_signed_on"),
            _date("agreement_ends_on"),
            _code("day_rule"),
            _id("unit"),
            _code("end_reason"),
        ),
        orders=(Order("moved_in_on", "moved_out_on"),),
        dated=("moved_in_on", "moved_out_on"),
    ),
    Entity(
        "placement_prices",
        "Placeringarnas priser",
        ("placement_id", "valid_from"),
        (
            _id("placement_id", required=True),
            _date("valid_from", required=True),
            _date("valid_to"),
            _money("daily_price", 0),
            _money("monthly_amount", 0),
        ),
        one_of=(("daily_price", "monthly_amount"),),
        parent="placements",
    ),
    Entity(
        "placement_extras",
        "Placeringarnas tillägg",
        ("placement_id", "kind", "from_on"),
        (
            _id("placement_id", required=True),
            _text("kind", required=True),
            _date("from_on", required=True),
            _date("to_on"),
            _money("amount", required=True),
        ),
        parent="placements",
        dated=("from_on",),
    ),
    Entity(
        "placement_legal_bases",
        "Placeringarnas lagrum",
        ("placement_id", "valid_from", "legal_basis"),
        (
            _id("placement_id", required=True),
            _date("valid_from", required=True),
            _code("legal_basis", required=True),
            _date("valid_to"),
        ),
        parent="placements",
        dated=("valid_from",),
    ),
    Entity(
        "placement_absences",
        "Placeringarnas frånvaro",
        ("placement_id", "from_on"),
        (
            _id("placement_id", required=True),
            _date("from_on", required=True),
            _date("to_on"),
            _code("kind", "absence_kind"),
        ),
        parent="placements",
        dated=("from_on", "to_on"),
    ),
    Entity(
        "placement_secrecy",
        "Placeringarnas sekretess",
        ("placement_id", "from_on"),
        (
            _id("placement_id", required=True),
            _date("from_on", required=True),
            _date("to_on"),
            _code("kind", "secrecy_kind"),
        ),
        parent="placements",
    ),
    Entity(
        "placement_additions",
        "Kompletterade placeringar",
        ("placement_id",),
        (
            _id("placement_id", required=True),
            _code("main_reason"),
            _code("procurement"),
            _code("outside_reason"),
            _date("agreement_signed_on"),
            _date("agreement_ends_on"),
        ),
        parent="placements",
    ),
    Entity(
        "price_additions",
        "Kompletterade priser",
        ("placement_id", "valid_from"),
        (
            _id("placement_id", required=True),
            _date("valid_from", required=True),
            _date("valid_to"),
            _money("daily_price", 0),
            _money("monthly_amount", 0),
        ),
        orders=(Order("valid_from", "valid_to"),),
        one_of=(("daily_price", "monthly_amount"),),
        parent="placements",
    ),
    Entity(
        "considerations",
        "Överväganden och omprövningar",
        ("placement_id", "considered_on"),
        (
            _id("placement_id", required=True),
            _date("considered_on", required=True),
            _code("kind", "consideration_kind"),
            _text("outcome"),
            _date("next_due_on"),
        ),
        dated=("considered_on",),
    ),
    Entity(
        "providers",
        "Utförare",
        ("provider_id",),
        (
            _id("provider_id", required=True),
            _text("name"),
            _id("provider_code"),
            _id("org_number"),
            _code("operator"),
            _id("municipality_code"),
            _number("latitude", -90, 90),
            _number("longitude", -180, 180),
            _flag("secret_location"),
        ),
    ),
    Entity(
        "framework_agreements",
        "Ramavtal",
        ("agreement_id",),
        (
            _id("agreement_id", required=True),
            _id("provider_id", required=True),
            _code("care_form", required=True),
            _text("tender_area"),
            _date("valid_from", required=True),
            _date("valid_to"),
            _money("daily_price", 0),
            _code("day_rule"),
            _number("absence_share", 0, 1),
        ),
    ),
    Entity(
        "invoices",
        "Fakturarader",
        ("invoice_id", "line_no"),
        (
            _id("invoice_id", required=True),
            _int("line_no", required=True),
            _id("placement_id"),
            _id("provider_id", required=True),
            _code("kind", "invoice_kind"),
            _date("period_from", required=True),
            _date("period_to", required=True),
            _number("days"),
            _money("daily_price"),
            _money("amount", required=True),
            _date("invoiced_on"),
        ),
        dated=("invoiced_on",),
    ),
    Entity(
        "incomes",
        "Intäkter",
        ("income_id",),
        (
            _id("income_id", required=True),
            _month(),
            _id("unit"),
            _code("care_form"),
            _id("placement_id"),
            _code("kind", "income_kind"),
            _money("amount", required=True),
        ),
    ),
    Entity(
        "ledger_entries",
        "Bokförda poster",
        ("entry_id",),
        (
            _id("entry_id", required=True),
            _month(),
            _id("unit"),
            _text("activity"),
            _text("account"),
            _code("care_form"),
            _money("amount", required=True),
            _text("note"),
        ),
    ),
    Entity(
        "budgets",
        "Budget",
        ("month", "unit", "care_form"),
        (
            _month(),
            _id("unit", required=True),
            _code("care_form", required=True),
            _number("care_days", 0),
            _money("cost"),
        ),
    ),
    Entity(
        "follow_ups",
        "Uppföljningar",
        ("follow_up_id", "parameter"),
        (
            _id("follow_up_id", required=True),
            _id("parameter", required=True),
            _id("placement_id"),
            _id("intervention_id"),
            _date("followed_up_on", required=True),
            _text("answer", required=True),
            _text("answered_by_role"),
        ),
        one_of=(("placement_id", "intervention_id"),),
        dated=("followed_up_on",),
    ),
    Entity(
        "follow_up_parameters",
        "Uppföljningens frågor",
        ("parameter", "valid_from"),
        (
            _id("parameter", required=True),
            _date("valid_from", required=True),
            _text("question", required=True),
            _int("scale_min", required=True),
            _int("scale_max", required=True),
            _number("weight", 0),
        ),
    ),
    Entity(
        "assessments",
        "Bedömningar",
        ("person_id", "instrument", "life_area", "assessed_on", "kind"),
        (
            _person(),
            _code("instrument", required=True),
            _id("life_area", required=True),
            _date("assessed_on", required=True),
            _code("kind", "assessment_kind", required=True),
            _id("case_id"),
            _id("intervention_id"),
            _int("level", 0, 9, required=True),
            _code("goal"),
            _int("own_view", 0, 9),
            _flag("preliminary"),
        ),
        dated=("assessed_on",),
    ),
    Entity(
        "level_tariffs",
        "Nivåernas ersättning",
        ("template", "intervention_type", "level", "valid_from"),
        (
            _id("template", required=True),
            _code("intervention_type", required=True),
            _int("level", *_LEVEL, required=True),
            _date("valid_from", required=True),
            _number("hours_per_week", 0),
            _number("full_time_equivalents", 0),
            _money("compensation_per_month", 0),
        ),
    ),
    Entity(
        "services_without_assessment",
        "Insatser utan behovsprövning",
        ("unit", "service", "month"),
        (
            _id("unit", required=True),
            _id("service", required=True),
            _month(),
            _int("visits", 0),
            _int("participants", 0),
        ),
    ),
    Entity(
        "case_events",
        "Händelser i ärenden",
        ("case_id", "activity", "occurred_at"),
        (
            _id("case_id", required=True),
            _id("activity", required=True),
            Column("occurred_at", Kind.TIME, required=True),
            _person(required=False),
            _id("unit"),
        ),
        dated=("occurred_at",),
    ),
    Entity(
        "population",
        "Befolkning",
        ("year", "age_from", "age_to", "sex"),
        (
            _int("year", 1900, 2200, required=True),
            _int("age_from", 0, 150, required=True),
            _int("age_to", 0, 150, required=True),
            _code("sex", required=True),
            _int("inhabitants", 0),
        ),
    ),
    Entity(
        "codes",
        "Egna koder",
        ("vocabulary", "code"),
        (
            _id("vocabulary", required=True),
            _id("code", required=True),
            _text("label", required=True),
            _id("maps_to"),
        ),
    ),
    Entity(
        "deployments",
        "Välfärdsteknik i drift",
        ("deployment_id",),
        (
            _id("deployment_id", required=True),
            _text("technology", required=True),
            _code("category", "technology_category"),
            _int("count", 0),
            _flag("count_approximate"),
            _text("count_text"),
            _text("placed_at"),
            _id("unit"),
            _date("started_on"),
            _date("ended_on"),
            _date("as_of_on"),
            _text("supplier"),
            _money("one_off_cost", 0),
            _money("monthly_cost", 0),
            _code("status", "deployment_status"),
        ),
    ),
    Entity(
        "initiatives",
        "Planerad välfärdsteknik",
        ("initiative_id",),
        (
            _id("initiative_id", required=True),
            _text("name", required=True),
            _int("year_from", 1990, 2100),
            _int("year_to", 1990, 2100),
            _text("wanted_effect"),
            _int("priority", 1, 9),
            _text("cost_text"),
            _text("years_text"),
            _text("priority_text"),
            _code("status", "initiative_status"),
            _text("status_reason"),
            _text("resources_needed"),
            _text("resources_given"),
            _flag("dialogue_users"),
            _flag("dialogue_providers"),
            *(_int(score, 1, 4) for score in _SCORES),
        ),
    ),
    Entity(
        "initiative_costs",
        "Planerad välfärdsteknik, kostnader",
        ("initiative_id", "per"),
        (
            _id("initiative_id", required=True),
            _code("per", "cost_per", required=True),
            _money("low", 0),
            _money("high", 0),
            _flag("approximate"),
        ),
    ),
    Entity(
        "benefits",
        "Nyttor",
        ("benefit_id",),
        (
            _id("benefit_id", required=True),
            _id("initiative_id", required=True),
            _text("kind"),
            _number("baseline"),
            _number("target"),
            _number("measured"),
            _date("measured_on"),
            Column("realised_kr", Kind.MONEY, stored="realised_ore"),
            _number("freed_hours"),
            _text("note"),
        ),
    ),
)

ENTITIES: dict[str, Entity] = {entity.name: entity for entity in _ALL}
"""Every entity by its name, in the order in which a delivery is taken in."""
