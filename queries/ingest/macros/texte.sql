-- Text cells, already trimmed: « not filled » codes, Excel errors, unusable values.
-- Each macro reads a plain column: nesting them would copy their text into each other and overload the planner. A list of values is one
-- constant (list_contains): « in » keeps room for each value of each column, 500 MB for one row of a wide file.
-- grain: scalar macros
-- unit: none
-- parameters: none
-- Of a trimmed cell: null when it only says that nothing was filled in.
create macro vider(t) as
    case
        when length(t) <= 16 and list_contains(
            [
                '', 'NC', 'ND', '-', '--', '—', '–', '#', 'N/A', 'MQ', 'CDL', 'NAN', 'NONE', 'NULL', '<NA>', 'INX NONE', 'INX NAN',
                '[ND]', 'NON RENSEIGNÉ', 'NON RENSEIGNE', 'NON RENSEIGNÉE', 'NON RENSEIGNEE', 'N.C.', 'N.D.', 'INX'
            ],
            upper(t)
        ) then null
        else t
    end;

create macro est_erreur_excel(t) as
    t[1:1] = '#'
    and list_contains(
        ['#N/A', '#N/D', '#REF!', '#DIV/0!', '#VALUE!', '#VALEUR!', '#NAME?', '#NOM?', '#NULL!', '#NUL!', '#NUM!', '#NOMBRE!', '#SPILL!', '#CALC!'],
        upper(t)
    );

create macro est_inexploitable(t) as t[1:4] = 'INX ';

-- Of a filled cell: null when it is an error or declared unusable.
create macro utile(t) as case when est_erreur_excel(t) or est_inexploitable(t) then null else t end;

create macro lire_identifiant(t) as
    case
        when est_erreur_excel(t) then null
        when regexp_full_match(t, '\d[.,]\d+[eE]\+\d+') then null
        when regexp_full_match(t, '\d+\.0') then t[:-3]
        when est_inexploitable(t) then trim(t[5:])
        when t[1:1] = '''' then t[2:]
        else t
    end;

create macro lire_code(t) as
    case
        when regexp_full_match(t, '\d+\.0') then t[:-3]
        when t[1:1] = '''' then t[2:]
        else t
    end;

create macro lire_cpv(t) as
    case
        when regexp_full_match(t, '\d{8}(-\d|\.0)') then t[:8]
        when regexp_full_match(t, '\d{7}(-\d|\.0)?') then '0' || t[:7]
        else t
    end;

create macro lire_code_postal(t) as
    case
        when regexp_full_match(t, '\d{4}(\.0)?') then '0' || t[:4]
        when regexp_full_match(t, '\d{5}\.0') then t[:5]
        when regexp_full_match(t, '\d{2} \d{3}') then replace(t, ' ', '')
        when t[1:1] = '''' then t[2:]
        else t
    end;

create macro lire_departement(t) as
    case
        when regexp_full_match(t, '\d(\.0)?') then '0' || t[:1]
        when regexp_full_match(t, '\d{2,3}\.0') then t[:-3]
        else upper(t)
    end;

create macro cle_de_texte(t) as
    regexp_replace(strip_accents(lower(replace(replace(t, 'œ', 'oe'), 'Œ', 'oe'))), '[^a-z0-9]', '', 'g');

create macro lire_oui_non(t) as
    case
        when list_contains(['annulation', 'annulationmandat', 'mandatannulation', 'mandatdannulation', 'annule', 'reduction'], cle_de_texte(t)) then true
        when list_contains(['mandat', 'mandatordinaire', 'ordinaire', 'emission'], cle_de_texte(t)) then false
        when list_contains(['oui', 'o', 'x', 'vrai', 'true', '1', '1.0', 'yes', 'y', '✓', '✔', '☑'], lower(t)) then true
        when list_contains(['non', 'n', 'faux', 'false', '0', '0.0', 'no'], lower(t)) then false
    end;

create macro traduire(formes, valeurs, t) as coalesce(valeurs[list_position(formes, t)], t);
