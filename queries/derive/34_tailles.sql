-- Share of each contract that goes to TPE and PME, in number and in €, between what is sure and what is possible (R6, F8.1).
-- grain: one row per contract
-- unit: part_pme in [0, 1]; montants in € HT
-- parameters: none
-- columns: contrat_no, nb_titulaires, titulaires, multi_attributaires, part_pme, au_moins_une_pme, montant_pme_min, montant_pme_max
create table contrats_tailles as
with
-- Shares are written on the notified amount; a framework counted for its estimate (R3) takes them in proportion.
echelle as (
    select
        contrat_no,
        case when montant_ht > 0 then montant / nullif(montant_ht, 0) else 1 end as facteur
    from contrats_notifies
),

comptes as (
    select
        contrats.contrat_no,
        contrats.montant,
        count(titulaires.siren) as nb_titulaires,
        string_agg(coalesce(titulaires.nom, titulaires.identifiant), ', ' order by titulaires.ligne, titulaires.siren) as titulaires,
        contrats.type_contrat = 'accord_cadre'
        and coalesce(contrats.groupement not in ('conjoint', 'solidaire'), true)
        and not coalesce(bool_or(titulaires.role in ('mandataire', 'cotraitant')), false)
        and count(titulaires.siren) > 1 as multi_attributaires,
        count(*) filter (where titulaires.pme) as nb_pme,
        count(titulaires.pme) as nb_classes,
        count(*) filter (where titulaires.role = 'mandataire') as nb_mandataires,
        bool_and(titulaires.pme) filter (where titulaires.role = 'mandataire') as mandataire_pme,
        count(*) filter (where titulaires.role = 'mandataire' and titulaires.pme is null) as mandataires_non_classes,
        coalesce(sum(titulaires.part * echelle.facteur) filter (where titulaires.pme), 0) as parts_pme,
        coalesce(
            sum(titulaires.part * echelle.facteur) filter (where titulaires.siren is not null and titulaires.pme is null),
            0
        ) as parts_non_classees,
        coalesce(sum(titulaires.part * echelle.facteur), 0) as parts_connues,
        coalesce(
            bool_or(titulaires.siren is not null and titulaires.part is null and coalesce(titulaires.pme, true)),
            false
        ) as reste_possible
    from contrats_notifies as contrats
    inner join echelle
        on contrats.contrat_no = echelle.contrat_no
    left join titulaires
        on contrats.contrat_no = titulaires.contrat_no
    group by
        contrats.contrat_no,
        contrats.montant,
        contrats.type_contrat,
        contrats.groupement
),

-- Holders of one framework: the share of them that qualifies. A groupement: its mandataire; none named: what all members agree on.
parts as (
    select
        *,
        case
            when nb_titulaires = 0 then null
            when multi_attributaires and nb_classes < nb_titulaires then null
            when multi_attributaires or nb_titulaires = 1 and nb_classes = 1 then nb_pme::double / nullif(nb_titulaires, 0)
            when nb_mandataires = 1 then mandataire_pme::double
            when nb_classes < nb_titulaires then null
            when nb_pme = nb_titulaires then 1.0
            when nb_pme = 0 then 0.0
        end as part_pme
    from comptes
),

-- A single holder has the whole amount; the shares that are not known are never attributed, only possible.
final as (
    select
        contrat_no,
        nb_titulaires,
        titulaires,
        multi_attributaires,
        part_pme,
        case
            when nb_pme > 0 then true
            when nb_titulaires > 0 and nb_classes = nb_titulaires then false
        end as au_moins_une_pme,
        case
            when nb_titulaires <= 1 then case when part_pme = 1 then montant else 0 end
            else least(parts_pme, montant)
        end::decimal(18, 2) as montant_pme_min,
        case
            when nb_titulaires <= 1 then case when coalesce(part_pme, 1) = 1 then montant else 0 end
            else least(
                parts_pme + parts_non_classees + case when reste_possible then greatest(montant - parts_connues, 0) else 0 end,
                montant
            )
        end::decimal(18, 2) as montant_pme_max
    from parts
)

select * from final;
