-- The holders of one contract, with their status on the day of notification (R6, R9).
-- grain: one row per legal unit
-- unit: part in € HT, NULL where the extract does not give it
-- parameters: $cle, $territoires_vus, $dga_vues
-- columns: siren, identifiant, nom, role, part, categorie, tpe, insertion, type_insertion, ess, esus, start_up, departement
with
vu as (
    select contrat_no
    from visibles('contrats', $territoires_vus::varchar[], $dga_vues::varchar[])
    where cle = $cle::varchar
),

final as (
    select
        numero_montre(titulaires.siren) as siren,
        numero_montre(titulaires.identifiant) as identifiant,
        nom_montre(titulaires.siren, titulaires.nom) as nom,
        titulaires.role,
        titulaires.part,
        titulaires.categorie,
        titulaires.tpe,
        titulaires.insertion,
        titulaires.type_insertion,
        titulaires.ess,
        titulaires.esus,
        titulaires.start_up,
        titulaires.departement
    from titulaires
    inner join vu
        on titulaires.contrat_no = vu.contrat_no
    order by
        titulaires.role <> 'mandataire',
        titulaires.ligne,
        titulaires.siren
)

select * from final
