"""From a spell of care to a placement: who gives it, how it was bought, on which paragraphs."""

from __future__ import annotations

from etl.demo.careers import HVB_GROWS
from etl.demo.chance import Chance
from etl.demo.period import months_later
from etl.demo.persons import Person
from etl.demo.providers import Provider, Providers, tender_area
from etl.demo.stays import BOUGHT, HOMES, Stay
from etl.demo.town import Town

_SHARE_AGREED = 0.84
_SHARE_AGREED_LATELY = 0.58
_OUTSIDE = {"fullt_vid_inskrivning": 0.4, "omfattande_vardbehov": 0.28, "akut": 0.2, "annat": 0.12}
_PROCUREMENT = {
    "hvb_egen": "egen_regi",
    "hvb_kommun": "annan_kommun",
    "sarskilt_ungdomshem": "sis",
    "lvm_hem": "sis",
    "traningslagenhet": "egen_regi",
    "bistand_boende": "egen_regi",
    "placering_i_hemmet": "egen_regi",
}
_CHILD_REASONS = {
    "omsorgsbrist": 0.44,
    "vald": 0.2,
    "psykisk_ohalsa": 0.08,
    "utredning": 0.12,
    "eget_beteende": 0.1,
    "heder": 0.06,
}
_YOUTH_REASONS = {
    "eget_beteende": 0.24,
    "kriminalitet": 0.2,
    "eget_skadligt_bruk": 0.16,
    "omsorgsbrist": 0.16,
    "psykisk_ohalsa": 0.12,
    "vald": 0.07,
    "heder": 0.05,
}


class Placing:
    """Makes stays and keeps them in the town."""

    def __init__(self, town: Town, providers: Providers) -> None:
        self._town = town
        self._providers = providers
        self._chance: Chance = town.chance("placing")
        self._signing: Chance = town.chance("signing")

    def place(
        self,
        person: Person,
        form: str,
        moved_in: int,
        moved_out: int,
        *,
        decision: str,
        unit: str,
        target_group: str,
        main_reason: str,
        end_reason: str,
        adults: bool = False,
        provider: Provider | None = None,
    ) -> Stay:
        """A stay with its provider, procurement and agreement."""
        chance, town = self._chance, self._town
        provider = provider or self._provider(form, moved_in, moved_out, adults=adults)
        procurement, reason = self._bought(form, provider)
        stay = Stay(
            placement_id=town.number("PL"),
            decision_id=decision,
            case_id=town.case_of(person, moved_in),
            person=person,
            form=form,
            moved_in=moved_in,
            moved_out=moved_out,
            provider=provider,
            unit=unit,
            target_group=target_group,
            main_reason=main_reason,
            end_reason=end_reason,
            procurement=procurement,
            outside_reason=reason,
            tender_area=tender_area(form) if form in BOUGHT else None,
            day_rule=chance.pick(("natt", "in_och_ut")) if form in BOUGHT and chance.gives(0.04) else None,
        )
        if form in BOUGHT:
            self._agree(stay)
        person.placed_until = max(person.placed_until, moved_out)
        town.case_of(person, moved_out)
        town.stays.append(stay)
        return stay

    def _provider(self, form: str, moved_in: int, moved_out: int, *, adults: bool) -> Provider:
        if form in HOMES:
            return self._providers.home(moved_in, moved_out)
        lately = form == "hvb_privat" and not adults and moved_in >= HVB_GROWS
        return self._providers.bought(form, _SHARE_AGREED_LATELY if lately else _SHARE_AGREED, adults=adults)

    def _bought(self, form: str, provider: Provider) -> tuple[str, str | None]:
        if form in HOMES:
            return "eget_familjehem", None
        if form in _PROCUREMENT:
            return _PROCUREMENT[form], None
        if provider.agreed:
            return "ramavtal", None
        if form == "skyddat_boende":
            return "direktupphandling", "skydd"
        # now and then nobody wrote why
        return "direktupphandling", None if self._chance.gives(0.06) else self._chance.weighted(_OUTSIDE)

    def _agree(self, stay: Stay) -> None:
        """When the agreement about the placement was signed, often after it began, and when it ends."""
        chance = self._signing
        stay.agreement_ends = months_later(stay.moved_in, chance.pick((6, 6, 12, 12, 12, 24)))
        while stay.agreement_ends < stay.moved_out and chance.gives(0.93):
            stay.agreement_ends = months_later(stay.agreement_ends, 12)
        if chance.gives(0.8):
            stay.signed_on = stay.moved_in - chance.between(0, 6)
        elif chance.gives(0.85):
            stay.signed_on = stay.moved_in + int(chance.around(24, 0.8))


def target_of(age: int) -> str:
    """The target group of a child or a young adult."""
    return "barn_0_12" if age <= 12 else "ungdom_13_17" if age <= 17 else "unga_18_20"


def reason_of(chance: Chance, age: int) -> str:
    """Why a child was placed."""
    return chance.weighted(_YOUTH_REASONS if age >= 13 else _CHILD_REASONS)
