-- Considerations of the accepted contracts, from lists, device columns, theme columns and the sheet of their own.
-- grain: one row per contract, subject, type and answer
-- unit: none
-- parameters: table parametres (depot)
insert into sortie.lignes.considerations
with contrats as (
    select distinct
retenues.acheteur_siren,
retenues.contrat_id,
retenues.lot,
retenues.ligne
    from retenues
),

reponses as (
    select
        contrats.acheteur_siren,
        contrats.contrat_id,
        contrats.lot,
        lexique.sujet,
        lexique.type,
        lexique.reponse,
        contrats.ligne
    from contrats
    inner join dispositifs on contrats.ligne = dispositifs.ligne
    inner join lexique on dispositifs.origine = lexique.origine and dispositifs.texte = lexique.texte
    union all
    select
fiches.acheteur_siren,
fiches.contrat_id,
fiches.lot,
fiches.sujet,
fiches.type,
fiches.reponse,
fiches.ligne
    from fiches
)

select
    reponses.acheteur_siren,
    reponses.contrat_id,
    reponses.lot,
    reponses.sujet,
    reponses.type,
    reponses.reponse,
    parametres.depot,
    min(reponses.ligne) as ligne
from reponses
cross join parametres
group by all
order by
    min(reponses.ligne),
    reponses.sujet,
    reponses.type;
