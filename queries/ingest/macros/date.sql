-- Dates as French cells write them: dd/mm/yyyy, ISO, Excel serials of both epochs, « 9 août 2007 », instants with a time zone.
-- Two steps, each on a plain column: forme_date, jour_brut (or mois_brut); the years allowed are checked on the result.
-- grain: scalar macros
-- unit: days; an instant in UTC is the day of Paris
-- parameters: none
create macro forme_date(t) as
    case
        when regexp_full_match(t, '[0-9/.:+TZ -]+') then t
        else strip_accents(lower(regexp_replace(t, '[\s\x{00A0}\x{202F}]+', ' ', 'g')))
    end;

-- « sept », « févr. », « December »: the month that a word begins, of three letters at least; « mardi » and « marché » are none.
create macro mois_du_mot(m) as
    case
        when length(m) >= 3 and m <> 'jui'
            then (
                list_position(
                    list_transform(
                        [
                            'janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre',
                            'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'
                        ],
                        lambda mois: starts_with(mois, m)
                    ),
                    true
                ) - 1
            ) % 12 + 1
    end;

create macro mois_ecrit(t) as mois_du_mot(regexp_extract(t, '^[a-z]+'));

create macro jour_de(annee, mois, jour) as
    try_cast(lpad(cast(annee as varchar), 4, '0') || '-' || lpad(cast(mois as varchar), 2, '0') || '-' || lpad(cast(jour as varchar), 2, '0') as date);

create macro jour_brut(t, epoque_1904) as
    case
        when regexp_full_match(t, '\d{4}-\d{2}-\d{2}') then try_cast(t as date)
        when regexp_full_match(t, '\d{2}/\d{2}/\d{4}') then try_cast(t[7:10] || '-' || t[4:5] || '-' || t[1:2] as date)
        when regexp_full_match(t, '\d{1,2}[/.-]\d{1,2}[/.-]\d{4}([ T].*)?')
            then jour_de(
                regexp_extract(t, '[/.-](\d{4})', 1),
                regexp_extract(t, '[/.-](\d{1,2})[/.-]', 1),
                regexp_extract(t, '^(\d{1,2})', 1)
            )
        when regexp_full_match(t, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?([.,]\d+)? ?(Z|[+-]\d{2}(:?\d{2})?)')
            then cast(try_cast(replace(t, ',', '.') as timestamptz) at time zone 'Europe/Paris' as date)
        when regexp_full_match(t, '\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*|Z|[+-]\d{2}:?\d{2})') then try_cast(t[:10] as date)
        when regexp_full_match(t, '\d{4}[/.]\d{1,2}[/.]\d{1,2}([ T].*)?')
            then jour_de(
                t[:4],
                regexp_extract(t, '[/.](\d{1,2})[/.]', 1),
                regexp_extract(t, '[/.]\d{1,2}[/.](\d{1,2})', 1)
            )
        when regexp_full_match(t, '(19|20)\d{6}') then try_cast(t[:4] || '-' || t[5:6] || '-' || t[7:8] as date)
        when regexp_full_match(t, '[1-9]\d{4}([.,]\d+)?')
            then case when epoque_1904 then date '1904-01-01' else date '1899-12-30' end + try_cast(t[:5] as integer)
        when regexp_full_match(t, '\d{1,2}[/.-]\d{1,2}[/.-]\d{2}')
            then jour_de(
                case when t[-2:] < '80' then '20' else '19' end || t[-2:],
                regexp_extract(t, '[/.-](\d{1,2})[/.-]', 1),
                regexp_extract(t, '^(\d{1,2})', 1)
            )
        when regexp_matches(t, '\d{1,2}(er)?[ -][a-z]+\.?[ -]\d{4}')
            then jour_de(
                regexp_extract(t, '\d{1,2}(?:er)?[ -][a-z]+\.?[ -](\d{4})', 1),
                mois_ecrit(regexp_extract(t, '\d{1,2}(?:er)?[ -]([a-z]+)\.?[ -]\d{4}', 1)),
                regexp_extract(t, '(\d{1,2})(?:er)?[ -][a-z]+\.?[ -]\d{4}', 1)
            )
        when regexp_matches(t, '^[a-z]+[.,]? \d{1,2},? \d{4}')
            then jour_de(
                regexp_extract(t, '^[a-z]+[.,]? \d{1,2},? (\d{4})', 1),
                mois_ecrit(t),
                regexp_extract(t, '^[a-z]+[.,]? (\d{1,2})', 1)
            )
    end;

create macro mois_brut(t, epoque_1904) as
    case
        when regexp_full_match(t, '\d{4}[-/]\d{1,2}') then jour_de(t[:4], regexp_extract(t, '[-/](\d{1,2})$', 1), 1)
        when regexp_full_match(t, '\d{1,2}[-/]\d{4}') then jour_de(t[-4:], regexp_extract(t, '^(\d{1,2})', 1), 1)
        when regexp_full_match(t, '\d{6}') then jour_de(t[:4], t[5:6], 1)
        when regexp_full_match(t, '(?i)\d{4}[ -]?[tq][1-4]')
            then jour_de(t[:4], 3 * cast(t[-1:] as integer) - 2, 1)
        when regexp_full_match(t, '(?i)[tq][1-4][ -/]*\d{4}')
            then jour_de(t[-4:], 3 * cast(t[2:2] as integer) - 2, 1)
        when regexp_full_match(t, '(?i)[1-4] ?(er|e|eme|re|nd)? ?trim(estre|\.)? ?\d{4}')
            then jour_de(t[-4:], 3 * cast(t[1:1] as integer) - 2, 1)
        when regexp_full_match(t, '[a-z]+\.?[ -]\d{4}') then jour_de(t[-4:], mois_ecrit(t), 1)
        when regexp_full_match(t, '[a-z]+\.?[ -]\d{2}') then jour_de('20' || t[-2:], mois_ecrit(t), 1)
    end;

create macro premier_du_mois(mois, jour) as coalesce(mois, cast(date_trunc('month', jour) as date));

create macro dans_les_annees(jour, annee_min, annee_max) as case when year(jour) between annee_min and annee_max then jour end;

create macro lire_annee(t) as
    try_cast(regexp_extract(t, '^(?:[eE]xercice |[aA]nnée )?(\d{4})(?:\.0|-\d{2}-\d{2}.*)?$', 1) as integer);

create macro annee_permise(annee, annee_min, annee_max) as case when annee between annee_min and annee_max then annee end;
