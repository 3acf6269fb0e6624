-- Contracts that an alert is about, counted as the lists of the explorer count them: large ones of the year, and frameworks that end soon.
-- grain: one row per list ('sans-consideration', 'accords-cadres-a-echeance') that holds a contract
-- unit: contracts; amounts in € HT
-- parameters: $territoires_vus, $dga_vues, $debut, $arrete, $domaines, $dga, $territoires, $perimetres, $montant_min, $mois
-- columns: liste, non, inconnus, montant_non, montant_inconnus
--
-- non: neither an environmental nor a social consideration; inconnus: no yes, and at least one answer not given (R7: not a no).
with
vus as (
    select
        *,
        environnement or social as reponse
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where
        dans_flux
        and coalesce(not (environnement or social), true)
        and ($domaines::varchar[] is null or domaine = any($domaines::varchar[]))
        and ($dga::varchar[] is null or dga = any($dga::varchar[]))
        and ($territoires::varchar[] is null or territoire = any($territoires::varchar[]))
        and ($perimetres::varchar[] is null or perimetre = any($perimetres::varchar[]))
),

listes as (
    select
        'sans-consideration' as liste,
        reponse,
        montant
    from vus
    where
        jour between $debut::date and $arrete::date
        and montant >= $montant_min::double
    union all
    select
        'accords-cadres-a-echeance' as liste,
        reponse,
        montant
    from vus
    where
        type_contrat = 'accord_cadre'
        and coalesce(statut <> 'resilie', true)
        and jour <= $arrete::date
        and fin between $arrete::date and ($arrete::date + to_months($mois::integer))::date
),

final as (
    select
        liste,
        count(*) filter (where not reponse) as non,
        count(*) filter (where reponse is null) as inconnus,
        coalesce(sum(montant) filter (where not reponse), 0) as montant_non,
        coalesce(sum(montant) filter (where reponse is null), 0) as montant_inconnus
    from listes
    group by liste
)

select * from final
order by liste
