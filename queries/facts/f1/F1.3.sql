-- F1.3 · Fournisseurs ayant signé la charte fournisseurs responsables
-- grain: one row per contract of the flow and holder (cle: SIREN), and one from the day of its signature in the same year
-- unit: none
-- parameters: none
-- columns: cle, jour, fin, appartient, montant, montant_min, montant_max, domaine, dga, territoire, perimetre, depot, ligne
--
-- Contracts whose consultation was launched since the charter came into force (A13, choix.date_charte); every member signs for itself.
-- A signature after 31 December of the year of notification does not count for that year.
with
signataires as (
    select
        titulaires.siren,
        contrats.jour,
        chartes.siren is not null as connu,
        chartes.signee_le,
        contrats.domaine,
        contrats.dga,
        contrats.territoire,
        contrats.perimetre,
        titulaires.depot,
        titulaires.ligne
    from contrats
    inner join titulaires
        on contrats.contrat_no = titulaires.contrat_no
    cross join choix
    left join chartes
        on titulaires.siren = chartes.siren
    where
        contrats.dans_flux
        and coalesce(coalesce(contrats.date_lancement, contrats.jour) >= choix.date_charte, true)
),

situations as (
    select
        *,
        case when connu then 0.0 end as appartient
    from signataires
    union all
    select
        * replace (greatest(jour, signee_le) as jour),
        1.0 as appartient
    from signataires
    where signee_le <= make_date(year(jour), 12, 31)
),

faits as (
    select
        siren as cle,
        jour,
        null::date as fin,
        appartient::double as appartient,
        null::decimal(18, 2) as montant,
        null::decimal(18, 2) as montant_min,
        null::decimal(18, 2) as montant_max,
        domaine,
        dga,
        territoire,
        perimetre,
        depot,
        ligne
    from situations
)

select * from faits
