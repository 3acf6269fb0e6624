-- Amounts and numbers as French cells write them, never through a binary float.
-- Three steps, each on a plain column: forme_montant, chiffres_montant, montant_de_chiffres.
-- grain: scalar macros
-- unit: the cell's own, times the multiplier of its heading
-- parameters: none

-- One space between groups, no currency, the sign in front: « 1 234,5 € » → « 1 234,5 », « (12) » → « -12 », « 3- » → « -3 ».
create macro forme_montant(t) as
    case
        when regexp_full_match(t, '-?\d+([.,]\d{1,2})?') then t
        else
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                regexp_replace(t, '[\s\x{00A0}\x{202F}\x{2009}\x{2007}]+', ' ', 'g'),
                                '(?i) ?([km]?) ?(€|euros?|eur)? ?(ht|h\.t\.|heures?|h)?$',
                                '\1'
                            ),
                            '[−–]', '-', 'g'
                        ),
                        '^\((.+)\)$', '-\1'
                    ),
                    '^([^-].*?) ?-$', '-\1'
                ),
                '^([+-]) ', '\1'
            )
    end;

create macro est_montant_ambigu(t) as regexp_full_match(t, '-?[1-9]\d{0,2}[.,]\d{3}');

-- The decimal separator that a cell shows beyond doubt: 12,5 or 1.234.567 → comma, 12.5 or 1,234,567 → point.
create macro separateur_decimal(t) as
    case
        when regexp_full_match(t, '-?\d+,(\d{1,2}|\d{4,})') or regexp_full_match(t, '-?\d{4,},\d+') then ','
        when regexp_full_match(t, '-?\d+\.(\d{1,2}|\d{4,})') or regexp_full_match(t, '-?\d{4,}\.\d+') then '.'
        when regexp_full_match(t, '-?\d{1,3}([ .]\d{3})+,\d+') or regexp_full_match(t, '-?\d{1,3}(\.\d{3}){2,}') then ','
        when regexp_full_match(t, '-?\d{1,3}([ ,]\d{3})+\.\d+') or regexp_full_match(t, '-?\d{1,3}(,\d{3}){2,}') then '.'
    end;

create macro chiffres_montant(t, style) as
    case
        when regexp_full_match(t, '[+-]?\d+([.,]\d{1,2})? ?[kKmM]?') then replace(t, ',', '.')
        when est_montant_ambigu(t) then
            case
                when style not in (',', '.') then null
                when contains(t, style) then replace(t, ',', '.')
                else regexp_replace(t, '[.,]', '')
            end
        when regexp_full_match(t, '[+-]?\d+[.,]\d{3,} ?[kKmM]?') then replace(t, ',', '.')
        when regexp_full_match(t, '[+-]?\d{1,3}([ ''’]\d{3})+([.,]\d+)? ?[kKmM]?') then replace(regexp_replace(t, '[ ''’]', '', 'g'), ',', '.')
        when regexp_full_match(t, '[+-]?\d{1,3}(\.\d{3})+,\d+') then replace(replace(t, '.', ''), ',', '.')
        when regexp_full_match(t, '[+-]?\d{1,3}(\.\d{3}){2,}') then replace(t, '.', '')
        when regexp_full_match(t, '[+-]?\d{1,3}(,\d{3})+\.\d+') then replace(t, ',', '')
        when regexp_full_match(t, '[+-]?\d{1,3}(,\d{3}){2,}') then replace(t, ',', '')
        when regexp_full_match(t, '-?[.,]\d+') then regexp_replace(t, '[.,]', '0.')
    end;

-- Null beyond 9 999 999 999 999 999.99: no amount of a contract or of a mandat is so large.
create macro montant_de_chiffres(t, multiplicateur) as
    case
        when multiplicateur = 1 and not regexp_matches(t, '[kKmM]$') then try_cast(t as decimal(18, 2))
        else try_cast(round(
            try_cast(rtrim(t, ' kKmM') as decimal(30, 8))
            * multiplicateur
            * case lower(t[-1:]) when 'k' then 1000 when 'm' then 1000000 else 1 end,
            2
        ) as decimal(18, 2))
    end;

create macro lire_entier(t) as
    try_cast(
        regexp_extract(
            regexp_replace(t, '(?i)[\s\x{00A0}\x{202F}]|mois$|jours?$|heures?$|h$|j$', '', 'g'),
            '^(-?\d{1,9})([.,]0+)?$',
            1
        )
        as integer
    );

create macro lire_taux(t) as
    try_cast(replace(rtrim(t, '%  ' || chr(160) || chr(8239)), ',', '.') as decimal(18, 6))
    / case
        when contains(t, '%') then 100
        when try_cast(replace(t, ',', '.') as decimal(18, 6)) > 1 then 100
        else 1
    end;
