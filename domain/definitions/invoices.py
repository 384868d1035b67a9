"""Invoice lines against what was agreed: how many, how many are wrong, and what is at stake."""

from __future__ import annotations

from domain.definitions.definition import Definition

_LINE = "fakturarad; en rad hör till den månad då dess period börjar"
_RULE = "dygn räknas enligt avtalets regel under radens period; krediter kvittas först"
_VIEWS = ("report.invoice_check", "core.current_invoice_check_calculated")

LINES = Definition(
    "fakturarader",
    "Fakturarader",
    "Alla rader vars period börjar i de valda månaderna, krediter inräknade. Skyddade personers rader är med.",
    "rader",
    _LINE,
    _RULE,
    "invoice_sums",
    _VIEWS,
)
MARKED = Definition(
    "fakturarader-med-avvikelse",
    "Rader med avvikelse",
    "Rader där något avviker från placering, avtal, pris, dygn, frånvaro eller tidigare rader. En rad kan ha flera "
    "avvikelser. En rad vars period når längre än uppgifterna om placeringen bedöms inte än.",
    "rader",
    _LINE,
    _RULE,
    "invoice_sums",
    _VIEWS,
)
MARKED_SHARE = Definition(
    "andel-fakturarader-med-avvikelse",
    "Andel rader med avvikelse",
    "Rader med avvikelse delat med alla fakturarader i samma urval.",
    "procent",
    _LINE,
    _RULE,
    "invoice_sums",
    _VIEWS,
)
AT_STAKE = Definition(
    "belopp-i-fraga",
    "Belopp i fråga",
    "Vad som kan vara för mycket fakturerat på rader med avvikelse: hela beloppet för en dubblett, en rad utanför "
    "placeringen eller med okänd placering, de delade dygnens del av en överlappande rad, annars det som överstiger "
    "väntat belopp. Aldrig under 0. Rader där det inte går att säga är inte med; hur många de är står bredvid.",
    "kronor",
    _LINE,
    "ett saknat avtal i sig sätter inget belopp i fråga",
    "invoice_sums",
    _VIEWS,
)
EXPECTED = Definition(
    "vantat-belopp",
    "Väntat belopp",
    "Vad radens period kostar enligt placeringens pris och avtalets dygnsregel, med avtalad andel vid frånvaro. "
    "Okänt när ett dygn saknar pris eller uppgifterna inte når till periodens slut.",
    "kronor",
    "fakturarad",
    "som kostnaden: priset som gäller dygnet; ett månadsbelopp fördelas på månadens dagar",
    "invoice_lines",
    _VIEWS,
)

BOOKED = Definition(
    "bokfort-mot-beraknat",
    "Bokfört mot beräknat",
    "Bokfört minus beräknad kostnad med tillägg, för poster som har en vårdform och månader som är hela. Skillnaden är "
    "summan av fel på fakturor, fakturor som inte kan bedömas, minus det som inte är fakturerat, och det som är "
    "bokfört annat än fakturerat.",
    "kronor",
    "månad, enhet och vårdform; en fakturarad hör till den månad då dess period börjar",
    "delarna summerar till skillnaden på öret",
    "booked_months",
    ("report.booked_month",),
)
UNINVOICED = Definition(
    "ofakturerade-dygn",
    "Ofakturerade dygn",
    "Dygn som räknas enligt avtalets regel, till och med sista dagen uppgifterna täcker, och som ingen fakturarad "
    "omfattar. Gäller köpt vård, inte egen regi eller egna familjehem. Underlag för uppbokning.",
    "dygn",
    "placering och dygn",
    "ett dygn är fakturerat när en rad som inte är krediterad har det i sin period",
    "uninvoiced",
    ("report.uninvoiced_month",),
)
ACCRUAL = Definition(
    "uppbokning",
    "Uppbokning",
    "Vad de ofakturerade dygnen kostar enligt avtalat pris. Dygn utan pris är inte med; hur många de är står bredvid.",
    "kronor",
    "placering och dygn",
    "som kostnaden, med avtalad andel av priset vid frånvaro",
    "uninvoiced",
    ("report.uninvoiced_month",),
)
INCOMES = Definition(
    "intakter",
    "Intäkter",
    "Avgifter och ersättningar som har levererats, efter slag. Dras inte av från kostnaden.",
    "kronor",
    "intäktspost",
    "månaden är den som intäkten avser",
    "incomes",
    ("report.income",),
)

LINE_PART = (LINES, MARKED, MARKED_SHARE, AT_STAKE, EXPECTED)
BOOKED_PART = (BOOKED,)
ACCRUAL_PART = (UNINVOICED, ACCRUAL)
INCOME_PART = (INCOMES,)
EVERY = (*LINE_PART, *BOOKED_PART, *ACCRUAL_PART, *INCOME_PART)
