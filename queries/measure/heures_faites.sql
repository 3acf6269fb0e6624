-- Insertion hours of a year beside those of N-1, by quarter, public, kind of structure and place (X2).
-- grain: one row per quarter, public, structure, domaine, DGA, territoire and perimetre; a null public or structure is « non renseigné »
-- unit: hundredths of an hour; beneficiaires, femmes and qpv in persons, as each row of the extract counts them
-- parameters: $territoires_vus, $dga_vues, $debut_avant, $arrete_avant, $debut, $arrete
-- columns: trimestre, public, structure, domaine, dga, territoire, perimetre, public_ecrit, structure_ecrite,
--          lignes, lignes_avant, lignes_avant_entier, heures, heures_avant, heures_avant_entier, beneficiaires,
--          femmes, femmes_inconnues, qpv, qpv_inconnus, lignes_sans_beneficiaires
--
-- heures_avant stops at the same day of N-1, heures_avant_entier is the whole of N-1. femmes_inconnues: beneficiaries of the
-- rows that do not say how many are women. One wording of a public stands for those that differ by case or accents.
with
lues as (
    select
        (heures * 100)::bigint as centiemes,
        beneficiaires,
        dont_femmes,
        dont_qpv,
        'T' || quarter(jour) as trimestre,
        nullif(trim(type_public), '') as public_ecrit,
        nullif(trim(type_structure), '') as structure_ecrite,
        lower(strip_accents(nullif(trim(type_public), ''))) as public,
        lower(strip_accents(nullif(trim(type_structure), ''))) as structure,
        domaine,
        dga,
        territoire,
        perimetre,
        jour >= $debut as de_l_annee,
        jour <= $arrete_avant as d_avant
    from visibles('heures', $territoires_vus::varchar[], $dga_vues::varchar[])
    where jour between $debut_avant and $arrete
)

select
    trimestre,
    public,
    structure,
    domaine,
    dga,
    territoire,
    perimetre,
    min(public_ecrit) as public_ecrit,
    min(structure_ecrite) as structure_ecrite,
    count(*) filter (where de_l_annee) as lignes,
    count(*) filter (where d_avant) as lignes_avant,
    count(*) filter (where not de_l_annee) as lignes_avant_entier,
    coalesce(sum(centiemes) filter (where de_l_annee), 0) as heures,
    coalesce(sum(centiemes) filter (where d_avant), 0) as heures_avant,
    coalesce(sum(centiemes) filter (where not de_l_annee), 0) as heures_avant_entier,
    coalesce(sum(beneficiaires) filter (where de_l_annee), 0) as beneficiaires,
    coalesce(sum(dont_femmes) filter (where de_l_annee and beneficiaires is not null), 0) as femmes,
    coalesce(sum(beneficiaires) filter (where de_l_annee and dont_femmes is null), 0) as femmes_inconnues,
    coalesce(sum(dont_qpv) filter (where de_l_annee and beneficiaires is not null), 0) as qpv,
    coalesce(sum(beneficiaires) filter (where de_l_annee and dont_qpv is null), 0) as qpv_inconnus,
    count(*) filter (where de_l_annee and beneficiaires is null) as lignes_sans_beneficiaires
from lues
group by trimestre, public, structure, domaine, dga, territoire, perimetre
