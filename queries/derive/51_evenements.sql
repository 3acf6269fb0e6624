-- Meetings, sourcing, calls and controls that took place or were published (F1.1, F10.2, F10.5, X6, X8.3).
-- grain: one row per row of the extract, those only planned, postponed or cancelled left out
-- unit: none
-- parameters: none
-- columns: jour, type, intitule, groupe, statut, fournisseur, reference, domaine, dga, territoire, perimetre, depot, ligne
create table evenements as
select
    evenements.jour,
    evenements.type,
    evenements.intitule,
    evenements.groupe,
    evenements.statut,
    case
        when regexp_full_match(evenements.fournisseur_siret, '\d{14}|\d{9}') then left(evenements.fournisseur_siret, 9)
        else coalesce(evenements.fournisseur_siret, upper(strip_accents(trim(evenements.fournisseur_nom))))
    end as fournisseur,
    evenements.reference,
    coalesce(nullif(trim(evenements.domaine), ''), 'Non affecté') as domaine,
    coalesce(nullif(trim(evenements.dga), ''), 'Non affecté') as dga,
    coalesce(nullif(trim(evenements.territoire), ''), 'Non affecté') as territoire,
    'marches' as perimetre,
    evenements.depot,
    evenements.ligne
from lignes.evenements as evenements
where coalesce(evenements.statut not in ('prevue', 'reportee', 'annulee'), true)
order by evenements.jour;
