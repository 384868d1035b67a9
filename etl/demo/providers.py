"""Who gives the care: firms, foundations, other municipalities, the state, the municipality itself, and homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.demo import places
from etl.demo.chance import Chance
from etl.demo.journal import Journal, Row
from etl.demo.magnitudes import DAILY_PRICES, DAILY_PRICES_ADULT_HVB, DAILY_PRICES_CHILD_IN_SHELTER
from etl.demo.period import Period

_FIRST = (
    "Rönnvinge", "Tjärnljus", "Stenlavs", "Älvgrynings", "Morgonhed", "Vindkulla", "Klöverås", "Granskimmer",
    "Havreåkers", "Ljungtopps", "Silverasks", "Norrgläntans", "Solvrets", "Mossängs", "Kvarnrose", "Lindskymnings",
    "Hasselfors", "Bäckljungs", "Enebryns", "Sjötunets", "Fjällbränts", "Videslingans", "Åsklövers", "Dimmarkens",
    "Ängsklockans", "Kornblixts", "Havtornets", "Strandrågs", "Lavskogens", "Kråkbärets",
    "Timjansbackens", "Isfjällets", "Björkvikts",
    "Tallmåne", "Rågskärs", "Vårvindens", "Alkronans", "Näverstigens", "Höstljungs", "Sippbackens",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of provider: what it gives, how many there are and of them under agreement, its name's last word."""

    form: str
    number: int
    agreed: int
    operator: str
    word: str
    adults: bool = False
    also: str | None = None


_KINDS = (
    Kind("familjehem_konsulent", 5, 4, "privat", "familjehemsvård", also="jourhem_konsulent"),
    Kind("stodboende", 4, 3, "privat", "stödboende"),
    Kind("hvb_privat", 11, 7, "privat", "behandlingshem"),
    Kind("hvb_privat", 6, 4, "privat", "vård och rehabilitering", adults=True),
    Kind("skyddat_boende", 5, 3, "ideburen", "kvinnojour"),
    Kind("hvb_kommun", 2, 0, "kommun", "kommun, HVB"),
    Kind("sarskilt_ungdomshem", 3, 0, "sis", "ungdomshem"),
    Kind("lvm_hem", 2, 0, "sis", "LVM-hem"),
    Kind("hvb_egen", 1, 0, "egen", "Ekgården, HVB"),
    Kind("traningslagenhet", 1, 0, "egen", "Boendeenheten, träningslägenheter"),
    Kind("bistand_boende", 1, 0, "egen", "Boendeenheten, sociala kontrakt"),
    Kind("placering_i_hemmet", 1, 0, "egen", "Barn och unga, vård i hemmet"),
)
_HOSTS_AT_MOST = 3
_OPEN_CARE = (
    ("OV01", "Öppenvården", "egen"),
    ("OV02", "Boendestödet", "egen"),
    ("OV03", "Kvarnrose samtal", "privat"),
)
_TENDER_AREAS = {
    "familjehem_konsulent": "Område 1 Familjehem",
    "jourhem_konsulent": "Område 1 Familjehem",
    "stodboende": "Område 3 Stödboende",
    "hvb_privat": "Område 2 HVB",
    "skyddat_boende": "Område 4 Skyddat boende",
}


@dataclass(eq=False)
class Provider:
    """One provider. `asks` is its price a day in 2025, in kronor, by form; `quality` is what only we know."""

    provider_id: str
    name: str | None
    operator: str
    asks: Mapping[str, int]
    agreed: bool
    adults: bool
    day_rule: str
    absence_share: float | None
    quality: float
    municipality: str | None
    known_on: int
    agreement_ids: dict[str, str] = field(default_factory=dict)
    guests_until: list[int] = field(default_factory=list)

    def free_on(self, day: int) -> bool:
        """Whether a home has room."""
        self.guests_until = [until for until in self.guests_until if until > day]
        return len(self.guests_until) < _HOSTS_AT_MOST


