-- Why a filled cell could not be read: a short code that the messages explain. ``t`` is the filled cell, ``f`` its form.
-- grain: scalar macros
-- unit: none
-- parameters: none
create macro motif(type, t, f, epoque_1904) as
    case
        when est_erreur_excel(t) then 'erreur_excel'
        when est_inexploitable(t) then 'inexploitable'
        when type in ('siret', 'identifiant', 'montant', 'nombre')
            and regexp_full_match(t, '-?\d+([.,]\d+)?[eE][+-]?\d+') then 'notation_scientifique'
        when type = 'siret' then 'siret_illisible'
        when type in ('montant', 'nombre') and est_montant_ambigu(f) then 'montant_ambigu'
        when type in ('montant', 'nombre') and chiffres_montant(f, '.') is not null then 'montant_hors_capacite'
        when type in ('montant', 'nombre') then 'montant_illisible'
        when type = 'date' and jour_brut(f, epoque_1904) is not null then 'annee_invraisemblable'
        when type = 'date' and regexp_matches(f, '^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}') then 'jour_inexistant'
        when type = 'date' then 'date_illisible'
        when type = 'mois' then 'mois_illisible'
        when type = 'annee' then 'annee_illisible'
        when type = 'oui_non' then 'oui_non_illisible'
        else 'nombre_illisible'
    end;

create macro bit_du_masque(masque, rang) as (masque >> rang) & 1 = 1;
