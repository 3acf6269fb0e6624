-- One supplier, if the perimeter may see a payment or a contract of it; whoever sees everything also sees one that is only listed.
-- grain: one row, or none
-- unit: montant in € HT, purchases only; autres: payments that are no purchase
-- parameters: $siren, $territoires_vus, $dga_vues
-- columns: siren, paiements, montant, autres, premier, dernier, contrats
with
paye as (
    select
        identifiant,
        tiers_nom,
        montant,
        est_achat,
        jour,
        exercice
    from visibles('depenses', $territoires_vus::varchar[], $dga_vues::varchar[])
    where siren = unite_demandee($siren::varchar)
),

contrats_vus as (
    select contrat_no
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

siens as (
    select
        identifiant,
        nom,
        contrat_no
    from titulaires
    where siren = unite_demandee($siren::varchar)
),

tenu as (
    select
        siens.identifiant,
        siens.nom,
        siens.contrat_no
    from siens
    inner join contrats_vus
        on siens.contrat_no = contrats_vus.contrat_no
),

connu as (
    select distinct
        siren,
        $territoires_vus::varchar[] is null and $dga_vues::varchar[] is null as sans_limite
    from tiers
    where siren = unite_demandee($siren::varchar)
),

payes as (
    select
        count(*) as lignes,
        count(*) filter (where est_achat) as paiements,
        coalesce(sum(montant) filter (where est_achat), 0)::decimal(18, 2) as montant,
        coalesce(sum(montant) filter (where not est_achat), 0)::decimal(18, 2) as autres,
        min(jour) as premier,
        max(jour) as dernier
    from paye
),

tenus as (
    select count(distinct contrat_no) as contrats
    from tenu
),

final as (
    select
        numero_montre(connu.siren) as siren,
        payes.paiements,
        payes.montant,
        payes.autres,
        payes.premier,
        payes.dernier,
        tenus.contrats
    from connu
    cross join payes
    cross join tenus
    where
        payes.lignes > 0
        or tenus.contrats > 0
        or connu.sans_limite
)

select * from final
