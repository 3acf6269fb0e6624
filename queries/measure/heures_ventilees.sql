-- Insertion hours of a year beside those of N-1: whole, by quarter, public, kind of structure and territoire (X2).
-- grain: one row per dimension and value (dimension « ensemble »: one row); a null value is « non renseigné »
-- unit: heures; beneficiaires, femmes and qpv in persons, as each row of the extract counts them
-- parameters: $territoires_vus, $dga_vues, $debut_avant, $arrete_avant, $debut, $arrete, $domaines, $dga, $territoires, $perimetres
-- columns: dimension, valeur, lignes, lignes_avant, lignes_avant_entier, heures, heures_avant, heures_avant_entier, beneficiaires,
--          femmes, femmes_inconnues, qpv, qpv_inconnus, lignes_sans_beneficiaires
--
-- heures_avant stops at the same day of N-1, heures_avant_entier is the whole of N-1. femmes_inconnues: beneficiaries of the
-- rows that do not say how many are women. One wording of a public stands for those that differ by case or accents.
with
retenues as (
    select
        heures,
        beneficiaires,
        dont_femmes,
        dont_qpv,
        'T' || quarter(jour) as trimestre,
        nullif(trim(type_public), '') as public_ecrit,
        nullif(trim(type_structure), '') as structure_ecrite,
        lower(strip_accents(nullif(trim(type_public), ''))) as type_public,
        lower(strip_accents(nullif(trim(type_structure), ''))) as type_structure,
        territoire,
        jour >= $debut as de_l_annee,
        jour <= $arrete_avant as d_avant
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        jour between $debut_avant and $arrete
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

ventilees as (
    select
        case
            when grouping(trimestre) = 0 then 'trimestre'
            when grouping(type_public) = 0 then 'public'
            when grouping(type_structure) = 0 then 'structure'
            when grouping(territoire) = 0 then 'territoire'
            else 'ensemble'
        end as dimension,
        case
            when grouping(trimestre) = 0 then trimestre
            when grouping(type_public) = 0 then min(public_ecrit)
            when grouping(type_structure) = 0 then min(structure_ecrite)
            when grouping(territoire) = 0 then territoire
        end as valeur,
        count(*) filter (where de_l_annee) as lignes,
        count(*) filter (where d_avant) as lignes_avant,
        count(*) filter (where not de_l_annee) as lignes_avant_entier,
        coalesce(sum(heures) filter (where de_l_annee), 0) as heures,
        coalesce(sum(heures) filter (where d_avant), 0) as heures_avant,
        coalesce(sum(heures) filter (where not de_l_annee), 0) as heures_avant_entier,
        coalesce(sum(beneficiaires) filter (where de_l_annee), 0) as beneficiaires,
        coalesce(sum(dont_femmes) filter (where de_l_annee and beneficiaires is not null), 0) as femmes,
        coalesce(sum(beneficiaires) filter (where de_l_annee and dont_femmes is null), 0) as femmes_inconnues,
        coalesce(sum(dont_qpv) filter (where de_l_annee and beneficiaires is not null), 0) as qpv,
        coalesce(sum(beneficiaires) filter (where de_l_annee and dont_qpv is null), 0) as qpv_inconnus,
        count(*) filter (where de_l_annee and beneficiaires is null) as lignes_sans_beneficiaires
    from retenues
    group by grouping sets ((), (trimestre), (type_public), (type_structure), (territoire))
)

select * from ventilees
