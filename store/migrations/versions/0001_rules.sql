insert into core.finding_rule (rule, severity, message) values
(
    'price_overlap',
    'varning',
    'Två prisperioder gäller samma dag. Den som började senast räknas. Rätta slutdatum i källan.'
),
(
    'entered_differs',
    'varning',
    'En uppgift som är inmatad här är en annan än den levererade. Den levererade gäller. Rätta i källan eller här.'
),
(
    'entered_price_differs',
    'varning',
    'Ett pris som är inmatat här är ett annat än det levererade samma dagar. Det levererade gäller. Rätta i källan '
    'eller här.'
),
(
    'price_gap',
    'varning',
    'Placeringen har dygn utan gällande pris. Dygnen räknas, kostnaden för dem är okänd.'
),
(
    'price_missing',
    'varning',
    'Placeringen har inget pris alls. Dygnen räknas, kostnaden är okänd.'
),
(
    'price_both_kinds',
    'upplysning',
    'Prisperioden har både dygnspris och månadsbelopp. Dygnspriset räknas.'
),
(
    'same_form_twice',
    'varning',
    'Personen har två placeringar i samma vårdform samtidigt. Båda räknas. Kontrollera om den ena är en dubblett.'
),
(
    'legal_basis_not_in_force',
    'fel',
    'Lagrummet gällde inte när beslutet fattades eller perioden började. Kontrollera datum och lagens version.'
),
(
    'unknown_person',
    'varning',
    'Personen är inte levererad: kön och ålder är okända. Ta med personen i nästa leverans.'
),
(
    'unknown_provider',
    'varning',
    'Utföraren är inte levererad: driftform och namn är okända. Ta med utföraren i nästa leverans.'
),
(
    'after_cut_off',
    'varning',
    'Händelsen ligger efter den dag som källan säger sig täcka. Dagar efter den räknas inte.'
),
(
    'period_reversed',
    'fel',
    'En period slutar före den börjar och gäller därför ingen dag. Rätta datumen i källan.'
),
(
    'step_reversed',
    'varning',
    'Ett steg slutar före det börjar. Det räknas för sig och inte i ledtiderna. Rätta datumen i källan.'
),
(
    'case_missing',
    'upplysning',
    'Raden har varken ärende eller beslut och ingår därför inte i något ärendes flöde. Ange ärendet i källan.'
),
(
    'never_delivered',
    'upplysning',
    'Detta slags uppgift har aldrig levererats för nämnden. Det som bygger på den är okänt.'
),
(
    'personnummer_removed',
    'fel',
    'Något som ser ut som ett personnummer togs bort vid inläsningen. Ta bort det i källan.'
),
(
    'free_text_unread',
    'upplysning',
    'Texten kunde inte tolkas och värdet är okänt. Texten är kvar.'
);
