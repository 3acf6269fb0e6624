-- Contracts linked to one contract, that the perimeter may see: its framework, its subsequent contracts, the others of its identifier.
-- grain: one row per linked contract
-- unit: montant in € HT
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: lien, cle, objet, jour, montant, type_contrat
with
vus as (
    select
        cle,
        contrat_id,
        lot,
        id_accord_cadre,
        objet,
        jour,
        montant,
        type_contrat
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
),

ouvert as (
    select *
    from vus
    where cle = $cle::varchar
),

liens as (
    select
        case
            when vus.contrat_id = ouvert.contrat_id then 'lot'
            when vus.contrat_id = ouvert.id_accord_cadre then 'accord_cadre'
            when vus.id_accord_cadre = ouvert.contrat_id then 'subsequent'
            when vus.id_accord_cadre = ouvert.id_accord_cadre then 'meme_accord_cadre'
        end as lien,
        vus.cle,
        vus.objet,
        vus.jour,
        vus.montant,
        vus.type_contrat
    from vus
    cross join ouvert
    where vus.cle <> ouvert.cle
)

select * from liens
where lien is not null
order by
    lien,
    jour,
    cle
limit 500
