-- Contracts that an alert may be about, as the lists of the explorer choose them: large ones of the year, and frameworks that end soon.
-- grain: one row per list ('sans-consideration', 'accords-cadres-a-echeance') and contract, whatever its segments
-- unit: amounts in € HT
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $montant_min, $mois
-- columns: liste, domaine, dga, territoire, perimetre, reponse, montant
--
-- reponse: false when neither an environmental nor a social consideration, null when no yes and an answer not given (R7: not a no).
with
vus as (
    select
        *,
        environnement or social as reponse
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        dans_flux
        and coalesce(not (environnement or social), true)
),

listes as (
    select
        'sans-consideration' as liste,
        domaine,
        dga,
        territoire,
        perimetre,
        reponse,
        montant
    from vus
    where
        jour between $debut::date and $arrete::date
        and montant >= $montant_min::double
    union all
    select
        'accords-cadres-a-echeance' as liste,
        domaine,
        dga,
        territoire,
        perimetre,
        reponse,
        montant
    from vus
    where
        type_contrat = 'accord_cadre'
        and coalesce(statut <> 'resilie', true)
        and jour <= $arrete::date
        and fin between $arrete::date and ($arrete::date + to_months($mois::integer))::date
)

select * from listes
