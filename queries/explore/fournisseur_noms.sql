-- The establishments and names under which the perimeter sees a supplier, and where each is (last known place).
-- grain: one row per identifier and name, whatever its case and accents
-- unit: montant in € HT, purchases only
-- parameters: $siren, $territoires_vus, $dga_vues
-- columns: identifiant, nom, montant, contrats, departement, commune, territoire
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

etablissements as (
    select
        tiers_id,
        identifiant,
        lieu_impose
    from tiers
    where siren = unite_demandee($siren::varchar)
),

visible as (
    select count(*) > 0 or ($territoires_vus::varchar[] is null and $dga_vues::varchar[] is null) as oui
    from (
        select paye.identifiant
        from paye
        union all
        select tenu.identifiant
        from tenu
    ) as rangs
),

noms as (
    select
        identifiant,
        tiers_nom as nom,
        case when est_achat then montant end as montant,
        null as contrat_no
    from paye
    union all
    select
        identifiant,
        nom,
        null as montant,
        contrat_no
    from tenu
    union all
    select
        listes.siret as identifiant,
        listes.denomination as nom,
        null as montant,
        null as contrat_no
    from lignes.fournisseurs as listes
    inner join etablissements
        on listes.siret = etablissements.identifiant
    cross join visible
    where visible.oui
),

lieux as (
    select
        etablissements.identifiant,
        arg_max(coalesce(etablissements.lieu_impose, periodes.departement), periodes.fin) as departement,
        arg_max(periodes.commune, periodes.fin) as commune,
        arg_max(periodes.territoire, periodes.fin) as territoire
    from etablissements
    left join tiers_periodes as periodes
        on etablissements.tiers_id = periodes.tiers_id
    group by etablissements.identifiant
),

par_nom as (
    select
        noms.identifiant,
        max(noms.nom) as nom,
        coalesce(sum(noms.montant), 0)::decimal(18, 2) as montant,
        count(distinct noms.contrat_no) as contrats,
        coalesce(any_value(departements.nom), any_value(lieux.departement)) as departement,
        any_value(communes.nom) as commune,
        any_value(lieux.territoire) as territoire
    from noms
    left join lieux
        on noms.identifiant = lieux.identifiant
    left join ref.communes as communes
        on lieux.commune = communes.code_insee
    left join ref.departements as departements
        on lieux.departement = departements.code
    group by
        noms.identifiant,
        upper(strip_accents(trim(noms.nom)))
),

final as (
    select
        numero_montre(identifiant) as identifiant,
        nom_montre(identifiant, nom) as nom,
        montant,
        contrats,
        departement,
        commune,
        territoire
    from par_nom
)

select * from final
order by
    montant desc,
    identifiant,
    nom
limit 100
