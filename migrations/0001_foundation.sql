-- What every later migration stands on. On PostgreSQL the extensions may have been created beforehand by the server's owner.
create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;
create extension if not exists pgcrypto;

create schema if not exists open_data;
comment on schema open_data is 'What anybody may read: the only schema that the public portal''s role sees.';

create table system_state (
  key text constraint system_state_pkey primary key,
  value jsonb not null
);
comment on table system_state is 'Facts about this installation, one row each (epoch: new at each restore).';
comment on column system_state.key is 'Name of the fact.';
comment on column system_state.value is 'The fact as JSON.';

-- A new installation is an epoch of its own: phones that knew another one start their feed again.
insert into system_state (key, value) values ('epoch', to_jsonb(gen_random_uuid()::text));

-- unaccent(text) depends on the search path, so it is only stable; naming the dictionary makes it fit for indexes.
create function normalize_name(name text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, name)), '[^a-z0-9]+', ' ', 'g'));
comment on function normalize_name(text) is 'A name for comparing: no accents, lower case, punctuation and spaces collapsed to one space.';
