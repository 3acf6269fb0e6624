-- The known words near to each word typed, and the known numbers that hold what is typed, put together.
-- grain: one row per word typed and known word; terme is null for what is typed as a whole
-- unit: none
-- parameters: none (a table macro of the cursor: texte, what is typed, and vides, the words that say nothing, are its arguments)
-- columns: none (terme, termes, mot_no, rang, once called)
--
-- rang: 0 the word itself, 1 its beginning, 2 inside a word, 3 nearly spelled so (one letter from five, two from eight, none in a number).
-- termes: how many words a good answer holds. Only the first 200 characters and the eight longest words are looked for.
create or replace temp macro mots_proches(texte, vides) as table
with
mots_tapes as (
    select
        terme,
        list_contains(vides, terme) as est_vide
    from (select unnest(list_distinct(mots_de(left(texte, 200)))) as terme) as mots
),

cherches as (
    select
        left(terme, 60) as terme,
        case
            when regexp_matches(terme, '[0-9]') or length(terme) < 5 then 0
            when length(terme) < 8 then 1
            else 2
        end as tolerance
    from mots_tapes
    where not est_vide or (select bool_and(tous.est_vide) from mots_tapes as tous)
    order by length(terme) desc
    limit 8
),

nombre as (
    select count(*) as termes
    from cherches
),

entier as (
    select array_to_string(mots_de(left(texte, 200)), '') as numero
),

-- Numbers, two words in three, are not spelled: only the words without a digit are compared letter by letter.
ecrits as (
    select
        mot_no,
        mot,
        length(mot) as longueur
    from recherche_mots
    where
        not est_numero
        and not regexp_matches(mot, '[0-9]')
),

-- One letter more or less changes a distance by one at most: most words are left out at the first comparison.
voisins as materialized (
    select
        cherches.terme,
        cherches.tolerance,
        ecrits.mot_no,
        ecrits.mot,
        damerau_levenshtein(left(ecrits.mot, length(cherches.terme)), cherches.terme) as ecart
    from cherches
    inner join ecrits
        on ecrits.longueur >= length(cherches.terme) - cherches.tolerance
    where cherches.tolerance > 0
),

approchants as (
    select
        terme,
        mot_no
    from voisins
    where
        ecart <= tolerance + 1
        and not contains(mot, terme)
        and least(
            ecart,
            damerau_levenshtein(left(mot, length(terme) - 1), terme),
            damerau_levenshtein(left(mot, length(terme) + 1), terme)
        ) <= tolerance
),

proches as (
    select
        cherches.terme,
        nombre.termes,
        mots.mot_no,
        case
            when mots.mot = cherches.terme then 0
            when starts_with(mots.mot, cherches.terme) then 1
            else 2
        end as rang
    from cherches
    cross join nombre
    inner join recherche_mots as mots
        on contains(mots.mot, cherches.terme)
    where
        length(cherches.terme) >= 3
        or starts_with(mots.mot, cherches.terme)
    union all
    select
        approchants.terme,
        nombre.termes,
        approchants.mot_no,
        3 as rang
    from approchants
    cross join nombre
    union all
    select
        null as terme,
        1 as termes,
        mots.mot_no,
        case when mots.mot = entier.numero then 0 when starts_with(mots.mot, entier.numero) then 1 else 2 end as rang
    from entier
    inner join recherche_mots as mots
        on contains(mots.mot, entier.numero)
    where
        mots.est_numero
        and length(entier.numero) >= 3
        and regexp_matches(entier.numero, '[0-9]')
)

select * from proches
