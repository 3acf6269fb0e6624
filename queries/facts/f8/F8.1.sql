-- F8.1 · Contrats publics adressés aux TPE et PME
-- grain: one row per contract of the flow (R1)
-- unit: € HT notified (R3)
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- R6: size of the mandataire or of the single holder, share of the holders of one framework; € of the known shares.
with
flux as (
    select *
    from contrats
    where dans_flux
),

faits as (
    select
        cle,
        jour,
        null::date as fin,
        part_pme as appartient,
        montant,
        montant_pme_min as montant_min,
        montant_pme_max as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from flux
)

select * from faits
