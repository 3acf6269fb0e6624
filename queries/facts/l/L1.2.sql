-- L1.2 · Part des contrats confiés à des entreprises solidaires d'utilité sociale (L2111-3, en nombre)
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- R6, as F8.1: status of the mandataire or of the single holder on the day of notification (R9), share of the holders of one framework.
with
flux as (
    select *
    from contrats
    where dans_flux
),

comptes as (
    select
        contrat_no,
        count(*) as nb,
        count(esus) as nb_connus,
        count(*) filter (where esus) as nb_oui,
        count(*) filter (where role = 'mandataire') as nb_mandataires,
        bool_and(esus) filter (where role = 'mandataire') as mandataire
    from titulaires
    group by contrat_no
),

faits as (
    select
        flux.cle,
        flux.jour,
        null::date as fin,
        case
            when comptes.nb is null then null
            when flux.multi_attributaires and comptes.nb_connus < comptes.nb then null
            when flux.multi_attributaires then comptes.nb_oui::double / nullif(comptes.nb, 0)
            when comptes.nb_mandataires = 1 then comptes.mandataire::double
            when comptes.nb_connus < comptes.nb then null
            when comptes.nb_oui = comptes.nb then 1.0
            when comptes.nb_oui = 0 then 0.0
        end as appartient,
        flux.montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        flux.domaine,
        flux.dga,
        flux.territoire,
        flux.perimetre,
        flux.depot,
        flux.ligne
    from flux
    left join comptes
        on flux.contrat_no = comptes.contrat_no
)

select * from faits
