-- Places: what a commune code or a postcode, as written in the extracts, says of a département and a territory (R10).
-- grain: one row per commune code (lieux_communes), one per postcode (lieux_postaux)
-- unit: none
-- parameters: none
-- columns: lieux_communes(code_commune, commune, departement, territoire), lieux_postaux(code_postal, commune, departement, territoire)
create table lieux_communes as
with
codes as (
    select code_commune from lignes.fournisseurs
where code_commune is not null
    union
    select titulaire_code_commune as code_commune from lignes.contrats
where titulaire_code_commune is not null
),

-- Municipal arrondissements belong to their commune.
communes as (
    select
        code_commune,
        case
            when code_commune between '13201' and '13216' then '13055'
            when code_commune between '69381' and '69389' then '69123'
            when code_commune between '75101' and '75120' then '75056'
            else upper(trim(code_commune))
        end as commune
    from codes
),

-- INSEE numbers foreign countries 99xxx.
final as (
    select
        communes.code_commune,
        communes.commune,
        case
            when connues.departement is not null then connues.departement
            when left(communes.commune, 2) = '99' then 'hors France'
            when left(communes.commune, 2) in ('97', '98') then left(communes.commune, 3)
            else left(communes.commune, 2)
        end as departement,
        connues.territoire
    from communes
    left join ref.communes as connues
        on communes.commune = connues.code_insee
    where regexp_full_match(communes.commune, '(\d\d|2[AB])\d{3}')
)

select * from final;

create table lieux_postaux as
with
codes as (
    select code_postal from lignes.fournisseurs
where code_postal is not null
    union
    select tiers_code_postal as code_postal from lignes.depenses
where tiers_code_postal is not null
    union
    select titulaire_code_postal as code_postal from lignes.contrats
where titulaire_code_postal is not null
),

chiffres as (
    select
        code_postal,
        lpad(nullif(regexp_extract(code_postal, '\d{4,5}'), ''), 5, '0') as code
    from codes
),

-- A CEDEX code is in no list: it keeps its département. Monaco (980) is not France.
final as (
    select
        chiffres.code_postal,
        connus.code_insee as commune,
        case
            when connus.departement is not null then connus.departement
            when left(chiffres.code, 2) = '99' or left(chiffres.code, 3) = '980' then 'hors France'
            when left(chiffres.code, 2) in ('97', '98') then left(chiffres.code, 3)
            when left(chiffres.code, 3) in ('200', '201') then '2A'
            when left(chiffres.code, 2) = '20' then '2B'
            else left(chiffres.code, 2)
        end as departement,
        connus.territoire
    from chiffres
    left join ref.codes_postaux as connus
        on chiffres.code = connus.code_postal
)

select * from final;
