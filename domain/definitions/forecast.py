"""Where the year ends: actual, forecast and budget, and how earlier forecasts came out."""

from __future__ import annotations

from domain.definitions.definition import Definition

_VIEWS = ("report.care_slice", "core.current_stay_calculated")
_GRAIN = "månad, vårdform och enhet; mitten och gränserna kan inte summeras"
_METHOD = (
    "1 000 simuleringar med samma slumptal: pågående placeringar efter vårdform och hur länge de har varat, nya efter "
    "inflöde och säsong, priser efter avtal och index, ur den egna historiken"
)

ACTUAL = Definition(
    "utfall-hittills",
    "Utfall hittills",
    "Årets kostnad med tillägg så långt uppgifterna når. Dygn utan pris saknas i summan.",
    "kronor",
    "placering och dygn; kan summeras över alla indelningar",
    "avtalets dygnsregel",
    "forecast_months",
    _VIEWS,
)
FORECAST = Definition(
    "prognos",
    "Prognos",
    "Vad årets kostnad med tillägg väntas bli: utfallet hittills och mitten av simuleringarna av resten. "
    "Hälften av simuleringarna slutar lägre. Den som pågår utan pris räknas med vårdformens vanliga pris. En "
    "vårdform utan något känt pris har en okänd prognos, som inte är med i summan.",
    "kronor",
    _GRAIN,
    _METHOD,
    "forecast_running",
    _VIEWS,
)
INTERVAL = Definition(
    "prognosens-intervall",
    "Prognosens intervall",
    "Åtta av tio simuleringar slutar inom intervallet, en av tio under det och en av tio över. Ju längre bort och ju "
    "tunnare historik, desto bredare.",
    "kronor",
    _GRAIN,
    "det tionde och det nittionde av hundra lika delar",
    "forecast_lengths",
    _VIEWS,
)
OVER_BUDGET = Definition(
    "prognos-mot-budget",
    "Prognos mot budget",
    "Prognosen minus budgeten, för de månader, vårdformer och enheter som har en budget och ett känt pris. Vad som "
    "väntas kosta utan att ha en budget nämns för sig.",
    "kronor",
    "månad, vårdform och enhet",
    "lika jämförs med lika: en del utan budget är inte med i avvikelsen",
    "forecast_budget",
    ("report.budget", *_VIEWS),
)
SCENARIO = Definition(
    "scenario",
    "Scenario",
    "Prognosen under antaganden: ändrat inflöde, flyttade platser, ändrade priser och beslutade åtgärder. Samma "
    "slumptal som utan antaganden, så skillnaden beror bara på dem.",
    "kronor",
    _GRAIN,
    "ett scenario utan antaganden är prognosen",
    "forecast_scenarios",
    _VIEWS,
)
ERROR = Definition(
    "prognosens-fel",
    "Prognosens fel",
    "Hur långt från det som kom prognosens mitt låg, som andel av det som kom; medianen av alla månader som jämförs.",
    "andel",
    "månad då prognosen gjordes och månad som den gällde",
    "bara det som då var känt används",
    "forecast_origins",
    _VIEWS,
)
NAIVE = Definition(
    "enkel-prognos",
    "Enkel prognos",
    "De tre senaste månadernas medelkostnad, som om varje kommande månad blev likadan. En prognos är värd något först "
    "när den ligger närmare.",
    "kronor per månad",
    "månad",
    "hela månader",
    "forecast_months",
    _VIEWS,
)
WITHIN = Definition(
    "utfall-inom-intervallet",
    "Utfall inom intervallet",
    "Andelen månader vars kostnad kom att ligga i det intervall som då angavs. Den ska vara nära 80 %.",
    "andel",
    "månad då prognosen gjordes och månad som den gällde",
    "bara det som då var känt används",
    "forecast_origins",
    _VIEWS,
)

EVERY = (FORECAST, INTERVAL, ACTUAL, OVER_BUDGET, SCENARIO, ERROR, NAIVE, WITHIN)
