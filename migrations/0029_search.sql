-- One way to look for words in every list (server/queries/search.ts): words in any order, with or without accents and glottal marks
-- (Llank'ay, Llank’ay, Llankay), and words alike where none is the same. It has an index of its own wherever names are many.
create function search_key(name text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(
    regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, name)), '[''`´ʼʻ’‘]', '', 'g'), '[^a-z0-9]+', ' ', 'g'));
comment on function search_key(text) is 'A text to look for words in: no accents, capitals or glottal marks, other punctuation and spaces collapsed to one space.';

create index alliance_search_idx on alliance using gin (search_key(name) gin_trgm_ops);
create index alliance_code_search_idx on alliance using gin (search_key(code) gin_trgm_ops);
create index buyer_search_idx on buyer using gin (search_key(name) gin_trgm_ops);
create index organisation_search_idx on organisation using gin (search_key(name) gin_trgm_ops);
create index municipality_search_idx on municipality using gin (search_key(name) gin_trgm_ops);
create index person_search_idx on person
  using gin (search_key(given_names || ' ' || coalesce(paternal_surname, '') || ' ' || coalesce(maternal_surname, '')) gin_trgm_ops);
create index user_account_search_idx on user_account using gin (search_key(name) gin_trgm_ops);

-- What they replace: nothing looks for parts of normalize_name() any more, it only tells whether two names are the same.
drop index alliance_name_idx;
drop index alliance_code_name_idx;
drop index buyer_name_idx;
drop index organisation_name_idx;
drop index municipality_normalize_name_idx;
drop index person_name_idx;
drop index user_account_name_idx;