class Providers:
    """Everybody who gives care to the municipality."""

    def __init__(self, chance: Chance, period: Period) -> None:
        self._chance = chance
        self._period = period
        self._by_form: dict[tuple[str, bool], list[Provider]] = {}
        self.homes: list[Provider] = []
        self.firms: list[Provider] = []
        names = iter(_FIRST)
        for kind in _KINDS:
            for place in range(kind.number):
                own = kind.operator == "egen"
                name = kind.word if own else f"{next(names)} {kind.word}"
                self._add(kind, name, agreed=place < kind.agreed)

    def _add(self, kind: Kind, name: str, *, agreed: bool) -> None:
        chance = self._chance
        asks = {kind.form: self._asked(kind)}
        if kind.also:
            asks[kind.also] = chance.between(*DAILY_PRICES[kind.also])
        provider = Provider(
            provider_id=f"U{len(self.firms) + 101}",
            name=name,
            operator="ideburen" if kind.operator == "privat" and chance.gives(0.2) else kind.operator,
            asks=asks,
            agreed=agreed,
            adults=kind.adults,
            day_rule=chance.weighted({"natt": 0.5, "in_och_ut": 0.3, "endast_in": 0.15, "endast_ut": 0.05}),
            absence_share=chance.pick((None, None, 0.5, 0.8)) if agreed else None,
            quality=chance.normal(0.62, 0.13),
            municipality=None if kind.operator == "egen" else chance.pick(tuple(places.PLACES)),
            known_on=self._period.first,
        )
        self.firms.append(provider)
        for form in asks:
            self._by_form.setdefault((form, kind.adults), []).append(provider)

    def _asked(self, kind: Kind) -> int:
        low, high = DAILY_PRICES_ADULT_HVB if kind.adults else DAILY_PRICES.get(kind.form, (0, 0))
        return self._chance.between(low // 10, high // 10) * 10

    def riser(self) -> Provider:
        """The provider that raised its prices in the middle of a year."""
        return self._by_form["hvb_privat", False][0]

    def bought(self, form: str, share_agreed: float, *, adults: bool = False) -> Provider:
        """A provider of a form; under an agreement in that share of the choices."""
        known = self._by_form[form, adults]
        agreed = [provider for provider in known if provider.agreed]
        others = [provider for provider in known if not provider.agreed]
        if agreed and (not others or self._chance.gives(share_agreed)):
            # the first are known best
            return agreed[min(self._chance.between(0, len(agreed) - 1), self._chance.between(0, len(agreed)))]
        return self._chance.pick(others)

    def home(self, day: int, until: int) -> Provider:
        """A familjehem of the municipality's own with room on a day."""
        chance = self._chance
        free = [home for home in self.homes if home.free_on(day)]
        if free and chance.gives(0.9):
            home = chance.pick(free)
        else:
            home = Provider(
                f"F{len(self.homes) + 1:03d}", None, "familjehem", {}, False, False, "natt", None, 0.0,
                chance.pick(places.NEAR) if chance.gives(0.4) else None, day,
            )  # fmt: skip
            self.homes.append(home)
        home.known_on = min(home.known_on, day)
        home.guests_until.append(until)
        return home

    def tell(self, journal: Journal, used: set[str]) -> None:
        """Tell of the firms, and of the homes that some stay is at."""
        for number, provider in enumerate(self.firms):
            journal.tell("providers", self._period.first, self._row(provider, number))
        for home in self.homes:
            if home.provider_id in used:
                journal.tell("providers", max(self._period.first, home.known_on - 10), self._row(home, None))
        for provider_id, name, operator in _OPEN_CARE:
            row = {
                "provider_id": provider_id,
                "name": name,
                "provider_code": provider_id,
                "operator": operator,
            }
            journal.tell("providers", self._period.first, row)

    def _row(self, provider: Provider, number: int | None) -> Row:
        shelter = "skyddat_boende" in provider.asks
        placed = places.PLACES.get(provider.municipality or "")
        # delivered by mistake for one shelter: it must be seen nowhere
        shown = placed if placed and number is not None and (not shelter or number % 2 == 0) else None
        return {
            "provider_id": provider.provider_id,
            "name": provider.name,
            "provider_code": f"B{number + 101}" if number is not None else provider.provider_id,
            "org_number": f"999900-{number + 1:04d}" if number is not None else None,
            "operator": provider.operator,
            "municipality_code": provider.municipality,
            "latitude": shown[0] + (number or 0) % 7 / 100 if shown else None,
            "longitude": shown[1] - (number or 0) % 5 / 100 if shown else None,
            "secret_location": shelter,
        }


def tender_area(form: str) -> str | None:
    """The lot of the municipality's own procurement that a form belongs to."""
    return _TENDER_AREAS.get(form)


def child_in_shelter_price(chance: Chance) -> int:
    """What a child costs a day in skyddat boende, in kronor."""
    return chance.between(DAILY_PRICES_CHILD_IN_SHELTER[0] // 10, DAILY_PRICES_CHILD_IN_SHELTER[1] // 10) * 10


def open_care(kind: str, chance: Chance) -> str:
    """Who gives an intervention that is no placement."""
    if kind in ("boendestod", "sysselsattning"):
        return "OV02"
    return "OV03" if chance.gives(0.12) else "OV01"
