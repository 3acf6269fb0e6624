-- Empty required cells are explained; findings on the cells of rows that were set aside say nothing useful and go.
-- grain: rows of constats
-- unit: none
-- parameters: tables constats, ecarts, manques, toleres, saisie
insert into constats
select distinct
'cellule_obligatoire_vide',
manques.colonne,
cast(null as varchar),
manques.ligne
from manques
where
    manques.ligne not in (select ecarts.ligne from ecarts)
    and not exists (select 1 from constats
where constats.ligne = manques.ligne and constats.colonne = manques.colonne);

delete from constats
where
    constats.ligne in (select ecarts.ligne from ecarts)
    and constats.regle not in (
        'ligne_vide', 'ligne_total', 'entete_repetee', 'note', 'hors_periode', 'doublon_exact', 'autre_acheteur', 'modification', 'sans_siret',
        'siret_repete', 'encodages_meles', 'caracteres_perdus', 'cle_en_conflit'
    );
