-- Supplier numbers: SIRET, SIREN alone, other identifiers prefixed by their type.
-- Two steps, each on a plain column: forme_siret, numero_de_forme.
-- grain: scalar macros
-- unit: none
-- parameters: none
create macro chiffre_luhn(n, rang) as
    case
        when rang % 2 = 0 then cast(n[-rang:-rang] as integer) * 2 - case when n[-rang:-rang] >= '5' then 9 else 0 end
        else cast(n[-rang:-rang] as integer)
    end;

create macro luhn9(n) as
    (chiffre_luhn(n, 1) + chiffre_luhn(n, 2) + chiffre_luhn(n, 3) + chiffre_luhn(n, 4) + chiffre_luhn(n, 5)
    + chiffre_luhn(n, 6) + chiffre_luhn(n, 7) + chiffre_luhn(n, 8) + chiffre_luhn(n, 9)) % 10 = 0;

create macro luhn14(n) as
    (chiffre_luhn(n, 1) + chiffre_luhn(n, 2) + chiffre_luhn(n, 3) + chiffre_luhn(n, 4) + chiffre_luhn(n, 5)
    + chiffre_luhn(n, 6) + chiffre_luhn(n, 7) + chiffre_luhn(n, 8) + chiffre_luhn(n, 9) + chiffre_luhn(n, 10)
    + chiffre_luhn(n, 11) + chiffre_luhn(n, 12) + chiffre_luhn(n, 13) + chiffre_luhn(n, 14)) % 10 = 0;

-- La Poste (356000000) numbers its establishments outside the Luhn key: the digits add up to a multiple of 5.
create macro cle_siret_juste(n) as
    case
        when not regexp_full_match(n, '\d{9}|\d{14}') then true
        when length(n) = 9 then luhn9(n)
        when n[:9] = '356000000' then luhn14(n) or list_sum(cast(string_split(n, '') as integer[])) % 5 = 0
        else luhn14(n)
    end;

create macro forme_siret(t) as
    case
        when regexp_full_match(t, '\d{14}') then t
        else upper(regexp_replace(regexp_replace(t, '\.0+$', ''), '[\s\x{00A0}\x{202F}\x{2009}\x{2007}''’"=.]', '', 'g'))
    end;

create macro numero_de_forme(n, type_identifiant) as
    case
        when upper(type_identifiant) not in ('SIRET', 'SIREN', 'N° SIRET', 'NUMERO SIRET', 'NUMÉRO SIRET', '1', '2')
            then upper(replace(type_identifiant, ' ', '-')) || ':' || n
        when regexp_full_match(n, '0+') then null
        when regexp_full_match(n, '\d{14}|\d{9}') then n
        when regexp_full_match(n, '\d{13}') then case when luhn14('0' || n) then '0' || n end
        when regexp_full_match(n, '(TVA|HORS-UE|UE|TAHITI|RIDET|FRWF|IREP):.+') then n
        when regexp_full_match(n, '[A-Z]{2}[0-9A-Z]{6,12}') and regexp_matches(n, '\d{4}') then 'TVA:' || n
    end;
